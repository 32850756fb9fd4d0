import type { Refusal } from '../../domain/kernel/refusal.ts';
import { type Current, ProblemError } from './problem-error.ts';

/** Statuses of refusals that are not about the content of the request; every other one is 422. */
const STATUSES: Readonly<Record<string, number>> = {
  NotEntitled: 403,
  SegregationOfDuties: 403,
  StaleRevision: 409,
  NotNow: 409,
  ProjectEnded: 409,
  CaseParked: 503,
  NotYours: 403,
  NotActive: 403,
  NotOfFlowOrg: 403,
  NoSuchTask: 404,
  NoSuchFlow: 404,
  StaleSeq: 409,
  ProxyEnded: 409,
  AccountAlready: 409,
  ProxyOverlap: 409,
  TaskNotOpen: 409,
  TooLate: 409,
  EndedForGood: 409,
  AlreadyAnswered: 409,
  NotADraft: 409,
  KeyNotYours: 403,
  ReleaseNotAdmitted: 503,
};

/** A refusal of the domain as an error of this API. */
export class RefusedError extends ProblemError {
  private readonly refusalCode: string;

  constructor(refusal: Refusal, current?: Current) {
    const headers = refusal.code === 'CaseParked' ? { headers: { 'retry-after': '60' } } : {};
    super('BadRequest', { detail: refusal.message, refusal, ...(current && { current }), ...headers });
    this.refusalCode = refusal.code;
  }

  override get statusCode(): number {
    return STATUSES[this.refusalCode] ?? 422;
  }
}
