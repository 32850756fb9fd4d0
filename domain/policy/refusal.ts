import type { Justifications } from '../approval/types.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { isGiven } from './given.ts';
import type { FactValue, Finding, Verdict } from './types.ts';

/**
 * 不予办理 the refusal that follows from a verdict, or null when the request may go on.
 *
 * A fired blocking rule refuses, and so does a rule that could not be decided. A rule that asks for approval lets the
 * request pass only with a recorded reason under its id, and a non-waivable one not even then. Warnings never refuse.
 * The worst rule comes first (engine mismatch, non-waivable block, block, undetermined, approval; then by id), the others follow.
 */
export function refusalFrom(verdict: Verdict, justifications: Justifications): Refusal | null {
  const [worst, ...others] = verdict.findings
    .filter((finding) => obstructs(finding, justifications))
    .sort((a, b) => rank(a) - rank(b) || (a.rule < b.rule ? -1 : 1))
    .map((finding) => toRefusal(finding, isJustifiable(finding)));
  if (!worst) return null;
  return others.length > 0 ? { ...worst, others } : worst;
}

/** Undetermined with nothing missing: the two evaluators differ, and nobody but an operator can put that right. */
export const isMismatch = ({ result, missing }: Finding): boolean =>
  result === 'undetermined' && missing.length === 0;

function obstructs(finding: Finding, justifications: Justifications): boolean {
  if (isMismatch(finding)) return true;
  if (finding.result === 'exempted' || finding.exempts !== undefined) return false;
  if (finding.result === 'undetermined' || finding.severity === 'block') return true;
  if (finding.severity !== 'require-approval') return false;
  const reason = Object.hasOwn(justifications, finding.rule) ? justifications[finding.rule] : undefined;
  return !finding.waivable || !isGiven(reason ?? null);
}

const isJustifiable = (finding: Finding): boolean =>
  finding.result === 'fired' && finding.severity === 'require-approval' && finding.waivable;

function rank(finding: Finding): number {
  const { result, severity, waivable } = finding;
  if (isMismatch(finding)) return -1;
  if (result === 'undetermined') return 2;
  if (severity !== 'block') return 3;
  return waivable ? 1 : 0;
}

function toRefusal(finding: Finding, justifiable: boolean): Refusal {
  const { rule, citation, message, remedy } = finding;
  return {
    code: codeOf(finding, justifiable),
    rule,
    citation,
    message,
    remedy,
    facts: Object.fromEntries(Object.entries(finding.facts).map(([name, value]) => [name, flat(value)])),
  };
}

function codeOf(finding: Finding, justifiable: boolean): string {
  if (isMismatch(finding)) return 'EngineMismatch';
  if (finding.result === 'undetermined') return 'InformationMissing';
  return justifiable ? 'JustificationRequired' : 'PolicyBlocked';
}

/** A refusal travels as problem+json with plain values; lists become one text. */
const flat = (value: FactValue): string | number | boolean | null =>
  typeof value === 'object' && value !== null ? value.join('、') : value;
