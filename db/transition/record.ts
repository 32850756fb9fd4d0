import { budgetRefusal } from '../../domain/budget/refusals.ts';
import { formatFen, sumFen } from '../../domain/kernel/money.ts';
import { type Refusal, refuse } from '../../domain/kernel/refusal.ts';
import { text } from '../../domain/kernel/text.ts';
import { alarmOf } from '../../domain/policy/alarm.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import { flowRefusal } from '../../domain/project/flow-rules.ts';
import type { CommandOutcome, Recorded } from '../../domain/project/outcome.ts';
import { isEnd } from '../../domain/project/states.ts';
import { attachTo } from '../attachments.ts';
import { currentLineId } from '../budget/budget-line.ts';
import type { Database } from '../connection.ts';
import { raiseAlarm } from '../policy/alarms.ts';
import { keepDecision } from '../policy/decisions.ts';
import { appendEvents } from './append-events.ts';
import { lockProject } from './lock-project.ts';
import { keepFlow } from './project-approval.ts';
import { writeProjectRow } from './project-row.ts';
import type { Trx } from './read-settings.ts';
import { turnTasks } from './tasks.ts';
import { type Asked, type Weighed, weigh } from './weigh.ts';

export interface RecordInput extends Asked {
  /** workflow id and update id: the same key is recorded once, whoever repeats it. */
  readonly key: string;
  readonly requestHash: string;
}

/** Rolls the transaction back and carries the refusal out of it. */
export class RefusedInTransaction extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * 记录 one command in one transaction: events with their audit chain, the row, tasks, ledger postings, the verdict
 * with its facts, and the receipt. Either all of it is written or, with a refusal, nothing.
 */
export async function recordTransition(
  db: Database,
  policy: PolicyCheck,
  input: RecordInput,
): Promise<CommandOutcome> {
  try {
    return await db.transaction().execute((trx) => recordIn(trx, policy, input));
  } catch (error) {
    if (!(error instanceof RefusedInTransaction)) throw error;
    // The refusal has rolled everything back; an alarm has to outlast it.
    const alarm = alarmOf(error.refusal, {
      subject: input.projectId,
      checkpoint: input.request.command.type,
    });
    if (alarm) await raiseAlarm(db, alarm);
    return { ...refuse(error.refusal), requestHash: input.requestHash };
  }
}

/** The same inside the caller's transaction; a refusal is thrown. */
export async function recordIn(trx: Trx, policy: PolicyCheck, input: RecordInput): Promise<CommandOutcome> {
  const locked = await lockProject(trx, input.projectId);
  const answered = await trx
    .selectFrom('command_receipt')
    .select('result')
    .where('key', '=', input.key)
    .executeTakeFirst();
  if (answered) return answered.result;

  const result = await weigh(trx, policy, { asked: input, state: locked?.state ?? null });
  if (!result.ok) throw new RefusedInTransaction(result.refusal);
  const weighed = result.value;
  const chain = locked?.chain ?? { seq: 0, hash: '' };

  const last = await appendEvents(trx, { projectId: input.projectId, key: input.key, chain }, weighed.events);
  await post(trx, { weighed, firstSeq: chain.seq + 1, projectId: input.projectId });
  const { question, verdict } = weighed;
  if (verdict.evaluated.length > 0) {
    const seq = chain.seq + 1 + ownEvent(weighed);
    await keepDecision(trx, { projectId: input.projectId, seq, question, verdict });
  }
  await attachTo(trx, { kind: 'project', id: input.projectId }, weighed.papers);
  await keepFlow(trx, weighed.flow);
  await writeProjectRow(trx, weighed, last);
  await turnTasks(trx, weighed, { firstSeq: chain.seq + 1, lastSeq: last.seq });
  const outcome = outcomeOf(weighed, input.requestHash);
  await trx
    .insertInto('command_receipt')
    .values({
      key: input.key,
      request_hash: input.requestHash,
      project_id: input.projectId,
      result: JSON.stringify(outcome),
    })
    .execute();
  return outcome;
}

/** Where the project's own event stands: behind what the command did to the approval, if anything came of that. */
const ownEvent = ({ events }: Weighed): number =>
  Math.max(
    0,
    events.findIndex(({ type }) => type !== 'ApprovalRecorded'),
  );

interface ToPost {
  readonly weighed: Weighed;
  readonly firstSeq: number;
  readonly projectId: string;
}

/** The database's own constraint says whether the money is there; two that race for the last yuan cannot both get it. */
async function post(trx: Trx, { weighed, firstSeq, projectId }: ToPost): Promise<void> {
  if (weighed.postings.length === 0) return;
  const lines = new Map<string, string>();
  for (const { lineId } of weighed.postings) lines.set(lineId, await currentLineId(trx, lineId));
  const rows = weighed.postings.map((posting) => ({
    line_id: lines.get(posting.lineId) ?? posting.lineId,
    project_id: projectId,
    seq: firstSeq + posting.event,
    from_bucket: posting.from,
    to_bucket: posting.to,
    amount_fen: posting.amountFen,
  }));
  try {
    await trx.insertInto('budget_posting').values(rows).execute();
  } catch (error) {
    const constraint = constraintOf(error);
    if (constraint === 'budget_line_year_is_over')
      throw new RefusedInTransaction(budgetRefusal('YearIsOver'));
    if (constraint !== 'budget_line_not_overdrawn') throw error;
    throw new RefusedInTransaction(overdrawn(weighed));
  }
}

const constraintOf = (error: unknown): unknown =>
  error instanceof Error && 'constraint' in error ? error.constraint : null;

function overdrawn({ references, postings }: Weighed): Refusal {
  const asked = sumFen(postings.map((posting) => posting.amountFen));
  const available = references.budgetLine?.availableFen ?? 0;
  return flowRefusal('BudgetOverdrawn', {
    message: text(
      `预算项目可用额度不足：需要 ${formatFen(asked)}，可用额度已被其他项目占用。`,
      `The budget line has not enough left for ${formatFen(asked, 'en')}; another project was first.`,
    ),
    remedy: text(
      '请退回经办人调减金额、改用其他预算项目，或先办理预算调剂。',
      'Return it: lower the amount, use another line, or adjust the budget first.',
    ),
    facts: { requested_fen: asked, available_before_fen: available, line: references.budgetLine?.id ?? null },
  });
}

export function outcomeOf({ after, events, verdict }: Weighed, requestHash: string): Recorded {
  const { outcome } = verdict;
  const notes = verdict.findings.map(({ rule, citation, message }) => ({ rule, citation, outcome, message }));
  const process = isEnd(after.process.state) ? { ...after.process, deadlines: [] } : after.process;
  return { ok: true, requestHash, process, events: events.map((event) => event.type), notes };
}
