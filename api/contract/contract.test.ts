import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { MAX_FEN } from '../../domain/kernel/money.ts';
import { projectCommands } from '../../domain/project/gate.ts';
import { COMMAND_TITLES } from '../contract/command-titles.ts';
import { COMMAND_SCHEMAS, commandBody, commandPath, PROJECT_COMMANDS } from './commands.ts';
import { FIELD_NAMES } from './field-names.ts';
import { amount, count, date, id, line, paragraph, searchWords, url } from './fields.ts';
import { asAnswer, matching } from './matching.ts';

interface JsonSchema {
  readonly properties?: Record<string, JsonSchema>;
  readonly additionalProperties?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly maximum?: number;
  readonly type?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
}

const jsonOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema; // the part of it read here

/** Every schema inside a schema, with the path to it. */
function* parts(schema: JsonSchema, path = ''): Generator<readonly [string, JsonSchema]> {
  yield [path, schema];
  for (const [name, field] of Object.entries(schema.properties ?? {})) yield* parts(field, `${path}/${name}`);
  if (schema.items) yield* parts(schema.items, `${path}[]`);
  for (const one of schema.anyOf ?? []) yield* parts(one, path);
}

describe('commands', () => {
  test('each has an address of its own, in words and hyphens', () => {
    const paths = PROJECT_COMMANDS.map(commandPath);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => !/^[a-z]+(-[a-z]+)*$/.test(path))).toEqual([]);
    expect(commandPath('SetPerformanceTargets')).toBe('set-performance-targets');
  });

  test('the API takes every command that the domain knows for a project', () => {
    expect([...PROJECT_COMMANDS].sort()).toEqual([...projectCommands].sort());
    expect(Object.keys(COMMAND_TITLES).sort()).toEqual(
      [...Object.keys(COMMAND_SCHEMAS), 'LapseBudget'].sort(),
    );
  });

  test.each(Object.entries(COMMAND_SCHEMAS))(
    '%s refuses unknown fields and has a limit on everything',
    (_type, schema) => {
      for (const [path, part] of parts(jsonOf(schema))) {
        if (part.properties) expect([path, part.additionalProperties]).toEqual([path, false]);
        if (part.type === 'array') expect([path, part.maxItems]).toEqual([path, expect.any(Number)]);
        if (part.type === 'integer' || part.type === 'number')
          expect([path, part.maximum]).toEqual([path, expect.any(Number)]);
        const isFree =
          part.type === 'string' && !part.enum && part.const === undefined && !part.pattern && !part.format;
        if (isFree) expect([path, part.maxLength]).toEqual([path, expect.any(Number)]);
      }
    },
  );

  test('every field has a Chinese name for messages', () => {
    const names = Object.values(COMMAND_SCHEMAS).flatMap((schema) =>
      [...parts(jsonOf(schema))].flatMap(([, part]) => Object.keys(part.properties ?? {})),
    );
    expect([...new Set(names)].filter((name) => !FIELD_NAMES[name])).toEqual([]);
  });

  test('a command takes the revision that was seen and, only when given, the day it happened', () => {
    const body = commandBody(COMMAND_SCHEMAS.WithdrawProject);
    const good = { expectedRevision: 1, data: { reason: '请审核。' } };
    expect(body.safeParse(good).success).toBe(true);
    expect(body.safeParse({ ...good, occurredOn: null }).success).toBe(true);
    expect(body.safeParse({ ...good, occurredOn: '2026-02-30' }).success).toBe(false);
    expect(body.safeParse({ ...good, expectedRevision: 1.5 }).success).toBe(false);
    expect(body.safeParse({ ...good, more: 1 }).success).toBe(false);
  });
});

describe('fields', () => {
  const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

  test.each([
    ['line', line(5), ['a', ' 中文 '], ['', '  ', 'a\nb', 'a\u0000', '\ud800', '123456', 1, null]],
    ['paragraph', paragraph(9), ['a\nb\tc'], ['', '\n ', 'a\u0007', '\udc00x', '1234567890']],
    [
      'date',
      date(),
      ['2024-02-29', '2100-12-31'],
      ['2023-02-29', '1999-12-31', '2101-01-01', '2026-1-1', '2026-01-01T00:00:00Z', 20260101],
    ],
    ['amount', amount(), [1, MAX_FEN], [0, -1, 1.5, MAX_FEN + 1, '1', Number.NaN, Number.POSITIVE_INFINITY]],
    ['count', count(), [0], [-1, 0.5]],
    ['id', id(), ['shahe', 'P1-a:b.c_d'], ['', '-a', 'a b', 'a/b', '../x', 'a'.repeat(65)]],
    [
      'url',
      url(),
      ['https://example.cn/a'],
      ['ftp://a.cn', 'javascript:alert(1)', 'example.cn', `https://a.cn/${'x'.repeat(500)}`],
    ],
    ['searchWords', searchWords(), ['植保', 'a'], ['', '，。', 'a\u0000']],
  ] as const)('%s', (...[, schema, good, bad]) => {
    expect(good.filter((value) => !takes(schema, value))).toEqual([]);
    expect(bad.filter((value) => takes(schema, value))).toEqual([]);
  });
});

describe('matching', () => {
  test('does not compile when schema and domain type differ, in either direction', () => {
    interface Seen {
      readonly a: string;
      readonly b: number | null;
    }
    matching<Seen>()(z.strictObject({ a: z.string(), b: z.number().nullable() }));
    // @ts-expect-error the schema lacks a field of the domain
    matching<Seen>()(z.strictObject({ a: z.string() }));
    // @ts-expect-error the schema asks for less than the domain may hold
    matching<Seen>()(z.strictObject({ a: z.string(), b: z.number() }));
    // @ts-expect-error the schema lets through what the domain does not know
    matching<Seen>()(z.strictObject({ a: z.string().nullable(), b: z.number().nullable() }));
    // @ts-expect-error the schema has a field the domain does not know
    matching<Seen>()(z.strictObject({ a: z.string(), b: z.number().nullable(), c: z.string() }));
  });

  test('an answer may hold what a newer limit would refuse, and drops what it does not know', () => {
    const asked = z.strictObject({
      name: line(3),
      on: date(),
      list: z.array(amount()).max(1),
      note: z.literal('').or(paragraph(2)),
    });
    const old = { name: 'longer than now', on: '1998-01-01', list: [0, -1], note: 'long' };
    expect(asked.safeParse(old).success).toBe(false);
    expect(asAnswer(asked).parse({ ...old, extra: 1 })).toEqual(old);
  });
});
