import type { ApprovalLevel } from '../approval/types.ts';
import type { RegionCode } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Citation } from '../kernel/refusal.ts';
import type { Text } from '../kernel/text.ts';
import type { StoredRelease } from './stored-release.ts';

export type FactValue = string | number | boolean | null | readonly string[];

/** Named facts of one request; `undefined` is never stored, an unknown fact is left out. */
export type Facts = Readonly<Record<string, FactValue>>;

/** Severity of a rule: B blocks, A asks for a recorded justification or higher approval, W warns, I informs. */
export type Severity = 'block' | 'require-approval' | 'warn' | 'inform';

export type Outcome = 'pass' | 'warn' | 'require-approval' | 'needs-information' | 'block';

/** 核查意见 Finding: one rule that fired or could not be decided, with everything a reader needs. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly waivable: boolean;
  /** `exempted`: it fired or could not be decided, and a rule that exempts from it applies. */
  readonly result: 'fired' | 'undetermined' | 'exempted';
  readonly citation: Citation;
  readonly message: Text;
  readonly remedy: Text;
  /** The facts the rule looked at. */
  readonly facts: Facts;
  /** The level whose approval a rule of severity `require-approval` asks for; left out where it names none. */
  readonly adds?: ApprovalLevel | undefined;
  /** Facts that were missing, when undetermined; none when the two evaluators differ (engine-mismatch). */
  readonly missing: readonly string[];
  /** The rule could not be decided, and refuses then at once instead of asking for information; an exemption lifts it still. */
  readonly refusesMissing?: true;
  /** 豁免 the rule from which this one, an exemption with its own citation, exempts; it never stands in the way itself. */
  readonly exempts?: string;
}

/** 核查结论 Verdict of all rules in force at one checkpoint; its trace is kept with the transition. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly packVersion: string;
  readonly packHash: string;
  readonly checkpoint: string;
  readonly legalDate: LocalDate;
  readonly evaluated: readonly string[];
  readonly findings: readonly Finding[];
}

export interface PolicyQuestion {
  /** The command that is asked; rules name the commands they are checked at. */
  readonly checkpoint: string;
  readonly facts: Facts;
  /** The date whose law applies. */
  readonly legalDate: LocalDate;
  /** Region of the buyer; packs of its province, city and county apply. */
  readonly regionCode: RegionCode;
  /** Pack version the project is pinned to; null takes the newest. */
  readonly packVersion: string | null;
  /** Sectors of what is bought; left out when not known: then the packs of every sector bind. */
  readonly sectors?: readonly string[];
  /** Day the project began, for rules that bind by it; left out when not known: then it counts as begun on the legal date. */
  readonly begunOn?: LocalDate;
}

/**
 * 核查痕迹 what every comparison of every rule in force came to, by rule id: one letter for each comparison in the order
 * they are written, `y` true, `n` false, `?` a fact is missing. With the pack it tells the whole decision again.
 */
export type Trace = Readonly<Record<string, string>>;
export type TracedVerdict = Verdict & { readonly trace: Trace };

/** The policy layer as the rest of the house sees it; `rules/` provides it. */
export interface PolicyCheck {
  /** The newest version among the packs shipped with the product. */
  readonly currentVersion: string;
  check(question: PolicyQuestion): Promise<TracedVerdict>;
  /** Whether it has the packs of a version; of that hash, when one is given. */
  knows(version: string, packHash: string | null): boolean;
  /** Takes a stored release in, or says what keeps it out: its hash, its signatures, its packs. */
  admit(stored: StoredRelease): string | null;
}
