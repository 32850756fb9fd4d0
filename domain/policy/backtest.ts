import type { ProjectId, RegionCode } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Outcome } from './types.ts';

/** 回测报告 whom a release of the packs would have treated otherwise than the one before, over decisions of the past. */
export interface BacktestReport {
  readonly before: ReleaseName;
  readonly after: ReleaseName;
  /** Of the sample that the engine decides again; the same seed gives the same report. */
  readonly seed: number;
  /** Day whose law applied to all; null when each kept its own. */
  readonly on: LocalDate | null;
  readonly decisions: number;
  /** Decisions that come out otherwise, and of how many projects. */
  readonly changed: number;
  readonly projects: number;
  readonly stricter: number;
  readonly looser: number;
  /** Same outcome, but for other rules. */
  readonly otherRules: number;
  /** Outcome before and after, with their number, most frequent first. */
  readonly moves: readonly { readonly from: Outcome; readonly to: Outcome; readonly count: number }[];
  readonly byTownship: readonly TallyRow[];
  readonly bySector: readonly TallyRow[];
  readonly byAmount: readonly TallyRow[];
  readonly byMonth: readonly TallyRow[];
  /** The first of them by project and number; the counts above are of all. */
  readonly changes: readonly ChangedDecision[];
  readonly recheckedByEngine: number;
  readonly disagreements: readonly Disagreement[];
}

interface ReleaseName {
  readonly version: string;
  readonly hash: string;
}

/** 分组 changed decisions that have something in common. */
export interface TallyRow {
  readonly key: string;
  readonly decisions: number;
  readonly projects: number;
  /** Treated more severely than before, or less. */
  readonly stricter: number;
  readonly looser: number;
  /** Sum over the projects, each once, in fen. */
  readonly amountFen: number;
  /** First and last day of the decisions, and on how many different days they fell. */
  readonly firstOn: LocalDate;
  readonly lastOn: LocalDate;
  readonly days: number;
}

/** One decision that would be treated differently. */
export interface ChangedDecision {
  readonly projectId: ProjectId;
  readonly seq: number;
  readonly checkpoint: string;
  readonly legalDate: LocalDate;
  readonly regionCode: RegionCode;
  readonly sector: string;
  readonly amountFen: number;
  readonly from: Outcome;
  readonly to: Outcome;
  /** Rules that fire or cannot be decided now and did not before, and the other way round. */
  readonly rulesAdded: readonly string[];
  readonly rulesGone: readonly string[];
}

/** A decision about which columns and engine differ: a fault of this program, never a result. */
export interface Disagreement {
  readonly projectId: ProjectId;
  readonly seq: number;
  readonly release: string;
  readonly columns: RulesFound;
  readonly engine: RulesFound;
}

/** What the bulk evaluation and the engine have to agree on: ids of rules, sorted. */
export interface RulesFound {
  readonly outcome: Outcome;
  readonly fired: readonly string[];
  readonly undetermined: readonly string[];
  readonly exempted: readonly string[];
}
