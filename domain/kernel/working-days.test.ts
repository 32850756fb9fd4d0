import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from './local-date.ts';
import {
  addWorkingDays,
  dayKind,
  rollForward,
  type WorkCalendar,
  workingDaysBetween,
} from './working-days.ts';

const official = new URL('../../db/reference/work-calendar.json', import.meta.url);
const calendar = JSON.parse(readFileSync(official, 'utf8')) as WorkCalendar;

describe('the official calendar', () => {
  test.each([
    ['2026-02-14', 'working', 'a Saturday worked before Spring Festival'],
    ['2026-02-16', 'rest', 'a Monday of Spring Festival'],
    ['2026-10-10', 'working', 'the Saturday after National Day'],
    ['2026-11-22', 'rest', 'an ordinary Sunday'],
    ['2027-01-01', 'notAnnounced', 'a year without notice is never guessed'],
  ])('%s is %s: %s', (date, kind) => {
    expect(dayKind(calendar, localDate(date))).toBe(kind);
  });

  test('two working days over Spring Festival 2026 end after the holiday', () => {
    expect(addWorkingDays(calendar, localDate('2026-02-13'), 2)).toEqual({
      on: '2026-02-24',
      announced: true,
    });
  });

  test('a count into a year without notice says that it is provisional', () => {
    expect(addWorkingDays(calendar, localDate('2026-12-30'), 5).announced).toBe(false);
  });

  test('a maximum period that ends in National Day ends on the first working day after it', () => {
    expect(rollForward(calendar, localDate('2026-10-03')).on).toBe('2026-10-08');
  });
});

const days = fc.integer({ min: 0, max: 2_000 }).map((n) => addDays(localDate('2020-01-01'), n));

test('counting on and counting between agree', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (from, count) => {
      const { on } = addWorkingDays(calendar, from, count);
      expect(workingDaysBetween(calendar, from, on)).toBe(count);
    }),
  );
});

test('counting back undoes counting on from a working day', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 40 }), (from, count) => {
      fc.pre(dayKind(calendar, from) === 'working');
      const { on } = addWorkingDays(calendar, from, count);
      expect(addWorkingDays(calendar, on, -count).on).toBe(from);
    }),
  );
});
