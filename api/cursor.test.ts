import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor, type KeyKind } from './cursor.ts';
import { ProblemError } from './problem/problem-error.ts';

const forged = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');

describe('a cursor', () => {
  test.each([
    ['due', 'date', { key: '2026-03-31', id: 'P1' }],
    ['-amount', 'number', { key: '12345678901234', id: 'P1' }],
    ['-updated', 'moment', { key: '2026-03-31 10:00:00.123456+08', id: 'P1' }],
    ['-updated', 'moment', { key: '2026-03-31 10:00:00+05:30', id: 'P1' }],
    ['projectNo', 'text', { key: '519901-2026-0001', id: '' }],
  ] as const)('comes back as it went: %s', (sort, kind, after) => {
    expect(decodeCursor(sort, kind, encodeCursor(sort, after))).toEqual(after);
  });

  test('no cursor is the first page', () => {
    expect(decodeCursor('due', 'date', undefined)).toBeNull();
  });

  test.each<readonly [string, KeyKind, string]>([
    ['not base64 of anything', 'date', '!!!'],
    ['not JSON', 'date', Buffer.from('{').toString('base64url')],
    ['another shape', 'date', forged({ key: 1 })],
    ['another sort', 'date', forged(['amount', '1', 'P1'])],
    ['no date', 'date', forged(['due', "2026-01-01'; drop table project", 'P1'])],
    ['an impossible date', 'date', forged(['due', '2026-99-99', 'P1'])],
    ['a number too long', 'number', forged(['due', '9'.repeat(30), 'P1'])],
    ['a control character', 'text', forged(['due', 'a\u0000', 'P1'])],
    ['a control character in the id', 'text', forged(['due', 'a', '\u0000'])],
    ['half a surrogate pair', 'text', forged(['due', '\ud800', 'P1'])],
    ['very long', 'text', forged(['due', 'a'.repeat(501), 'P1'])],
  ])('is refused when it is %s', (_what, kind, cursor) => {
    expect(() => decodeCursor('due', kind, cursor)).toThrow(ProblemError);
  });
});
