import type { UserId } from '../kernel/brand.ts';
import type { Instant } from '../kernel/local-date.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Facts } from '../policy/types.ts';
import type { CaseStatus } from './case.ts';
import type { CaseCommand } from './case-commands.ts';
import type { CaseEventType } from './case-events.ts';
import { caseRefusal } from './case-refusals.ts';
import { statusRefusal } from './case-verbs.ts';
import type { NodeId } from './flow.ts';

/** 发起 what begins a case. The form has been checked against the flow's own schema at the door. */
export interface StartCase {
  readonly verb: 'start';
  readonly by: UserId;
  readonly data: {
    readonly flowId: string;
    readonly flowVersion: number;
    readonly title: string;
    readonly form: Facts;
    readonly choices: Readonly<Record<NodeId, readonly UserId[]>>;
    /** Where the end of the case is told; null when nobody asked. */
    readonly callbackUrl: string | null;
  };
}

/** 请求 one request about a case. `expectedSeq` is the number that was seen; null asks whatever has happened since. */
export interface CaseRequest {
  readonly command: StartCase | CaseCommand;
  readonly expectedSeq: number | null;
}

/** 时限 a moment at which the system speaks about a task or a timer. */
export interface CaseClock {
  readonly target: string;
  readonly at: Instant;
}

/** 运行部分 what the workflow of a case has to know: where the case stands and when its clocks ring, earliest first. */
export interface CaseProcess {
  readonly caseId: string;
  readonly status: CaseStatus;
  /** Accepted commands, those of the clock among them. */
  readonly seq: number;
  /** The latest command of a person: a reminder makes nobody's page stale. */
  readonly touchedSeq: number;
  readonly deadlines: readonly CaseClock[];
}

/** 受理结果 the answer to one request, the same for ever under the same key. */
export type CaseOutcome =
  | {
      readonly ok: true;
      readonly requestHash: string;
      readonly process: CaseProcess;
      readonly events: readonly CaseEventType[];
      /** The approval of an extension that begins with this request; its own workflow has still to be started. */
      readonly extension?: { readonly regionCode: string; readonly process: CaseProcess };
    }
  | { readonly ok: false; readonly requestHash: string; readonly refusal: Refusal };

/** 已放弃 given up by its initiator or ended by the flow owner. */
export const isGivenUp = (status: CaseStatus): boolean => status === 'withdrawn' || status === 'terminated';

/** 已结束 nothing but comments and reading may follow. */
export const hasEnded = (status: CaseStatus): boolean => status === 'approved' || status === 'rejected';

/** What can be said about a request from the running part alone: does it come twice, in time, on what was seen? */
export function requestRefusal(process: CaseProcess | null, request: CaseRequest): Refusal | null {
  const { command, expectedSeq } = request;
  if (process === null)
    return command.verb === 'start' ? null : caseRefusal('NotNow', { verb: command.verb });
  const { status, seq, touchedSeq } = process;
  if (command.verb === 'start') return caseRefusal('NotNow', { verb: command.verb, status });
  const isStale = expectedSeq !== null && (expectedSeq < touchedSeq || expectedSeq > seq);
  if (isStale) return caseRefusal('StaleSeq', { expectedSeq, seq });
  return statusRefusal(status, command.verb);
}
