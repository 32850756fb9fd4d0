import type { CaseState } from '../../domain/approval/case.ts';
import type { CaseCommand } from '../../domain/approval/case-commands.ts';
import type { CaseEvent } from '../../domain/approval/case-events.ts';
import { processOf } from '../../domain/approval/case-process.ts';
import { caseRefusal } from '../../domain/approval/case-refusals.ts';
import {
  type CaseOutcome,
  type CaseRequest,
  hasEnded,
  requestRefusal,
  type StartCase,
} from '../../domain/approval/case-requests.ts';
import { decideCase, startCase } from '../../domain/approval/decide-case.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import { dateAt, type Instant, yearOf } from '../../domain/kernel/local-date.ts';
import { accept, type Result, refuse } from '../../domain/kernel/refusal.ts';
import type { WorkCalendar } from '../../domain/kernel/working-days.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import { attachTo } from '../attachments.ts';
import { budgetEffect } from '../budget/change-budget.ts';
import type { Database } from '../connection.ts';
import { findHome } from '../queries/home.ts';
import type { Chain } from '../transition/lock-project.ts';
import type { Trx } from '../transition/read-settings.ts';
import { appendCaseEvents } from './append-case-events.ts';
import { extensionOf } from './begin-extension.ts';
import { readContext } from './case-context.ts';
import { nextCaseNo } from './case-no.ts';
import { type Beginnings, keepCallback, writeCaseRow, writeCopies, writeParticipants } from './case-row.ts';
import { turnCaseTasks } from './case-tasks.ts';
import { type Effect, effectOf } from './catalogue-effect.ts';
import { type Change, changeOf } from './change.ts';
import { findFlowVersion, pinnedFlow } from './flow-versions.ts';
import { papersOf } from './opinion-papers.ts';

export interface RecordCaseInput {
  readonly caseId: string;
  readonly request: CaseRequest;
  readonly requestHash: string;
  /** workflow id and update id: the same key is recorded once, whoever repeats it. */
  readonly key: string;
  readonly nowMs: number;
}

/** A case with its row locked for this transaction. */
export interface LockedCase {
  readonly state: CaseState;
  readonly caseNo: string;
  readonly title: string;
  readonly chain: Chain;
  readonly touchedSeq: number;
  readonly regionCode: string;
  readonly callbackUrl: string | null;
  readonly orgId: string;
}

/** What is decided and may be written. */
export interface Decided {
  readonly change: Change;
  readonly flow: Flow;
  readonly beginnings: Beginnings | null;
  readonly callbackUrl: string | null;
  /** What its approval does besides ending the case. */
  readonly effect: Effect | null;
  /** Stored files that the command's opinion names. */
  readonly papers: readonly string[];
}

/**
 * 记录 one request about a case in one transaction: events with their audit chain, the row, tasks, copies, participants, the
 * callback to make and the receipt. Either all of it is written or, with a refusal, nothing.
 */
export const recordCase = (db: Database, policy: PolicyCheck, input: RecordCaseInput): Promise<CaseOutcome> =>
  db.transaction().execute(async (trx) => {
    const locked = await lockCase(trx, input.caseId);
    const answered = await trx
      .selectFrom('approval_receipt')
      .select('result')
      .where('key', '=', input.key)
      .executeTakeFirst();
    if (answered) return answered.result;
    const result = await decide(trx, { policy, input, locked });
    const { requestHash, key } = input;
    if (!result.ok) return { ...refuse(result.refusal), requestHash };
    const { main, extension } = result.value;
    await writeCase(trx, main, { key, chain: locked?.chain ?? NO_CHAIN, scheduledAt: null });
    if (extension)
      await writeCase(trx, extension, { key: `${key}:extension`, chain: NO_CHAIN, scheduledAt: null });
    const { process, events } = main.change;
    const outcome = {
      ok: true as const,
      requestHash,
      process,
      events: events.map(({ type }) => type),
      ...(extension?.beginnings && {
        extension: { regionCode: extension.beginnings.regionCode, process: extension.change.process },
      }),
    };
    await trx
      .insertInto('approval_receipt')
      .values({
        key,
        request_hash: requestHash,
        case_id: input.caseId,
        result: JSON.stringify(outcome),
      })
      .execute();
    return outcome;
  });

const NO_CHAIN: Chain = { seq: 0, hash: '' };

/** Takes the case's row for this transaction; null when there is no such case yet. */
export async function lockCase(trx: Trx, caseId: string): Promise<LockedCase | null> {
  const row = await trx
    .selectFrom('approval_case')
    .select([
      'state',
      'case_no',
      'title',
      'last_no',
      'last_hash',
      'touched_seq',
      'region_code',
      'callback_url',
      'org_id',
    ])
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst();
  return (
    (row && {
      state: row.state,
      caseNo: row.case_no,
      title: row.title,
      chain: { seq: row.last_no, hash: row.last_hash },
      touchedSeq: row.touched_seq,
      regionCode: row.region_code,
      callbackUrl: row.callback_url,
      orgId: row.org_id,
    }) ??
    null
  );
}

interface ToDecide {
  readonly policy: PolicyCheck;
  readonly input: RecordCaseInput;
  readonly locked: LockedCase | null;
}

/** What a request makes of its case, and the approval of an extension that begins with it. */
interface Both {
  readonly main: Decided;
  readonly extension: Decided | null;
}

async function decide(trx: Trx, { policy, input, locked }: ToDecide): Promise<Result<Both>> {
  const { request, nowMs } = input;
  const { command } = request;
  const now = new Date(nowMs).toISOString() as Instant;
  const process = locked && processOf(locked.state, { calendar: NO_CALENDAR, touchedSeq: locked.touchedSeq });
  const refusal = requestRefusal(process, request);
  if (refusal) return refuse(refusal);
  if (command.verb === 'start') {
    const begun = await begin(trx, { policy, now, caseId: input.caseId, command });
    return begun.ok ? accept({ main: begun.value, extension: null }) : begun;
  }
  invariant(locked, 'Only a start comes before the case');
  const result = await goOn(trx, { policy, now, locked, command });
  if (!result.ok) return result;
  const main = result.value;
  if (command.verb !== 'askExtension') return accept({ main, extension: null });
  const { change } = main;
  const asked = await extensionOf(trx, { change, command, title: locked.title });
  const extension = asked.ok ? await begin(trx, { policy, now, ...asked.value }) : asked;
  return extension.ok ? accept({ main, extension: extension.value }) : extension;
}

/** The gate looks at status and numbers only; its clocks are not asked. */
const NO_CALENDAR: WorkCalendar = { version: '', years: {} };

interface ToGoOn {
  readonly policy: PolicyCheck;
  readonly now: Instant;
  readonly locked: LockedCase;
  readonly command: CaseCommand;
}

/** Decides one verb on a case that is locked; the system may find nothing to do and change nothing. */
export async function goOn(trx: Trx, { policy, now, locked, command }: ToGoOn): Promise<Result<Decided>> {
  const { state, touchedSeq, regionCode, callbackUrl, caseNo, orgId } = locked;
  const flow = await pinnedFlow(trx, state.flowId, state.flowVersion);
  const papers = await papersOf(
    trx,
    'opinion' in command.data ? command.data.opinion.attachments : [],
    command.by,
  );
  if (!papers.ok) return papers;
  const context = await readContext(trx, { flow, state, command, now, policy, regionCode });
  const result = decideCase(state, command, context);
  if (!result.ok) return result;
  const { calendar } = context;
  const change = changeOf({ before: state, events: result.value, command, touchedSeq, calendar });
  const { form, status } = change.after;
  const onCatalogue: Result<Effect | null> =
    status === 'approved' && !hasEnded(state.status)
      ? await effectOf(trx, { caseNo, flow, form, regionCode, now })
      : accept(null);
  if (!onCatalogue.ok) return onCatalogue;
  const onBudget = await budgetEffect(trx, { flow, before: state, after: change.after, caseNo, orgId, now });
  if (!onBudget.ok) return onBudget;
  const beyond = { effect: onCatalogue.value ?? onBudget.value, papers: papers.value };
  return accept({ change, flow, beginnings: null, callbackUrl, ...beyond });
}

interface ToBegin {
  readonly policy: PolicyCheck;
  readonly now: Instant;
  readonly caseId: string;
  readonly command: StartCase;
}

async function begin(trx: Trx, { policy, now, caseId, command }: ToBegin): Promise<Result<Decided>> {
  const { by, data } = command;
  const { flowId, flowVersion, title, form, choices, callbackUrl } = data;
  const version = await findFlowVersion(trx, flowId, flowVersion);
  if (version?.status !== 'published') return refuse(caseRefusal('NoSuchFlow', { flowId, flowVersion }));
  const flow = version.document;
  const home = await findHome(trx, by);
  if (!home) return refuse(caseRefusal('NotActive', { userId: by }));
  const { orgId, regionCode, above } = home;
  if (!above.includes(version.org_id)) {
    return refuse(caseRefusal('NotOfFlowOrg', { orgId, flowOrgId: version.org_id }));
  }
  // A change that does not fit is told to whoever asks for it, not to the last signer.
  const effect = await effectOf(trx, { caseNo: '', flow, form, regionCode, now });
  if (!effect.ok) return effect;
  const context = await readContext(trx, { flow, state: null, command, now, policy, regionCode });
  const started = startCase({ caseId, initiator: by, form, choices }, context);
  if (!started.ok) return started;
  const { calendar } = context;
  const change = changeOf({ before: null, events: started.value, command, touchedSeq: 1, calendar });
  const caseNo = await nextCaseNo(trx, regionCode, yearOf(dateAt(Date.parse(now))));
  const onBudget = await budgetEffect(trx, { flow, before: null, after: change.after, caseNo, orgId, now });
  if (!onBudget.ok) return onBudget;
  const beginnings = { caseNo, title, orgId, regionCode, callbackUrl };
  return accept({ change, flow, beginnings, callbackUrl, effect: onBudget.value, papers: [] });
}

interface Writing {
  readonly key: string;
  readonly chain: Chain;
  readonly scheduledAt: Instant | null;
}

/** Writes what was decided, all of it in the caller's transaction; answers the new end of the chain. */
export async function writeCase(trx: Trx, decided: Decided, writing: Writing): Promise<Chain> {
  const { change, flow, beginnings, callbackUrl, effect, papers } = decided;
  const events: readonly CaseEvent[] = change.events;
  if (events.length === 0) return writing.chain;
  const last = await appendCaseEvents(trx, { ...writing, caseId: change.after.caseId }, events);
  await writeCaseRow(trx, change, { last, beginnings });
  await turnCaseTasks(trx, change);
  await writeCopies(trx, change);
  await writeParticipants(trx, change, flow);
  if (effect) await effect(trx, change.after.caseId);
  await attachTo(trx, { kind: 'case', id: change.after.caseId }, papers);
  await keepCallback(trx, change, callbackUrl);
  return last;
}
