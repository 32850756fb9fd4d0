import { z } from 'zod';

/** The part of JSON Schema that the contract's schemas use. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: { readonly pattern?: string };
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

export const jsonSchemaOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input' }) as JsonSchema; // the part of it read here

/** The reading of a schema that is neither null nor the empty text. */
const firm = (schema: JsonSchema): JsonSchema =>
  schema.anyOf?.map(firm).find((one) => one.type !== 'null' && one.const !== '') ?? schema;

const isNullable = (schema: JsonSchema): boolean =>
  schema.type === 'null' || (schema.anyOf?.some(isNullable) ?? false);

const takesEmpty = (schema: JsonSchema): boolean =>
  schema.const === '' || (schema.anyOf?.some(takesEmpty) ?? false);

/** Ids that must exist, by the field's name. */
const KNOWN: Readonly<Record<string, string>> = {
  providerId: 'lvdun',
  supplierId: 'lvdun',
  payeeProviderId: 'lvdun',
  ranking: 'lvdun',
  taskId: 'departmentLeader#1.1',
  sha256: '0'.repeat(64),
  occurredAt: '2026-03-31T01:00:00Z',
};

/** A key that a record takes. */
const keyOf = ({ propertyNames }: JsonSchema): string =>
  ['CAT-06', 'field'].find((key) => new RegExp(propertyNames?.pattern ?? '').test(key)) ?? 'field';

/** A value that a schema takes; every field is there, and none is null. */
export function sampleOf(given: JsonSchema, name = ''): unknown {
  const schema = firm(given);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([key, one]) => [key, sampleOf(one, key)]),
    );
  }
  if (typeof schema.additionalProperties === 'object')
    return { [keyOf(schema)]: sampleOf(schema.additionalProperties) };
  if (schema.items)
    return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () =>
      sampleOf(schema.items ?? {}, name),
    );
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (schema.type === 'boolean') return false;
  if (schema.format === 'date') return '2026-03-31';
  if (schema.format === 'uri') return 'https://example.cn/a';
  return schema.pattern ? (KNOWN[name] ?? 'shahe') : '样例';
}

export interface Mutant {
  readonly what: string;
  /** Where the answer must point to. */
  readonly pointer: string;
  readonly body: unknown;
}

/** A copy of a body with another value at a place; `undefined` takes the field away. */
function withAt(body: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(body))
    return body.map((one: unknown, index) => (String(index) === key ? withAt(one, rest, value) : one));
  const record = body as Record<string, unknown>; // the path was made from this very body
  return { ...record, [key]: withAt(record[key], rest, value) };
}

const repeated = (value: unknown, times: number): unknown[] => Array.from({ length: times }, () => value);

/** Values that a schema must not take, besides a missing one. */
function wrongValues(given: JsonSchema): readonly (readonly [string, unknown])[] {
  const schema = firm(given);
  const wrong: (readonly [string, unknown])[] = isNullable(given) ? [] : [['null', null]];
  if (schema.enum ?? schema.const !== undefined)
    return [...wrong, ['not a choice', 'nonsense'], ['another type', 7]];
  if (schema.properties ?? schema.additionalProperties) return [...wrong, ['a list', []], ['a text', 'x']];
  if (schema.items) {
    return [
      ...wrong,
      ['an object', {}],
      ['too many', repeated(sampleOf(schema.items), (schema.maxItems ?? 0) + 1)],
    ];
  }
  if (schema.type === 'boolean') return [...wrong, ['a text', 'yes'], ['a number', 1]];
  if (schema.type === 'integer' || schema.type === 'number') {
    const { minimum = 0, maximum = 0 } = schema;
    const fraction = schema.type === 'integer' ? [['a fraction', 1.5] as const] : [];
    return [
      ...wrong,
      ...fraction,
      ['too small', minimum - 1],
      ['huge', maximum + 1],
      ['a text', '1'],
      ['true', true],
    ];
  }
  if (schema.format === 'date') {
    const dates = ['2026-02-30', '1899-01-01', '9999-12-31', '2026-3-1', '2026-03-31T00:00:00Z', ''];
    return [...wrong, ...dates.map((one) => ['a bad date', one] as const), ['a number', 20260331]];
  }
  const empty = takesEmpty(given) ? [] : [['empty', ''] as const];
  const long = 'x'.repeat((schema.maxLength ?? 200) + 1);
  return [
    ...wrong,
    ...empty,
    ['blank', ' \t '],
    ['long', long],
    ['NUL', 'a\u0000b'],
    ['half a pair', 'a\ud800'],
    ['a number', 7],
  ];
}

/** Every single way in which one place of a body can be wrong. */
export function* mutantsOf(schema: JsonSchema, body: unknown): Generator<Mutant> {
  yield* mutantsAt(schema, [], body);

  function* mutantsAt(given: JsonSchema, path: readonly string[], whole: unknown): Generator<Mutant> {
    const pointer = path.map((key) => `/${key}`).join('');
    for (const [what, value] of wrongValues(given)) yield { what, pointer, body: withAt(whole, path, value) };
    const one = firm(given);
    if (one.properties) {
      const unknown = withAt(whole, [...path, 'unknownField'], 1);
      yield { what: 'an unknown field', pointer: `${pointer}/unknownField`, body: unknown };
    }
    for (const [key, field] of Object.entries(one.properties ?? {})) {
      const place = [...path, key];
      if (one.required?.includes(key)) {
        yield { what: 'missing', pointer: `${pointer}/${key}`, body: withAt(whole, place, undefined) };
      }
      yield* mutantsAt(field, place, whole);
    }
    if (one.items) yield* mutantsAt(one.items, [...path, '0'], whole);
  }
}
