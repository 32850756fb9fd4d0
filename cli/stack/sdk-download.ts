/**
 * A program of its own, because a download inside the SDK cannot be broken off: fetches Temporal's command line into
 * the folder given as the first argument, version given as the second.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [downloadDir = '', version = ''] = process.argv.slice(2);

try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir, version: `v${version}` } },
  });
  await environment.teardown();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
