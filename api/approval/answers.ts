import type { FastifyReply } from 'fastify';
import { readContext } from '../../db/approval/case-context.ts';
import { type CaseDetailRow, findCase } from '../../db/queries/approvals.ts';
import type { CaseContext } from '../../domain/approval/case-commands.ts';
import type { CaseOutcome } from '../../domain/approval/case-requests.ts';
import { type VerbReason, verbReasons } from '../../domain/approval/gate-case.ts';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { PERSONS_VERBS, type PersonsVerb, verbPath } from '../contract/approval-case.ts';
import type { CaseResult } from '../contract/approval-view.ts';
import type { Api } from '../deps.ts';
import { type Current, notFound, type ProblemError } from '../problem/problem-error.ts';
import { RefusedError } from '../problem/refusals.ts';

export const caseNotFound = (): ProblemError =>
  notFound('没有这张审批单，或您无权查看。', 'There is no such approval case, or you may not see it.');

/** The case as the reader may see it. */
export async function requireCase(api: Api, userId: string, caseId: string): Promise<CaseDetailRow> {
  const row = await findCase(api.db, userId, caseId);
  if (!row) throw caseNotFound();
  return row;
}

export const nowOf = (api: Api): Instant => new Date(api.now()).toISOString();

/** What the gate asks about a case that is only looked at. */
export const contextOf = (api: Api, row: CaseDetailRow, handsOver: string | null): Promise<CaseContext> =>
  readContext(api.db, {
    flow: row.flow,
    state: row.state,
    command: null,
    leaving: handsOver === null ? holdersOf(row) : [handsOver],
    now: nowOf(api),
    policy: null,
    regionCode: row.region_code,
  });

const holdersOf = ({ state }: CaseDetailRow): readonly string[] => [
  ...new Set(
    state.rounds
      .filter(({ status }) => status === 'open')
      .flatMap(({ seats }) => seats.flatMap(({ holder, helper }) => [holder, ...(helper ? [helper] : [])])),
  ),
];

export const isPersonsVerb = (verb: string): verb is PersonsVerb => PERSONS_VERBS.some((one) => one === verb);

/** Every verb the reader might give, with why not. */
export async function verbsFor(api: Api, row: CaseDetailRow, userId: string): Promise<readonly VerbReason[]> {
  return verbReasons(row.state, userId, await contextOf(api, row, null));
}

export const commandUrl = (caseId: string, verb: PersonsVerb): string =>
  `/api/v1/approvals/${caseId}/commands/${verbPath(verb)}`;

/** Refusals after which the reader needs to see where the case stands now. */
const SHOW_CURRENT: ReadonlySet<string> = new Set([
  'StaleSeq',
  'NotNow',
  'TaskNotOpen',
  'TooLate',
  'AlreadyAnswered',
]);

interface About {
  readonly caseId: string;
  readonly userId: string;
}

/** The outcome of a request as its answer; a refusal is thrown as a problem. */
export async function caseResultOf(
  api: Api,
  outcome: CaseOutcome,
  { caseId, userId }: About,
): Promise<CaseResult> {
  if (!outcome.ok) {
    const { refusal } = outcome;
    const current = SHOW_CURRENT.has(refusal.code) ? await currentOf(api, { caseId, userId }) : undefined;
    throw new RefusedError(refusal, current);
  }
  const row = await requireCase(api, userId, caseId);
  const { seq, status } = outcome.process;
  return { caseId, caseNo: row.case_no, seq, status, events: [...outcome.events] };
}

async function currentOf(api: Api, { caseId, userId }: About): Promise<Current | undefined> {
  const row = await findCase(api.db, userId, caseId);
  if (!row) return undefined;
  const allowed = (await verbsFor(api, row, userId)).filter(({ reason }) => reason === null);
  return {
    revision: row.seq,
    state: row.status,
    allowedActions: [...new Set(allowed.map(({ verb }) => verb))],
  };
}

/** 受理中: the engine has not answered in time. */
export function sendCasePending(reply: FastifyReply, caseId: string, key: string): FastifyReply {
  const statusUrl = `/api/v1/approvals/${caseId}/commands/${encodeURIComponent(key)}`;
  return reply
    .status(202)
    .headers({ location: statusUrl, 'retry-after': '2' })
    .send({ status: 'pending', caseId, statusUrl });
}
