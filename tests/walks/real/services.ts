import { spawnWorker } from '../../support/spawn-worker.ts';
import { cloneDatabase } from '../../support/sql.ts';
import { TestServices } from '../../support/test-services.ts';
import { openRealGround, type RealGround, type RealReport, runReal } from './run.ts';
import { shortestReal } from './shrink.ts';

const TOGETHER = 12;
const MOVES_BETWEEN_MISHAPS = 250;
const COMMITS_BEFORE_DEATH = 40;

interface Asked {
  readonly runs: number;
  readonly first: number;
  readonly told: (done: number) => void;
}

/** Real walks on PostgreSQL and Temporal of their own, which vanish with them; the first walk that fails is told as short as it can be. */
export async function walkForReal({ runs, first, told }: Asked): Promise<RealReport> {
  const services = await TestServices.open();
  process.once('exit', () => services.closeNow());
  try {
    const [server, temporal, bundle] = await Promise.all([
      services.database(),
      services.temporal(),
      services.bundle(),
    ]);
    const database = await cloneDatabase(server);
    const ground = await openRealGround({ database, temporal, bundle });
    try {
      const kill = () => killOne(ground, [temporal.address, temporal.namespace, bundle.codePath]);
      const plan = { runs, first, together: TOGETHER, every: MOVES_BETWEEN_MISHAPS, told };
      const report = await runReal(ground, { ...plan, kill });
      const [one] = report.found.toSorted((a, b) => a.moves.length - b.moves.length);
      return one ? { ...report, found: [await shortestReal(ground, one)] } : report;
    } finally {
      await ground.stack.stop();
    }
  } finally {
    await services.close();
  }
}

/** Lets a worker of its own take over, which is killed between a commit and its completion; then the ordinary one goes on. */
async function killOne(
  { stack }: RealGround,
  [address, namespace, codePath]: readonly [string, string, string],
): Promise<void> {
  const { databaseUrl, taskQueue } = stack;
  await stack.stopWorker();
  const worker = await spawnWorker('../walks/real/dying-worker.ts', [
    ...[databaseUrl, address, namespace, taskQueue, codePath],
    String(COMMITS_BEFORE_DEATH),
  ]);
  // The last walks of a run may end before so many commands have come.
  const patience = setTimeout(() => worker.child.kill('SIGKILL'), 30_000);
  await worker.gone;
  clearTimeout(patience);
  await stack.restartWorker();
}
