import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson } from '../../domain/kernel/canonical.ts';
import type { RecordedDecision } from '../../domain/policy/reports.ts';
import type { PolicyQuestion, TracedVerdict } from '../../domain/policy/types.ts';
import type { Database } from '../connection.ts';
import { type Viewer, visible } from '../queries/viewer.ts';
import type { Trx } from '../transition/read-settings.ts';

interface ToKeep {
  readonly projectId: string;
  readonly seq: number;
  readonly question: PolicyQuestion;
  readonly verdict: TracedVerdict;
}

const contentHash = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

/** Keeps what was asked and answered, with the hashes of facts and trace; a trace that is there already is kept once. */
export async function keepDecision(trx: Trx, { projectId, seq, question, verdict }: ToKeep): Promise<void> {
  const { facts, ...asked } = question;
  const traceHash = contentHash(verdict.trace);
  await trx
    .insertInto('policy_trace')
    .values({ hash: traceHash, trace: JSON.stringify(verdict.trace) })
    .onConflict((on) => on.column('hash').doNothing())
    .execute();
  await trx
    .insertInto('policy_verdict')
    .values({
      project_id: projectId,
      seq,
      checkpoint: verdict.checkpoint,
      outcome: verdict.outcome,
      pack_version: verdict.packVersion,
      pack_hash: verdict.packHash,
      legal_date: verdict.legalDate,
      evaluated: [...verdict.evaluated],
      findings: JSON.stringify(verdict.findings),
      facts: JSON.stringify(facts),
      question: JSON.stringify(asked),
      facts_hash: contentHash(facts),
      trace_hash: traceHash,
    })
    .execute();
}

const selectDecisions = (db: Database) =>
  db
    .selectFrom('policy_verdict')
    .innerJoin('project', 'project.id', 'policy_verdict.project_id')
    .leftJoin('policy_trace', 'policy_trace.hash', 'policy_verdict.trace_hash')
    .selectAll('policy_verdict')
    .select(['project.region_code', 'project.sector', 'project.amount_fen', 'policy_trace.trace']);

type Row = Awaited<ReturnType<ReturnType<typeof selectDecisions>['execute']>>[number];

function toDecision(row: Row): RecordedDecision {
  const { checkpoint, facts, facts_hash, trace } = row;
  // Before questions were kept whole, they were made of these columns and nothing else.
  const older = {
    checkpoint,
    legalDate: row.legal_date,
    regionCode: row.region_code,
    packVersion: row.pack_version,
  };
  return {
    projectId: row.project_id,
    seq: row.seq,
    question: { ...older, ...row.question, facts },
    sector: row.sector,
    amountFen: row.amount_fen,
    verdict: {
      outcome: row.outcome as RecordedDecision['verdict']['outcome'], // written from a verdict
      packVersion: row.pack_version,
      packHash: row.pack_hash,
      checkpoint,
      legalDate: row.legal_date,
      evaluated: row.evaluated,
      findings: row.findings,
    },
    factsHash: facts_hash,
    trace,
  };
}

const BLOCK = 500;

/** 决定记录 every recorded decision, of one project or of all, in order, a block at a time. */
export async function* recordedBlocks(
  db: Database,
  { projectId = null, size = BLOCK }: { readonly projectId?: string | null; readonly size?: number } = {},
): AsyncGenerator<readonly RecordedDecision[]> {
  let after = { projectId: '', seq: 0 };
  for (;;) {
    const rows = await selectDecisions(db)
      .where(
        sql<boolean>`(policy_verdict.project_id, policy_verdict.seq) > (${after.projectId}, ${after.seq})`,
      )
      .$if(projectId !== null, (query) => query.where('policy_verdict.project_id', '=', projectId ?? ''))
      .orderBy('policy_verdict.project_id')
      .orderBy('policy_verdict.seq')
      .limit(size)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toDecision);
    after = { projectId: last.project_id, seq: last.seq };
  }
}

/** One recorded decision of a project that the viewer may see. */
export async function findDecision(
  db: Database,
  viewer: Viewer,
  { projectId, seq }: { readonly projectId: string; readonly seq: number },
): Promise<RecordedDecision | null> {
  const row = await selectDecisions(db)
    .where('policy_verdict.project_id', '=', projectId)
    .where('policy_verdict.seq', '=', seq)
    .where(visible(viewer))
    .executeTakeFirst();
  return row ? toDecision(row) : null;
}
