import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadReferenceData } from '../cli/demo-data/reference.ts';
import { demoWorld, shippedCalendar } from '../cli/demo-data/world.ts';
import { startStack } from '../cli/stack/stack.ts';
import { createDatabase } from '../db/connection.ts';
import { dateAt, yearOf } from '../domain/kernel/local-date.ts';
import { soakLines, soakPassed } from './soak/report.ts';
import { soak } from './soak/soak.ts';

/**
 * Clients reserve, release, sign, pay and transfer on the same two budget lines through the public API of a throw-away stack, while
 * its worker is killed again and again. Exit 0 when the ledger is exact to the fen and every kind of move was tried, 4 when
 * anything does not hold. An answer that is on its way (202) is asked for again and is no fault. Usage:
 *   npm run soak:ledger -- [--seconds 120] [--clients 200] [--seed 1] [--kill-every 8]
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    clients: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    'kill-every': { type: 'string', default: '8' },
  },
});

function whole(name: keyof typeof values): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${name}: a whole number above zero is needed, not ${values[name]}`);
  process.exit(2);
}
const [seconds, clients, seed, killEvery] = [
  whole('seconds'),
  whole('clients'),
  whole('seed'),
  whole('kill-every'),
];

// The parts of the stack do not keep this process alive, nor does waiting for a killed worker to end.
const awake = setInterval(() => undefined, 60_000);
const stack = await startStack({ throwAway: true, logLevel: 'warn' });
const db = createDatabase(stack.databaseUrl, 2);
try {
  const today = dateAt(Date.now());
  const world = demoWorld(today, shippedCalendar());
  await loadReferenceData(db, world, { budgetFactor: Math.max(1, Math.round(clients / 20)) });
  console.log(
    `${clients} clients are brought to their first reservation or payment; then ${seconds} s on the same two lines …`,
  );
  const result = await soak({
    ...{ apiUrl: stack.apiUrl, db, world, fiscalYear: yearOf(today), seconds, clients, seed },
    async replaceWorker() {
      await sleep(killEvery * 1_000);
      await stack.kill('worker');
      await stack.revive('worker');
    },
  });
  for (const line of soakLines(result, { seed, clients })) console.log(line);
  process.exitCode = soakPassed(result) ? 0 : 4;
} finally {
  await db.destroy();
  await stack.stop();
  clearInterval(awake);
}
