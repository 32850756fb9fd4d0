import { z } from 'zod';
import { invariant } from '../../domain/kernel/invariant.ts';
import { type Language, type Text, text } from '../../domain/kernel/text.ts';
import { type Condition, type Pack, packSchema } from './pack-schema.ts';

/** What is wrong with a pack: the place as a path such as `rules[3].when`, and the reason in words. */
export interface PackProblem {
  readonly place: string;
  readonly reason: Text;
}

export type PackReading =
  | { readonly ok: true; readonly pack: Pack }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

const MAX_NODES = 200_000;
const MAX_JSON_DEPTH = 60;
const MAX_CONDITION_DEPTH = 16;
const MAX_LEAVES = 64;

// `path` would reach a JSONPath evaluator inside json-rules-engine; the others reach JavaScript's own objects.
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['path', '__proto__', 'constructor', 'prototype']);

/** Checks a parsed JSON value against the pack schema and its limits; nothing of a bad pack is used. */
export function readPack(raw: unknown): PackReading {
  const unsafe = scan(raw);
  if (unsafe) return { ok: false, problems: [unsafe] };
  const parsed = packSchema.safeParse(raw, { reportInput: true });
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => problemOf(issue, [])) };
  }
  const { rules, conditions = [] } = parsed.data;
  const problems = [
    ...conditions.flatMap(({ when }, index) => sizeProblems(sizeOf(when), `conditions[${index}].when`)),
    ...rules.flatMap(({ when }, index) => sizeProblems(sizeOf(when), `rules[${index}].when`)),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, pack: parsed.data };
}

/** Reads a pack that must be right, such as one shipped with the product. */
export function loadPack(raw: unknown): Pack {
  const reading = readPack(raw);
  invariant(reading.ok, reading.ok ? '' : `Bad policy pack: ${describe(reading.problems)}`);
  return reading.pack;
}

export const describe = (problems: readonly PackProblem[], language: Language = 'en'): string =>
  problems.map(({ place, reason }) => `${place}: ${reason[language]}`).join('; ');

type Issue = z.core.$ZodIssue;

/** Of a failed choice (a condition is one of five shapes) the shape that came closest tells the reason. */
function problemOf(issue: Issue, above: readonly PropertyKey[]): PackProblem {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const closest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
    const reason = closest.find(({ code }) => code === 'unrecognized_keys') ?? closest[0];
    if (reason) return problemOf(reason, path);
  }
  return { place: placeOf(path), reason: reasonOf(issue) };
}

/** What the schema says in its own words; the library's sentences come in both languages. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  'names are snake_case': '名称只用小写字母、数字和下划线，以字母开头',
  'a date YYYY-MM-DD': '应为日期，格式 YYYY-MM-DD',
  'ids look like CAT-01': '规则编号的写法如 CAT-01',
  'a prefix of region codes': '应为行政区划代码的前几位（数字），全国为空',
  'pack ids are kebab-case': '规则包编号只用小写字母、数字和连字符，以字母开头',
  'versions look like 2026.1': '版本号的写法如 2026.1',
  'a text hash is a sha256 in hexadecimal': '条文哈希应为 64 位十六进制 sha256',
  'checkpoints are commands such as RequestBudget': '核查环节是命令名，如 RequestBudget',
};

const { localeError } = z.locales.zhCN();

function reasonOf(issue: Issue): Text {
  const own = OWN_WORDS[issue.message];
  // The library types its sentence for issues not yet told; these are told and carry the same fields.
  const said = own ?? localeError(issue as Parameters<typeof localeError>[0]);
  return text((typeof said === 'string' ? said : said?.message) ?? issue.message, issue.message);
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    return place === '' ? String(key) : `${place}.${String(key)}`;
  }, '') || '(pack)';

interface Node {
  readonly value: unknown;
  readonly place: readonly PropertyKey[];
}

/** Walks without recursion, so that a deeply nested input cannot exhaust the stack before it is refused. */
function scan(raw: unknown): PackProblem | null {
  const open: Node[] = [{ value: raw, place: [] }];
  let seen = 0;
  for (let node = open.pop(); node; node = open.pop()) {
    seen += 1;
    if (seen > MAX_NODES) return { place: '(pack)', reason: moreThan(MAX_NODES, '个值', 'values') };
    if (typeof node.value === 'string' && !isKeepable(node.value))
      return { place: placeOf(node.place), reason: UNKEEPABLE };
    if (node.value === null || typeof node.value !== 'object') continue;
    if (node.place.length >= MAX_JSON_DEPTH) {
      return {
        place: placeOf(node.place.slice(0, 6)),
        reason: text(`嵌套超过 ${MAX_JSON_DEPTH} 层`, `nested deeper than ${MAX_JSON_DEPTH} levels`),
      };
    }
    const isList = Array.isArray(node.value);
    for (const [key, value] of Object.entries(node.value)) {
      const place = [...node.place, isList ? Number(key) : key];
      if (!isList && FORBIDDEN_KEYS.has(key)) {
        const reason = text(`规则包中不得有键 "${key}"`, `the key "${key}" is not allowed in a pack`);
        return { place: placeOf(place), reason };
      }
      if (!isKeepable(key)) return { place: placeOf(node.place), reason: UNKEEPABLE };
      open.push({ value, place });
    }
  }
  return null;
}

const UNKEEPABLE = text(
  '文字中有不能保存的字符（空字符或不成对的代理项）',
  'a character that cannot be kept: NUL, or half of a surrogate pair',
);

/** Whether PostgreSQL and UTF-8 can hold a text, so that what is hashed is what is kept. */
const isKeepable = (value: string): boolean => !value.includes('\0') && !/\p{Surrogate}/u.test(value);

/** What a condition is too large in; those it refers to are counted by whoever knows them. */
export function sizeProblems({ depth, leaves }: ConditionSize, place: string): readonly PackProblem[] {
  if (depth > MAX_CONDITION_DEPTH) {
    const reason = text(`条件超过 ${MAX_CONDITION_DEPTH} 层`, `deeper than ${MAX_CONDITION_DEPTH} levels`);
    return [{ place, reason }];
  }
  return leaves > MAX_LEAVES ? [{ place, reason: moreThan(MAX_LEAVES, '项比较', 'comparisons') }] : [];
}

const moreThan = (limit: number, zh: string, en: string): Text =>
  text(`超过 ${limit} ${zh}`, `more than ${limit} ${en}`);

export interface ConditionSize {
  readonly depth: number;
  readonly leaves: number;
}

const ONE: ConditionSize = { depth: 1, leaves: 1 };

/** Levels and comparisons of a condition; what a reference counts is told by `referred`. */
export function sizeOf(
  condition: Condition,
  referred: (name: string) => ConditionSize = () => ONE,
): ConditionSize {
  if ('fact' in condition) return ONE;
  if ('condition' in condition) return referred(condition.condition);
  const inner = childrenOf(condition).map((one) => sizeOf(one, referred));
  return {
    depth: 1 + Math.max(...inner.map(({ depth }) => depth)),
    leaves: inner.reduce((sum, { leaves }) => sum + leaves, 0),
  };
}

/** The conditions directly below one; none below a comparison or a reference. */
export function childrenOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  return 'not' in condition ? [condition.not] : [];
}
