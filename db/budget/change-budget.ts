import type { CaseState } from '../../domain/approval/case.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import type { OrgKind } from '../../domain/approval/types.ts';
import { type BudgetChange, bodyFor, changeBudget } from '../../domain/budget/adjustment.ts';
import { type BudgetEvent, unitKindOf } from '../../domain/budget/budget-year.ts';
import {
  BUDGET_CHANGE_FLOW,
  type ChangeForm,
  changeFacts,
  changeFormOf,
  spokenFor,
} from '../../domain/budget/change-case.ts';
import { budgetRefusal } from '../../domain/budget/refusals.ts';
import type { BudgetLine } from '../../domain/budget/types.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { dateAt, type Instant } from '../../domain/kernel/local-date.ts';
import { accept, type Result, refuse } from '../../domain/kernel/refusal.ts';
import type { Facts } from '../../domain/policy/types.ts';
import type { Effect } from '../approval/catalogue-effect.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';
import { toBudgetLine } from './budget-line.ts';
import { appendBudgetEvents, lockBudget } from './budget-row.ts';

/** 预算变更 what an approved case does to the lines, found to be in order and ready to be written. */
interface BudgetEffect {
  readonly caseId: string;
  readonly orgId: string;
  readonly fiscalYear: number;
  readonly change: BudgetChange & { readonly approvedBy: string; readonly approvalRef: string };
  readonly by: string;
}

interface OnCase {
  readonly flow: Flow;
  readonly before: CaseState | null;
  readonly after: CaseState;
  /** The number under which the case is known: the reference of its approval. */
  readonly caseNo: string;
  readonly orgId: string;
  readonly now: Instant;
}

const NO_EFFECT = accept<Effect | null>(null);

/**
 * What a step of a case means for the budget: nothing for most, a first look at what is asked where it is handed in, and the
 * change itself where the case has become approved. The lines are locked, so what is found stays so until it is written.
 */
export async function budgetEffect(trx: Trx, one: OnCase): Promise<Result<Effect | null>> {
  const { flow, before, after, caseNo, orgId } = one;
  if (flow.id !== BUDGET_CHANGE_FLOW) return NO_EFFECT;
  const isHandedIn = before === null || before.status === 'returned' || before.status === 'withdrawn';
  if (after.status !== 'approved' && !isHandedIn) return NO_EFFECT;
  const form = changeFormOf(after.form);
  const lines = await lockLines(trx, form);
  const org = await trx.selectFrom('org').select('kind').where('id', '=', orgId).executeTakeFirstOrThrow();
  const unitKind = unitKindOf(org.kind as OrgKind); // held to the domain's words by whoever loads them
  const needed = bodyFor(form.kind, unitKind);
  // What is only handed in is looked at as if it were approved: the amounts and lines have to be in order already.
  const isApproved = after.status === 'approved';
  const hasSpoken = !isApproved || (await isSpokenFor(trx, one, needed));
  const approvedBy = hasSpoken ? needed : null;
  const change = { kind: form.kind, unitKind, approvedBy, approvalRef: caseNo, moves: form.moves };
  const stranger = lines.find((line) => line.orgId !== orgId || line.fiscalYear !== lines[0]?.fiscalYear);
  if (stranger) return refuse(budgetRefusal('Incomplete', { field: 'lineId', line_id: stranger.id }));
  const changed = changeBudget(lines, change);
  if (!changed.ok) return changed;
  const over = await frozenLine(trx, lines);
  if (over) return refuse(budgetRefusal('YearIsOver', { line_id: over }));
  const [first] = lines;
  if (!isApproved || !first) return NO_EFFECT;
  const effect: BudgetEffect = {
    ...{ caseId: after.caseId, orgId, fiscalYear: first.fiscalYear, by: after.initiator },
    change: { ...change, approvedBy: needed, approvalRef: caseNo },
  };
  return accept((inTrx: Trx) => writeBudgetEffect(inTrx, effect, one.now));
}

/** In the order of their ids, so that two changes of the same lines wait for each other instead of blocking. */
async function lockLines(trx: Trx, { moves }: ChangeForm): Promise<readonly BudgetLine[]> {
  if (moves.length === 0) return [];
  const ids = moves.map(({ lineId }) => lineId);
  const rows = await trx
    .selectFrom('budget_line')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(toBudgetLine);
}

async function frozenLine(trx: Trx, lines: readonly BudgetLine[]): Promise<string | null> {
  const row = await trx
    .selectFrom('budget_line')
    .select('id')
    .where(
      'id',
      'in',
      lines.map(({ id }) => id),
    )
    .where('frozen_on', 'is not', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The body has spoken through somebody who holds its post in the unit or above it, not through whoever signed in its place. */
async function isSpokenFor(trx: Trx, { flow, after, orgId }: OnCase, needed: string): Promise<boolean> {
  for (const { body, role, by } of spokenFor(after, flow)) {
    if (body !== needed) continue;
    const post = await trx
      .selectFrom('user_post')
      .select('org_id')
      .where('user_id', '=', by)
      .where('role', '=', role)
      .$if(role !== 'countyBudget', (query) => query.where('org_id', '=', orgId))
      .executeTakeFirst();
    if (post) return true;
  }
  return false;
}

/** Writes the change in the transaction that approves its case: once, for a case is approved once. */
async function writeBudgetEffect(trx: Trx, effect: BudgetEffect, at: Instant): Promise<void> {
  const { caseId, orgId, fiscalYear, change, by } = effect;
  const locked = await lockBudget(trx, orgId, fiscalYear);
  invariant(locked, `The lines belong to ${orgId}`);
  const { budgetId } = locked.year;
  const { kind, approvedBy, approvalRef, moves } = change;
  const on = dateAt(Date.parse(at));
  await trx
    .insertInto('budget_change')
    .values({
      ...{ case_id: caseId, budget_id: budgetId, kind, approved_by: approvedBy, approval_ref: approvalRef },
      ...{ moves: JSON.stringify(moves), changed_on: on },
    })
    .execute();
  await trx
    .insertInto('budget_posting')
    .values(
      moves.map(({ lineId, amountFen }) => ({
        ...{ line_id: lineId, project_id: null, seq: null, source_ref: `case:${caseId}`, note: approvalRef },
        from_bucket: amountFen > 0 ? 'appropriation' : 'available',
        to_bucket: amountFen > 0 ? 'available' : 'appropriation',
        amount_fen: Math.abs(amountFen),
      })),
    )
    .execute();
  const event: BudgetEvent = {
    type: 'BudgetChanged',
    data: { caseId, kind, approvedBy, approvalRef, moves },
    ...{ actor: by, occurredOn: on, recordedAt: at },
  };
  await appendBudgetEvents(trx, { budgetId, key: `case:${caseId}`, chain: locked.chain }, [event]);
}

/** Facts that the rules ask of a change of the budget; none for another flow. */
export async function budgetChangeFacts(db: Database, flow: Flow, form: Facts): Promise<Facts> {
  if (flow.id !== BUDGET_CHANGE_FLOW) return {};
  const change = changeFormOf(form);
  const ids = change.moves.map(({ lineId }) => lineId);
  const rows =
    ids.length === 0 ? [] : await db.selectFrom('budget_line').selectAll().where('id', 'in', ids).execute();
  return changeFacts(change, rows.map(toBudgetLine), flow);
}
