import { type Text, text } from '../../domain/kernel/text.ts';
import type { FactDefinition, Leaf, Pack, Parameter, Rule } from './pack-schema.ts';
import type { PackProblem } from './read-pack.ts';
import { placedLeaves, type SharedConditions, sharedConditionsOf } from './shared-conditions.ts';

/** The names a release's rules may use; those of wider layers are visible to narrower ones. */
export interface Vocabulary {
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly shared: SharedConditions;
}

const ORDERING: ReadonlySet<string> = new Set([
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
]);

/** Facts and parameters of all packs of a release; a name defined twice is a problem. */
export function vocabularyOf(
  packs: readonly Pack[],
): Vocabulary & { readonly problems: readonly PackProblem[] } {
  const facts = new Map<string, FactDefinition>();
  const parameters = new Map<string, Parameter>();
  const problems: PackProblem[] = [];
  for (const pack of packs) {
    for (const one of [...pack.facts, ...pack.parameters]) {
      if (facts.has(one.name) || parameters.has(one.name)) {
        problems.push({ place: `${pack.id}: ${one.name}`, reason: text('重复定义', 'defined twice') });
      }
      if ('type' in one) facts.set(one.name, one);
      else parameters.set(one.name, one);
    }
  }
  for (const fact of facts.values()) {
    if ((fact.type === 'number') !== (fact.unit !== undefined)) {
      problems.push({
        place: `${fact.name}.unit`,
        reason: text(
          '数值必须有单位，其他类型不得有单位',
          'a number needs a unit, and only a number has one',
        ),
      });
    }
  }
  return { facts, parameters, shared: sharedConditionsOf(packs), problems };
}

/** Digits of the region codes a layer binds; a sector pack may bind any region. */
const CODE_DIGITS: Readonly<Record<Pack['layer'], readonly number[]>> = {
  national: [0],
  province: [2],
  city: [4],
  county: [6],
  sector: [0, 2, 4, 6],
};

/** Whether layer, jurisdiction and sectors of a pack go together. */
export function lintPack({ id, layer, jurisdiction, sectors }: Pack): readonly PackProblem[] {
  const digits = CODE_DIGITS[layer];
  const misplaced = text(
    `${layer} 层的行政区划代码应为 ${digits.join('、')} 位，实为 "${jurisdiction}"`,
    `layer ${layer} binds codes of ${digits.join(', ')} digits, not "${jurisdiction}"`,
  );
  const unnamed = text(
    '行业层必须列明行业，其他层不得列',
    'a sector pack names its sectors, and only a sector pack does',
  );
  return [
    ...(digits.includes(jurisdiction.length) ? [] : [{ place: `${id}.jurisdiction`, reason: misplaced }]),
    ...((layer === 'sector') === (sectors !== undefined)
      ? []
      : [{ place: `${id}.sectors`, reason: unnamed }]),
  ];
}

/** Everything about a rule that the schema cannot see: names, types, parameters, dates, placeholders, examples. */
export function lintRule(rule: Rule, words: Vocabulary): readonly PackProblem[] {
  const reasons = {
    effective: lintDates(rule),
    when: placedLeaves(rule.when, words.shared).flatMap(({ leaf, within }) =>
      lintLeaf(leaf, rule, words).map((reason) => inShared(reason, within)),
    ),
    onMissing: lintOnMissing(rule),
    message: lintPlaceholders(rule.message, words),
    remedy: lintPlaceholders(rule.remedy, words),
    examples: lintExamples(rule, words),
  };
  return Object.entries(reasons).flatMap(([field, found]) =>
    found.map((reason) => ({ place: `${rule.id}.${field}`, reason })),
  );
}

/** A rule id may come back with other dates (a revised article), never twice on one day. */
export function lintOverlaps(rules: readonly Rule[]): readonly PackProblem[] {
  return rules.flatMap((rule, index) =>
    rules
      .slice(index + 1)
      .filter((other) => other.id === rule.id && overlap(rule.effective, other.effective))
      .map((other) => ({
        place: `${rule.id}.effective`,
        reason: twice(laterOf(rule.effective.from, other.effective.from)),
      })),
  );
}

export const placeholdersOf = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');

const inShared = (reason: Text, within: string | null): Text =>
  within === null
    ? reason
    : text(`共用条件 "${within}"：${reason.zh}`, `shared condition "${within}": ${reason.en}`);

const lintOnMissing = ({ onMissing, override }: Rule): readonly Text[] =>
  onMissing === 'block' && override?.kind === 'exempts'
    ? [
        text(
          '豁免缺信息时不予适用，不能因此不予办理',
          'an exemption that cannot be decided exempts from nothing; it may not refuse',
        ),
      ]
    : [];

const twice = (on: string): Text =>
  text(`同一天有两个版本有效，如 ${on}`, `two versions are in force on the same day, such as ${on}`);

const laterOf = (a: string, b: string): string => (a > b ? a : b);

type Span = Rule['effective'] | Parameter['values'][number];

const overlap = (a: Span, b: Span): boolean =>
  (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to);

const lintDates = ({ binds, effective: { from, to } }: Rule): readonly Text[] => [
  ...(to !== null && to <= from ? [text('失效日不晚于生效日', 'ends before it begins')] : []),
  ...(binds === 'release' && to !== null
    ? [
        text(
          '按版本适用的规则随新版本结束，不设失效日',
          'a rule that binds by release ends with a later release, not on a day',
        ),
      ]
    : []),
];

function lintLeaf(leaf: Leaf, rule: Rule, words: Vocabulary): readonly Text[] {
  const fact = words.facts.get(leaf.fact);
  if (!fact) return [text(`未定义的事实 "${leaf.fact}"`, `unknown fact "${leaf.fact}"`)];
  const { value } = leaf;
  if (typeof value === 'object' && !Array.isArray(value))
    return lintParameter(value.parameter, { leaf, fact, rule, words });
  if (fits(leaf, fact, value)) return [];
  const compared = `"${leaf.operator} ${JSON.stringify(value)}"`;
  return [
    text(
      `${compared} 不适用于 ${fact.type} 型事实 "${fact.name}"`,
      `${compared} does not fit ${fact.type} "${fact.name}"`,
    ),
  ];
}

interface ParameterUse {
  readonly leaf: Leaf;
  readonly fact: FactDefinition;
  readonly rule: Rule;
  readonly words: Vocabulary;
}

function lintParameter(name: string, { leaf, fact, rule, words }: ParameterUse): readonly Text[] {
  const parameter = words.parameters.get(name);
  if (!parameter) return [text(`未定义的参数 "${name}"`, `unknown parameter "${name}"`)];
  if (fact.unit !== parameter.unit || !ORDERING.has(leaf.operator)) {
    const [figure, compared] = [
      `"${name}" (${parameter.unit})`,
      `"${fact.name}" (${fact.unit ?? fact.type})`,
    ];
    return [text(`参数 ${figure} 不适用于 ${compared}`, `parameter ${figure} does not fit ${compared}`)];
  }
  if (covers(parameter, rule)) return [];
  return [
    text(
      `参数 "${name}" 在规则有效期内不是每天恰有一个值`,
      `parameter "${name}" has not exactly one value on every day of the rule`,
    ),
  ];
}

function covers({ values }: Parameter, { effective }: Rule): boolean {
  const sorted = [...values].sort((a, b) => (a.from < b.from ? -1 : 1));
  const joined = sorted.every((value, index) => index === 0 || sorted[index - 1]?.to === value.from);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last || !joined || first.from > effective.from) return false;
  return last.to === null || (effective.to !== null && effective.to <= last.to);
}

function fits({ operator }: Leaf, fact: FactDefinition, value: Leaf['value']): boolean {
  if (ORDERING.has(operator)) return fact.type === 'number' && isFactValue(fact, value);
  if (operator === 'contains' || operator === 'doesNotContain') {
    return fact.type === 'texts' && isFactValue(fact, [value]);
  }
  if (fact.type === 'texts') return false;
  // A string instead of a list would make `in` a search for a part of it; an empty list decides nothing.
  if (operator === 'in' || operator === 'notIn') {
    return Array.isArray(value) && value.length > 0 && value.every((one) => isFactValue(fact, one));
  }
  return isFactValue(fact, value);
}

const FRACTIONAL: ReadonlySet<string | undefined> = new Set(['percent', 'points']);

/** Whether a number may have a fraction; money, days and counts have none. */
export const isFractional = ({ unit }: FactDefinition): boolean => FRACTIONAL.has(unit);

/** Whether a value has the type its fact definition asks for. */
export function isFactValue(fact: FactDefinition, value: unknown): boolean {
  switch (fact.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (isFractional(fact) || Number.isSafeInteger(value))
      );
    case 'text':
      return typeof value === 'string' && isWord(fact, value);
    case 'texts':
      return Array.isArray(value) && value.every((one) => typeof one === 'string' && isWord(fact, one));
  }
}

const isWord = ({ values }: FactDefinition, word: string): boolean => !values || Object.hasOwn(values, word);

function lintPlaceholders({ zh, en }: Text, { facts, parameters }: Vocabulary): readonly Text[] {
  return [zh, en].flatMap((template) => {
    const unknown = placeholdersOf(template).filter((name) => !facts.has(name) && !parameters.has(name));
    const loose = /[{}]/.test(template.replace(/\{[^{}]*\}/g, ''));
    return [
      ...unknown.map((name) => text(`未定义的占位符 {${name}}`, `unknown placeholder {${name}}`)),
      ...(loose ? [text('文字中有不成对的花括号', 'a loose brace in a text')] : []),
    ];
  });
}

const EXPECTED = {
  fires: text('没有触发的示例', 'no example that fires'),
  passes: text('没有通过的示例', 'no example that passes'),
};

function lintExamples({ examples }: Rule, { facts }: Vocabulary): readonly Text[] {
  const missing = (['fires', 'passes'] as const).filter(
    (kind) => !examples.some(({ expect }) => expect === kind),
  );
  const badFacts = examples.flatMap((example) =>
    Object.entries(example.facts).filter(([name, value]) => {
      const fact = facts.get(name);
      return !fact || !isFactValue(fact, value);
    }),
  );
  return [
    ...missing.map((kind) => EXPECTED[kind]),
    ...badFacts.map(([name]) =>
      text(
        `示例中的事实 "${name}" 未定义或类型不符`,
        `example fact "${name}" is unknown or of the wrong type`,
      ),
    ),
  ];
}
