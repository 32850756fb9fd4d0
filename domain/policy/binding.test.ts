import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '../kernel/local-date.ts';
import { type ActiveRelease, BINDINGS, compareVersions, versionOn } from './binding.ts';

const day = localDate('2027-01-01');
const release = (version: string, change: Partial<ActiveRelease> = {}): ActiveRelease => ({
  releaseId: `R${version}`,
  version,
  packHash: '',
  activeFrom: day,
  binding: 'newProjects',
  bindsFrom: null,
  ...change,
});

describe('the version of a decision', () => {
  test('before the first day it is what is pinned, or none', () => {
    const releases = [release('2027.1', { binding: 'all' })];
    const on = addDays(day, -1);
    expect(versionOn(releases, { pinned: null, on })).toBeNull();
    expect(versionOn(releases, { pinned: '2026.1', on })).toBe('2026.1');
    expect(versionOn(releases, { pinned: null, on: day })).toBe('2027.1');
  });

  test.each([
    ['newProjects', null, 400, '2026.1'],
    ['all', null, 0, '2027.1'],
    ['fromDate', addDays(day, 30), 29, '2026.1'],
    ['fromDate', addDays(day, 30), 30, '2027.1'],
  ] as const)(
    '%s with %s binds a running project after %d days as %s',
    (...[binding, bindsFrom, days, expected]) => {
      const releases = [release('2027.1', { binding, bindsFrom })];
      expect(versionOn(releases, { pinned: '2026.1', on: addDays(day, days) })).toBe(expected);
    },
  );

  test('2027.10 is newer than 2027.9', () => {
    expect(compareVersions('2027.10', '2027.9')).toBeGreaterThan(0);
    const releases = [release('2027.10'), release('2027.9')];
    expect(versionOn(releases, { pinned: null, on: day })).toBe('2027.10');
  });
});

test('a project never goes back to an older version, whatever is in force and whoever it binds', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`seed ${seed}`);
  const days = fc.integer({ min: 0, max: 60 }).map((count) => addDays(day, count));
  const releases = fc.array(
    fc.record({
      number: fc.integer({ min: 1, max: 20 }),
      activeFrom: days,
      bindsFrom: days,
      binding: fc.constantFrom(...BINDINGS),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(releases, fc.array(days, { minLength: 2, maxLength: 8 }), (given, asked) => {
      const active = given.map(({ number, activeFrom, bindsFrom, binding }) =>
        release(`2027.${number}`, {
          activeFrom,
          binding,
          bindsFrom: binding === 'fromDate' ? bindsFrom : null,
        }),
      );
      let before = '2026.1';
      for (const on of [...asked].sort()) {
        const version = versionOn(active, { pinned: '2026.1', on }) ?? '';
        expect(compareVersions(version, before)).toBeGreaterThanOrEqual(0);
        before = version;
      }
    }),
    { seed },
  );
});
