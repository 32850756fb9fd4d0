import type { UserId } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Text } from '../kernel/text.ts';
import type { CaseState, TaskId } from './case.ts';
import type { FlowNode, NodeId } from './flow.ts';
import type { BranchId } from './flow-paths.ts';

/** 未知因素 what a step depends on and nobody knows yet: a field of the form, a policy verdict, a choice of signers. */
export interface Unknown {
  readonly kind: 'fact' | 'verdict' | 'choice';
  readonly name: string;
}

/** Who is going to sign, and why. */
export interface ForecastSigner {
  readonly taskId: TaskId;
  readonly userId: UserId;
  /** The person whose duty it is; differs from `userId` only under a proxy or after a transfer. */
  readonly principal: UserId;
  readonly reason: Text;
  /** `spoken` already, `linked` by the system to an earlier approval, otherwise `ahead`. */
  readonly standing: 'spoken' | 'ahead' | 'linked';
}

/** 预测环节 one node on the way, in the order in which it opens. */
export interface ForecastStep {
  readonly node: NodeId;
  readonly title: Text;
  readonly kind: FlowNode['kind'];
  /** The parallel branches it lies in, outermost first. */
  readonly branches: readonly BranchId[];
  readonly standing: 'open' | 'ahead';
  readonly signers: readonly ForecastSigner[];
  /** Dates when every task takes its full limit; null for a step that waits for nobody. */
  readonly opensOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  /** False when a date lies in a year whose holidays are not announced. */
  readonly announced: boolean;
  readonly dependsOn: readonly Unknown[];
}

/** 条件走向 where a condition leads on this way; assumed where its facts are not known. */
export interface ForecastTurn {
  readonly node: NodeId;
  readonly title: Text;
  readonly leadsTo: NodeId | null;
  readonly dependsOn: readonly Unknown[];
}

/** One way the case may take from here. */
export interface ForecastWay {
  readonly turns: readonly ForecastTurn[];
  readonly steps: readonly ForecastStep[];
  /** `returned` where policy blocks or nobody can sign; `stopped` where it stands still by itself. */
  readonly endsAs: 'approved' | 'returned' | 'stopped';
  readonly endsOn: LocalDate | null;
}

/** What a play has come to: the case before, as it opened and as it ended, and every node stepped into. */
export interface Played {
  readonly before: CaseState | null;
  readonly opened: CaseState;
  readonly ended: CaseState;
  readonly trail: readonly NodeId[];
  readonly endedOn: LocalDate;
}

/** 预测 who will see a case next, and who after; more than one way only where conditions ask for unknown facts. */
export interface Forecast {
  readonly ways: readonly ForecastWay[];
  /** True when there are more ways than are told. */
  readonly isCut: boolean;
}
