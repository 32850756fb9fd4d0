import { sql } from 'kysely';
import type { Database } from '../connection.ts';

const BLOCK_ROWS = 1_000;

/** 历史核查 all recorded verdicts with the facts they were made on, block by block, in the order of projects. */
export async function* readVerdictBlocks(db: Database, blockRows = BLOCK_ROWS) {
  let after = { projectId: '', seq: 0 };
  for (;;) {
    const rows = await blockAfter(db, { ...after, limit: blockRows });
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = { projectId: last.project_id, seq: last.seq };
  }
}

const blockAfter = (
  db: Database,
  { projectId, seq, limit }: { readonly projectId: string; readonly seq: number; readonly limit: number },
) =>
  db
    .selectFrom('policy_verdict as verdict')
    .innerJoin('project', 'project.id', 'verdict.project_id')
    .where(sql<boolean>`(verdict.project_id, verdict.seq) > (${projectId}, ${seq})`)
    .select([
      'verdict.project_id',
      'verdict.seq',
      'verdict.checkpoint',
      'verdict.legal_date',
      'verdict.facts',
      'project.region_code',
      'project.sector',
      'project.amount_fen',
    ])
    .orderBy('verdict.project_id')
    .orderBy('verdict.seq')
    .limit(limit)
    .execute();
