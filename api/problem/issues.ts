import type { z } from 'zod';
import { type Text, text } from '../../domain/kernel/text.ts';
import { chineseName } from '../contract/field-names.ts';
import { type FieldRule, FORMS } from '../contract/fields.ts';
import type { FieldError } from '../contract/problem.ts';

/** 字段错误 one field that cannot be accepted, in both languages. */
export interface InvalidField {
  readonly in: FieldError['in'];
  /** JSON pointer to the field. */
  readonly pointer: string;
  readonly code: string;
  readonly message: Text;
}

type Issue = z.core.$ZodIssue;
type Said = readonly [code: string, zh: string, en: string];

const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  string: ['文本', 'a text'],
  number: ['数字', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['是（true）或否（false）', 'true or false'],
  array: ['列表', 'a list'],
  object: ['对象', 'an object'],
  record: ['对象', 'an object'],
  null: ['空（null）', 'null'],
};

const FORMATS: Readonly<Record<string, readonly [string, string]>> = {
  date: ['应是真实存在的日期，写作 2026-03-31', 'must be a real date, written 2026-03-31'],
  datetime: [
    '应是 UTC 时间，写作 2026-03-31T01:00:00Z',
    'must be a moment in UTC, written 2026-03-31T01:00:00Z',
  ],
  url: ['应是以 http:// 或 https:// 开头的网址', 'must be an address that begins with http:// or https://'],
  [String(FORMS.id)]: [
    '应由字母、数字和 . _ : - 组成，最多 64 个字符',
    'must be made of letters, digits and . _ : -, at most 64 characters',
  ],
  [String(FORMS.place)]: [
    '应是审批环节或任务的编号，如 budgetCheck 或 budgetCheck#1.2',
    'must name a step or a task of the approval, such as budgetCheck or budgetCheck#1.2',
  ],
  [String(FORMS.regionCode)]: [
    '应是 2、4、6、9 或 12 位数字的区划代码',
    'must be a region code of 2, 4, 6, 9 or 12 digits',
  ],
  [String(FORMS.idempotencyKey)]: [
    '应由 8 至 128 个字母、数字和 . _ : - 组成',
    'must be made of 8 to 128 letters, digits and . _ : -',
  ],
  [String(FORMS.ruleId)]: ['应是规则编号，如 BUD-06', 'must be the id of a rule, such as BUD-06'],
  [String(FORMS.taskId)]: ['应是任务编号，如 review#1.2', 'must be the id of a task, such as review#1.2'],
  [String(FORMS.sha256)]: [
    '应是 64 位小写十六进制的 SHA-256',
    'must be a SHA-256 of 64 lower-case hexadecimal digits',
  ],
  [String(FORMS.fieldName)]: [
    '应以字母开头，由字母、数字和下划线组成，最多 64 个字符',
    'must begin with a letter and be made of letters, digits and underscores, at most 64 characters',
  ],
  [String(FORMS.base64)]: ['应是 Base64 文本', 'must be base64'],
  [String(FORMS.packVersion)]: ['应是版本号，如 2026.2', 'must be a version, such as 2026.2'],
  [String(FORMS.checkpoint)]: [
    '应是环节名称，如 RequestBudget',
    'must be a checkpoint, such as RequestBudget',
  ],
  [String(FORMS.feedPosition)]: ['应是变动流给出的编号', 'must be a position that the feed has given'],
};

const RULES: Readonly<Record<FieldRule, readonly [string, string]>> = {
  blank: ['不能只有空白', 'must not be blank'],
  controlCharacter: ['含有不能保存的控制字符', 'holds control characters that cannot be kept'],
  birthRange: ['应在 1900 年至 2100 年之间', 'must lie between the years 1900 and 2100'],
  dateRange: ['应在 2000 年至 2100 年之间', 'must lie between the years 2000 and 2100'],
  noSearchableCharacter: ['至少要有一个字或数字', 'must hold at least one letter or digit'],
  milestoneNumbers: ['序号应从 1 起连续编号', 'must be numbered 1, 2, 3 and so on'],
  tooManyEntries: ['条目过多', 'has too many entries'],
  repeatedEntries: ['有重复的条目', 'holds the same entry twice'],
  reservedName: ['含有保留的名称 initiator', 'holds the reserved name initiator'],
};

const BLANK: Said = ['Blank', '不能为空', 'must not be empty'];

/** What is wrong with one value, without the field's name. */
function say(issue: Issue, value: unknown): Said {
  switch (issue.code) {
    case 'invalid_type':
      return invalidType(issue.expected, value);
    case 'too_big':
      return beyond('TooBig', { issue, limit: issue.maximum, zh: '最多', en: 'at most' });
    case 'too_small':
      if (issue.origin === 'string' && value === '') return BLANK;
      return beyond('TooSmall', { issue, limit: issue.minimum, zh: '至少', en: 'at least' });
    case 'invalid_format': {
      if (value === '') return BLANK;
      const [zh, en] = FORMATS[issue.pattern ?? ''] ??
        FORMATS[issue.format] ?? ['格式不对', 'has the wrong form'];
      return ['WrongFormat', zh, en];
    }
    case 'invalid_value': {
      const choices = issue.values.map(String).join('、');
      if (value === undefined)
        return ['Missing', `必须填写，可选：${choices}`, `is required, one of: ${choices}`];
      return ['NotAChoice', `应为以下之一：${choices}`, `must be one of: ${choices}`];
    }
    case 'invalid_key':
      return ['WrongKey', '含有形式不对的键', 'holds a key of the wrong form'];
    case 'custom': {
      // Refinements of the contract name their rule; another one would be a fault of ours, said plainly.
      const [zh, en] = RULES[issue.params?.['rule'] as FieldRule] ?? ['不符合要求', 'is not acceptable'];
      return ['NotAcceptable', zh, en];
    }
    default:
      if (value === undefined) return ['Missing', '必须填写', 'is required'];
      return ['NotAcceptable', '不符合要求', 'is not acceptable'];
  }
}

function invalidType(expected: string, value: unknown): Said {
  const [zh, en] = KINDS[expected] ?? ['其他类型', 'of another type'];
  if (value === undefined) return ['Missing', `必须填写，应为${zh}`, `is required and must be ${en}`];
  if (value === null)
    return ['WrongType', `不能为空（null），应为${zh}`, `must not be null; it must be ${en}`];
  return ['WrongType', `类型不对，应为${zh}`, `must be ${en}`];
}

const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  string: [' 个字符', ' characters'],
  array: [' 项', ' entries'],
};

function beyond(
  code: string,
  {
    issue,
    limit,
    zh,
    en,
  }: { issue: Issue & { origin: string }; limit: number | bigint; zh: string; en: string },
): Said {
  const [unitZh, unitEn] = UNITS[issue.origin] ?? ['', ''];
  return [code, `${zh}为 ${limit}${unitZh}`, `must be ${en} ${limit}${unitEn}`];
}

export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key]; // an object of unknown keys
  }
  return value;
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100)}`).join('');

/** The name of the field for a sentence: the last word of the path; entries of a list are counted from one. */
function named(path: readonly PropertyKey[]): Text {
  const last = path.findLastIndex((key) => typeof key === 'string');
  const field = last < 0 ? null : String(path[last]).slice(0, 100);
  const entry = path[last + 1];
  const at = typeof entry === 'number' ? entry + 1 : null;
  if (field === null) return text('请求内容', 'The request');
  return text(
    `${chineseName(field)}${at === null ? '' : `第 ${at} 项`}`,
    `${field}${at === null ? '' : ` (entry ${at})`}`,
  );
}

const MAX_FIELDS = 50;

/** The issues of one part of a request as field errors, at most 50. */
export function invalidFields(
  issues: readonly Issue[],
  data: unknown,
  part: FieldError['in'],
): readonly InvalidField[] {
  return issues.flatMap((issue) => fieldsOf(issue, data, part)).slice(0, MAX_FIELDS);
}

function fieldsOf(issue: Issue, data: unknown, part: FieldError['in']): InvalidField[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      in: part,
      pointer: pointerOf([...issue.path, key]),
      code: 'UnknownField',
      message: text(
        `没有${chineseName(key.slice(0, 100))}这个字段，请去掉`,
        `${key.slice(0, 100)} is not a field here; leave it out`,
      ),
    }));
  }
  if (issue.code === 'invalid_union') {
    // Of the readings of a union, the one that came furthest tells most.
    const best = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
    const inner = best.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
    if (inner.length > 0) return inner.flatMap((one) => fieldsOf(one, data, part));
  }
  const name = named(issue.path);
  const [code, zh, en] = say(issue, valueAt(data, issue.path));
  return [
    { in: part, pointer: pointerOf(issue.path), code, message: text(`${name.zh}${zh}`, `${name.en} ${en}`) },
  ];
}
