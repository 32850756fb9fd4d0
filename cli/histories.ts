import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { ROOT } from './stack/paths.ts';

const FOLDER = join(ROOT, 'tests', 'replay', 'histories');

/** One saved run; the name says what happens in it. */
export interface SavedHistory {
  readonly workflowId: string;
  readonly history: ReturnType<typeof historyFromJSON>;
}

/** All saved histories, one a run, by name. */
export async function readHistories(folder = FOLDER): Promise<readonly SavedHistory[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => ({
      workflowId: name.replace(/\.json$/, ''),
      history: historyFromJSON(JSON.parse(await readFile(join(folder, name), 'utf8'))),
    })),
  );
}

/** Saves every run of a workflow, one after the other as they continued as new, and answers the names. */
export async function saveHistories(
  { address, namespace }: { readonly address: string; readonly namespace: string },
  { workflowId, name }: { readonly workflowId: string; readonly name: string },
): Promise<readonly string[]> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    await mkdir(FOLDER, { recursive: true });
    const saved: string[] = [];
    let runId: string | undefined = await firstRun(client, workflowId);
    while (runId) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      const file = `${name}-${saved.length + 1}`;
      await writeFile(
        join(FOLDER, `${file}.json`),
        `${JSON.stringify(JSON.parse(historyToJSON(history)))}\n`,
      );
      saved.push(file);
      runId =
        history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ??
        undefined;
    }
    return saved;
  } finally {
    await connection.close();
  }
}

async function firstRun(client: Client, workflowId: string): Promise<string | undefined> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  return history.events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId ?? undefined;
}
