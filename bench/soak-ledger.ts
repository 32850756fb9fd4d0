import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadReferenceData } from '../cli/demo-data/reference.ts';
import { demoWorld, shippedCalendar } from '../cli/demo-data/world.ts';
import { startStack } from '../cli/stack/stack.ts';
import { createDatabase } from '../db/connection.ts';
import { dateAt, yearOf } from '../domain/kernel/local-date.ts';
import { formatFen } from '../domain/kernel/money.ts';
import { soak } from './soak/soak.ts';

/**
 * Clients reserve, release, sign, pay and transfer on the same two budget lines through the public API of a throw-away stack, while
 * its worker is killed again and again. Exit 0 when the ledger is exact to the fen, 4 when anything does not hold. Usage:
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

const stack = await startStack({ throwAway: true, logLevel: 'warn' });
const db = createDatabase(stack.databaseUrl, 2);
try {
  const today = dateAt(Date.now());
  const world = demoWorld(today, shippedCalendar());
  await loadReferenceData(db, world, { budgetFactor: Math.max(1, Math.round(clients / 20)) });
  const result = await soak({
    ...{ apiUrl: stack.apiUrl, db, world, fiscalYear: yearOf(today), seconds, clients, seed },
    async replaceWorker() {
      await sleep(killEvery * 1_000);
      await stack.kill('worker');
      await stack.revive('worker');
    },
  });
  const { tally, after, faults } = result;
  const { unexpected, ...counts } = tally;
  console.log(
    `seed ${seed}, clients ${clients}, ${result.seconds.toFixed(1)} s, workers killed ${result.workersReplaced}`,
  );
  console.log(
    Object.entries(counts)
      .map(([what, count]) => `${what} ${count}`)
      .join(', '),
  );
  console.log(
    `ledger: approved ${formatFen(after.approvedFen, 'en')}, available ${formatFen(after.availableFen, 'en')}, reserved ${formatFen(after.reservedFen, 'en')}, committed ${formatFen(after.committedFen, 'en')}, paid ${formatFen(after.paidFen, 'en')}; postings ${after.postings}, transfers ${after.changes}, projects ${after.projects}`,
  );
  for (const one of [...new Set(unexpected)].slice(0, 10)) console.log(`unexpected answer: ${one}`);
  for (const one of faults.slice(0, 20)) console.log(`FAULT ${one}`);
  console.log(`unexpected answers ${unexpected.length}, faults ${faults.length}`);
  process.exitCode = faults.length === 0 && unexpected.length === 0 ? 0 : 4;
} finally {
  await db.destroy();
  await stack.stop();
}
