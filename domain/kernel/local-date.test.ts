import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dateAt,
  daysBetween,
  instantOn,
  isLocalDate,
  localDate,
  weekday,
} from './local-date.ts';

test('the date in Asia/Shanghai begins at 16:00 UTC of the day before', () => {
  expect(dateAt(Date.parse('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
  expect(dateAt(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
  expect(instantOn(localDate('2026-11-23'), 9)).toBe('2026-11-23T01:00:00.000Z');
});

describe('months', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-12-15', 12, '2027-12-15'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %d months is %s', (from, months, expected) => {
    expect(addMonths(localDate(from), months)).toBe(expected);
  });
});

test.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', ''])('%s is no calendar date', (value) => {
  expect(isLocalDate(value)).toBe(false);
});

test('days added are days between, and a week has seven', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 20_000 }), (count) => {
      const from = localDate('2026-11-22');
      expect(daysBetween(from, addDays(from, count))).toBe(count);
      expect(weekday(addDays(from, 7))).toBe(weekday(from));
    }),
  );
});
