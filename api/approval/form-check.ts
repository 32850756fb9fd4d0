import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { FormSchema } from '../../domain/approval/form-schema.ts';
import { isLocalDate } from '../../domain/kernel/local-date.ts';
import { text } from '../../domain/kernel/text.ts';
import type { Facts } from '../../domain/policy/types.ts';
import type { InvalidField } from '../problem/issues.ts';
import { invalidInput } from '../problem/problem-error.ts';

/** Compiled forms, the latest used last; a published form never changes, so its flow and version name it. */
const compiled = new Map<string, ValidateFunction>();
const KEPT = 200;

function compile(schema: FormSchema): ValidateFunction {
  const ajv = new Ajv({ strict: true, allErrors: true, formats: { date: isLocalDate }, logger: false });
  return ajv.compile(schema);
}

function validatorOf(name: string, schema: FormSchema): ValidateFunction {
  const validate = compiled.get(name) ?? compile(schema);
  compiled.delete(name);
  compiled.set(name, validate);
  const [oldest] = compiled.keys();
  if (compiled.size > KEPT && oldest !== undefined) compiled.delete(oldest);
  return validate;
}

interface Form {
  readonly flowId: string;
  readonly version: number;
  readonly schema: FormSchema;
}

/** Refuses a form that its flow's own schema does not take, field by field; `at` is where the form stands in the body. */
export function requireForm({ flowId, version, schema }: Form, form: Facts, at: string): void {
  const validate = validatorOf(`${flowId}@${version}`, schema);
  if (validate(form)) return;
  throw invalidInput((validate.errors ?? []).slice(0, 50).map((error) => fieldOf(schema, error, at)));
}

function fieldOf({ properties }: FormSchema, error: ErrorObject, at: string): InvalidField {
  // `params` depends on the keyword; the two read here name a field.
  const { missingProperty, additionalProperty } = error.params as Readonly<
    Record<string, string | undefined>
  >;
  const named = missingProperty ?? additionalProperty;
  const pointer = named === undefined ? `${at}${error.instancePath}` : `${at}/${named}`;
  const field = named ?? error.instancePath.split('/')[1] ?? '';
  const [code, zh, en] = sayingOf(error);
  const title = Object.hasOwn(properties, field) ? properties[field]?.title : undefined;
  return { in: 'body', pointer, code, message: text(`「${title ?? field}」${zh}`, `${field} ${en}`) };
}

const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  string: ['文本', 'a text'],
  number: ['数字', 'a number'],
  integer: ['整数', 'a whole number'],
  boolean: ['是（true）或否（false）', 'true or false'],
  array: ['列表', 'a list'],
};

function sayingOf({ keyword, params }: ErrorObject): readonly [code: string, zh: string, en: string] {
  const { limit, type, allowedValues } = params as Readonly<Record<string, unknown>>; // by keyword, as ajv documents
  const [kindZh, kindEn] = KINDS[String(type)] ?? ['其他类型', 'of another type'];
  const choices = Array.isArray(allowedValues) ? allowedValues.map(String).join('、') : '';
  switch (keyword) {
    case 'required':
      return ['Missing', '必须填写', 'is required'];
    case 'additionalProperties':
      return ['UnknownField', '不是本表单的字段，请去掉', 'is not a field of this form; leave it out'];
    case 'type':
      return ['WrongType', `类型不对，应为${kindZh}`, `must be ${kindEn}`];
    case 'enum':
      return ['NotAChoice', `应为以下之一：${choices}`, `must be one of: ${choices}`];
    case 'format':
      return [
        'WrongFormat',
        '应是真实存在的日期，写作 2026-03-31',
        'must be a real date, written 2026-03-31',
      ];
    case 'minimum':
    case 'minLength':
    case 'minItems':
      return ['TooSmall', `至少为 ${String(limit)}`, `must be at least ${String(limit)}`];
    case 'maximum':
    case 'maxLength':
    case 'maxItems':
      return ['TooBig', `最多为 ${String(limit)}`, `must be at most ${String(limit)}`];
    default:
      return ['NotAcceptable', '不符合要求', 'is not acceptable'];
  }
}
