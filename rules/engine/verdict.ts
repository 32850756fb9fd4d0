import { fromDayNumber } from '../../domain/kernel/local-date.ts';
import { isMismatch } from '../../domain/policy/refusal.ts';
import type { Facts, FactValue, Finding, Outcome } from '../../domain/policy/types.ts';
import type { Slice } from './compile.ts';
import type { RuleOutcome } from './evaluate.ts';
import { render, type Values } from './render.ts';

/** From the mildest to the hardest; an outcome is the hardest of its findings. */
const OUTCOMES: readonly Outcome[] = ['pass', 'warn', 'require-approval', 'needs-information', 'block'];

const OUTCOME_OF = {
  inform: 'pass',
  warn: 'warn',
  'require-approval': 'require-approval',
  block: 'block',
} as const satisfies Record<Finding['severity'], Outcome>;

/**
 * What the rules that fired or could not be decided tell the reader, in the order of their ids. A rule from which an
 * exemption in force exempts is `exempted`; an exemption that cannot be decided exempts from nothing.
 */
export function findingsOf(
  slice: Slice,
  outcomes: readonly RuleOutcome[],
  known: ReadonlyMap<string, FactValue>,
): readonly Finding[] {
  const found = outcomes
    .filter(({ truth }) => truth !== false)
    .map((outcome) => findingOf(slice, outcome, known));
  const told = new Set(found.map(({ rule }) => rule));
  const by = new Map(found.flatMap((one) => (isExemption(one) ? [[one.exempts, one.rule]] : [])));
  return (
    found
      // What cannot be known about an exemption matters only where there is something to exempt from.
      .filter((one) => one.exempts === undefined || isMismatch(one) || told.has(one.exempts))
      .map((one) => exempted(one, by.get(one.rule)))
  );
}

function findingOf(slice: Slice, outcome: RuleOutcome, known: ReadonlyMap<string, FactValue>): Finding {
  const { rule, parameters } = outcome.compiled;
  if (outcome.truth === 'engine-mismatch') return mismatchFinding(slice, outcome, known);
  const values: Values = { definitions: slice.definitions, parameters, known };
  const isFired = outcome.truth === true;
  return {
    rule: rule.id,
    severity: rule.severity,
    waivable: rule.waivable,
    result: isFired ? 'fired' : 'undetermined',
    citation: rule.citation,
    ...(isFired
      ? { message: render(rule.message, values), remedy: render(rule.remedy, values) }
      : missingTexts(slice, outcome)),
    facts: shownFacts(slice, outcome, known),
    ...(isFired && rule.adds && { adds: rule.adds }),
    missing: outcome.missing,
    ...(!isFired && rule.onMissing === 'block' && { refusesMissing: true as const }),
    ...(rule.override?.kind === 'exempts' && { exempts: rule.override.rule }),
  };
}

const isExemption = (one: Finding): one is Finding & { readonly exempts: string } =>
  one.exempts !== undefined && one.result === 'fired';

function exempted(one: Finding, by: string | undefined): Finding {
  if (by === undefined || isMismatch(one)) return one;
  return {
    ...one,
    result: 'exempted',
    message: {
      zh: `${one.message.zh}（依 ${by} 豁免）`,
      en: `${one.message.en} (exempted by ${by})`,
    },
    remedy: { zh: '无需处理。', en: 'Nothing has to be done.' },
    missing: [],
  };
}

export const outcomeOf = (findings: readonly Finding[]): Outcome =>
  findings
    .map((finding) => {
      if (isMismatch(finding)) return 'block';
      if (finding.result === 'exempted' || finding.exempts !== undefined) return 'pass';
      if (finding.result === 'undetermined' && finding.refusesMissing) return 'block';
      return finding.result === 'undetermined' ? 'needs-information' : OUTCOME_OF[finding.severity];
    })
    .reduce<Outcome>((worst, one) => (OUTCOMES.indexOf(one) > OUTCOMES.indexOf(worst) ? one : worst), 'pass');

/** Two evaluators that differ mean a fault in this program: the request is refused whatever the rule asks for. */
function mismatchFinding(slice: Slice, outcome: RuleOutcome, known: ReadonlyMap<string, FactValue>): Finding {
  const { rule } = outcome.compiled;
  return {
    rule: rule.id,
    severity: 'block',
    waivable: false,
    result: 'undetermined',
    citation: rule.citation,
    message: {
      zh: `「${rule.title.zh}」的两次独立计算结果不一致（engine-mismatch），不能据以决定。`,
      en: `Two independent evaluations of "${rule.title.en}" differ (engine-mismatch); nothing may be decided on them.`,
    },
    remedy: {
      zh: '请联系系统管理员；材料无需修改。',
      en: 'Call the administrator; nothing in the request has to change.',
    },
    facts: shownFacts(slice, outcome, known),
    missing: [],
  };
}

function missingTexts(
  slice: Slice,
  { compiled: { rule }, missing }: RuleOutcome,
): Pick<Finding, 'message' | 'remedy'> {
  const labels = missing.flatMap((name) => slice.definitions.get(name)?.label ?? []);
  const zh = labels.map((label) => label.zh).join('、');
  const en = labels.map((label) => label.en).join(', ');
  return {
    message: {
      zh: `「${rule.title.zh}」无法核查：缺少或格式不符的信息为${zh}。`,
      en: `"${rule.title.en}" cannot be checked: missing or malformed: ${en}.`,
    },
    remedy: { zh: `请补充：${zh}。`, en: `Supply: ${en}.` },
  };
}

function shownFacts(slice: Slice, { compiled }: RuleOutcome, known: ReadonlyMap<string, FactValue>): Facts {
  return Object.fromEntries(
    compiled.shownNames.flatMap((name) => {
      const value = known.get(name);
      if (value === undefined) return [];
      const isDate = slice.definitions.get(name)?.unit === 'date';
      // Rules compare dates as day numbers; people read dates.
      return [[name, isDate && typeof value === 'number' ? fromDayNumber(value) : value]];
    }),
  );
}
