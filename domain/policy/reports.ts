import type { ProjectId } from '../kernel/brand.ts';
import type { Text } from '../kernel/text.ts';
import type { Facts, Outcome, PolicyQuestion, Trace, Verdict } from './types.ts';

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

/** A decision as it was recorded: what was asked and what was answered. */
export interface RecordedDecision {
  readonly projectId: ProjectId;
  readonly seq: number;
  readonly question: PolicyQuestion;
  readonly verdict: Verdict;
  /** Empty for decisions recorded before facts were hashed and traces kept. */
  readonly factsHash: string | null;
  readonly trace: Trace | null;
}

/** 回测报告 how recorded decisions would come out under a proposed release. */
export interface BacktestReport {
  readonly decisions: number;
  /** Decisions whose outcome changes. */
  readonly changed: number;
  /** Outcome before and after, with their number, most frequent first. */
  readonly moves: readonly { readonly from: Outcome; readonly to: Outcome; readonly count: number }[];
  /** The first of the changed decisions, with the rules that make the difference. */
  readonly samples: readonly {
    readonly projectId: ProjectId;
    readonly seq: number;
    readonly checkpoint: string;
    readonly from: Outcome;
    readonly to: Outcome;
    readonly rules: readonly string[];
  }[];
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
