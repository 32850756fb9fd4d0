import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cite } from './law.ts';
import { addDays, type LocalDate, localDate } from './local-date.ts';
import { courseOf, endOf, hasPassed, isOver, type Pause, type Period, spanOf } from './period.ts';
import { text } from './text.ts';
import type { WorkCalendar } from './working-days.ts';

const official = new URL('../../db/reference/work-calendar.json', import.meta.url);
const calendar = JSON.parse(readFileSync(official, 'utf8')) as WorkCalendar;

const period = (bound: Period['bound'], length: number, unit: Period['unit']): Period => ({
  ...{ title: text('期限', 'Period'), bound, length, unit },
  citation: cite('civilCode', '第二百零一条', 'V'),
});

describe('the end of a period', () => {
  test.each([
    [
      'a day count that ends in Spring Festival is moved when it is a maximum',
      'atMost',
      30,
      'days',
      '2026-01-18',
      '2026-02-24',
    ],
    ['and stays where it is when it is a minimum', 'atLeast', 30, 'days', '2026-01-18', '2026-02-17'],
    ['a make-up Saturday is a working day', 'atMost', 1, 'workingDays', '2026-02-13', '2026-02-14'],
    ['National Day and its make-up Saturday', 'atMost', 3, 'workingDays', '2026-09-30', '2026-10-10'],
    ['a maximum that ends on a make-up Saturday ends there', 'atMost', 1, 'days', '2026-10-09', '2026-10-10'],
    ['the start day is not counted', 'atMost', 5, 'days', '2026-03-02', '2026-03-09'],
  ] as const)('%s', (...[_name, bound, length, unit, from, on]) => {
    expect(endOf(period(bound, length, unit), from, calendar)).toEqual({ on, announced: true });
  });

  test('a year without notice makes it provisional', () => {
    expect(endOf(period('atMost', 7, 'workingDays'), '2026-12-28', calendar).announced).toBe(false);
  });
});

describe('a pause', () => {
  const seven = period('atMost', 7, 'workingDays');
  test('that still lasts leaves the rest standing', () => {
    const pauses = [{ from: '2026-03-04', to: null }];
    const course = courseOf(seven, '2026-03-02', { pauses, calendar });
    expect(course).toEqual({ rests: true, left: 5 });
    expect([hasPassed(course, '2027-01-01'), isOver(course, '2027-01-01')]).toEqual([false, false]);
  });

  test('that is lifted lets the rest go on from that day', () => {
    const pauses = [{ from: '2026-03-04', to: '2026-03-20' }];
    const course = courseOf(seven, '2026-03-02', { pauses, calendar });
    expect(course).toEqual({ rests: false, on: '2026-03-27', announced: true });
    expect([isOver(course, '2026-03-27'), isOver(course, '2026-03-28')]).toEqual([false, true]);
  });

  test('ordered on the last day comes too late to change it', () => {
    const pauses = [{ from: '2026-03-11', to: null }];
    expect(courseOf(seven, '2026-03-02', { pauses, calendar })).toMatchObject({ on: '2026-03-11' });
  });

  test('between the last counted day and its move to a working day leaves nothing but the day of lifting', () => {
    const five = period('atMost', 5, 'days');
    const pauses = [{ from: '2026-03-08', to: '2026-03-18' }];
    expect(courseOf(five, '2026-03-02', { pauses, calendar })).toMatchObject({ on: '2026-03-18' });
  });
});

const day = fc.integer({ min: 0, max: 1_500 }).map((count) => addDays(localDate('2022-01-01'), count));
const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 40 })), {
  maxLength: 4,
});

/** Pauses in the order of time, from gaps between them and their lengths. */
function pausesFrom(start: LocalDate, lengths: readonly (readonly [number, number])[]): readonly Pause[] {
  let at = start;
  return lengths.map(([gap, length]) => {
    const from = addDays(at, gap);
    at = addDays(from, length);
    return { from, to: at };
  });
}

test.each(['days', 'workingDays'] as const)('pauses keep the sum of %s', (unit) => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 40 }), gaps, (from, length, lengths) => {
      const pauses = pausesFrom(from, lengths);
      const course = courseOf(period('atLeast', length, unit), from, { pauses, calendar });
      if (course.rests) throw new Error('Every pause was lifted');
      let [start, counted] = [from, 0];
      for (const pause of pauses) {
        if (pause.from >= course.on) break;
        counted += spanOf(unit, [start, pause.from], calendar);
        start = pause.to ?? start;
      }
      expect(counted + spanOf(unit, [start, course.on], calendar)).toBe(length);
    }),
  );
});
