import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { runStatement } from '../../tests/support/sql.ts';
import { createDatabase, type Database } from '../connection.ts';
import { recordedBlocks } from './decisions.ts';

let own: TestDatabase;
let db: Database;
beforeAll(async () => {
  own = await createTestDatabase();
  db = createDatabase(own.url, 1);
});
afterAll(async () => {
  await db.destroy();
  await own.drop();
});

/** Verdicts need nothing of a project but that it is there, so its row and its references are made bare. */
async function record(projectId: string, verdicts: number): Promise<void> {
  await runStatement(
    own.url,
    `set session_replication_role = replica;
     insert into project (id, project_no, name, buyer_org_id, region_code, sector, item_code, fiscal_year, amount_fen,
       stage, state, due_announced, late_entry, revision, last_seq, last_hash, process, file, created_at, updated_at)
     values ('${projectId}', '${projectId}', '项目', 'O1', '510181101', 'education', 'C01', 2026, 12300,
       'budget', 'x', true, false, 1, 1, '', '{}', '{}', now(), now());
     insert into policy_verdict
       select '${projectId}', n, 'RequestBudget', 'pass', '2026.1', 'h', date '2026-03-02' + n, '{}', '[]',
         jsonb_build_object('term_months', n)
       from generate_series(1, ${verdicts}) n`,
  );
}

test('reads every decision once, in the order of projects, in blocks of the asked size', async () => {
  await record('P2', 3);
  await record('P1', 4);
  const blocks = [];
  for await (const rows of recordedBlocks(db, { size: 3 })) blocks.push(rows);
  expect(blocks.map((rows) => rows.map(({ projectId, seq }) => `${projectId} ${seq}`))).toEqual([
    ['P1 1', 'P1 2', 'P1 3'],
    ['P1 4', 'P2 1', 'P2 2'],
    ['P2 3'],
  ]);
  expect(blocks[0]?.[0]).toMatchObject({
    question: {
      checkpoint: 'RequestBudget',
      legalDate: '2026-03-03',
      regionCode: '510181101',
      packVersion: '2026.1',
      facts: { term_months: 1 },
    },
    sector: 'education',
    amountFen: 12_300,
    verdict: { outcome: 'pass', packHash: 'h' },
  });
  const own = [];
  for await (const rows of recordedBlocks(db, { projectId: 'P2' })) own.push(rows.length);
  expect(own).toEqual([3]);
});
