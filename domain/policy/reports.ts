import type { ProjectId } from '../kernel/brand.ts';
import type { Text } from '../kernel/text.ts';
import type { Facts, PolicyQuestion, Trace, Verdict } from './types.ts';

/** 检验报告 what lint and the packs' own examples say about a proposed release. */
export interface ExaminationReport {
  readonly passed: boolean;
  readonly rules: number;
  readonly examples: number;
  /** Examples that do not come out as the pack says. */
  readonly broken: readonly { readonly rule: string; readonly expected: string; readonly found: string }[];
  readonly remarks: readonly {
    readonly level: 'error' | 'note';
    readonly kind: string;
    readonly on: string | null;
    readonly sentence: Text;
  }[];
  /** Remarks beyond those listed. */
  readonly unlisted: number;
}

/** 历史决定 one decision of the past: what was asked, and about whom. */
export interface PastDecision {
  readonly projectId: ProjectId;
  readonly seq: number;
  readonly question: PolicyQuestion;
  /** Sector of the project and what it is to cost, in fen. */
  readonly sector: string;
  readonly amountFen: number;
}

/** A decision as it was recorded: with what was answered. */
export interface RecordedDecision extends PastDecision {
  readonly verdict: Verdict;
  /** Empty for decisions recorded before facts were hashed and traces kept. */
  readonly factsHash: string | null;
  readonly trace: Trace | null;
}

/** 复核差异 a recorded decision that does not come out again byte for byte. */
export interface RecheckDifference {
  readonly projectId: ProjectId;
  readonly seq: number;
  readonly checkpoint: string;
  readonly part: 'facts' | 'pack' | 'verdict' | 'trace';
  readonly recorded: string;
  readonly again: string;
}

/** 告警: two evaluators differ, or the release in force may not be used. */
export interface PolicyAlarm {
  readonly kind: 'engine-mismatch' | 'release-not-admitted';
  /** Project, or the caller of the decision service. */
  readonly subject: string;
  readonly checkpoint: string;
  readonly detail: Readonly<Record<string, string | readonly string[] | Facts>>;
}
