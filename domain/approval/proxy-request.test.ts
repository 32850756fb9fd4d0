import { expect, test } from 'vitest';
import { type Instant, localDate } from '../kernel/local-date.ts';
import type { Proxy } from './organisation.ts';
import { type ProxyRequest, proxyRefusal, proxyTime } from './proxy-request.ts';

const NOW: Instant = '2026-03-02T04:00:00.000Z';
const day = (on: string) => localDate(`2026-03-${on}`);
const asked: ProxyRequest = {
  ...{ of: 'chen', to: 'liu', flows: null, nodes: null, ceilingFen: null },
  ...{ fromOn: day('10'), toOn: day('12') },
};
const grant = (of: string, to: string, more: Partial<Proxy> = {}): Proxy => ({
  ...{ of, to, flows: null, nodes: null, ceilingFen: null },
  ...{ from: '2026-03-11T00:00:00.000Z', until: '2026-03-20T00:00:00.000Z' },
  ...more,
});
const codeOf = (more: Partial<ProxyRequest>, grants: readonly Proxy[] = [], isNear = true) =>
  proxyRefusal({ ...asked, ...more }, { now: NOW, isNear, grants })?.code ?? 'ok';

test('lasts from the first moment of the first day to the last of the last, and never begins before now', () => {
  expect(proxyTime(asked, NOW)).toEqual({
    from: '2026-03-09T16:00:00.000Z',
    until: '2026-03-12T16:00:00.000Z',
  });
  expect(proxyTime({ ...asked, fromOn: day('02') }, NOW).from).toBe(NOW);
});

test.each([
  ['a day', { toOn: day('10') }, 'ok'],
  ['a year', { toOn: localDate('2027-03-10') }, 'ok'],
  ['more than a year', { toOn: localDate('2027-03-11') }, 'ProxyPeriod'],
  ['yesterday', { fromOn: day('01') }, 'ProxyPeriod'],
  ['backwards', { toOn: day('09') }, 'ProxyPeriod'],
  ['oneself', { to: 'chen' }, 'ProxySelf'],
] as const)('%s', (_, more, code) => {
  expect(codeOf(more)).toBe(code);
});

test('only somebody near', () => {
  expect(codeOf({}, [], false)).toBe('ProxyStranger');
});

test('no circle, however long; a chain that ends, or another time, is none', () => {
  expect(codeOf({}, [grant('liu', 'chen')])).toBe('ProxyCircle');
  expect(codeOf({}, [grant('liu', 'sun'), grant('sun', 'zhou'), grant('zhou', 'chen')])).toBe('ProxyCircle');
  expect(codeOf({}, [grant('liu', 'sun')])).toBe('ok');
  expect(codeOf({}, [grant('liu', 'chen', { from: '2026-03-12T16:00:00.000Z' })])).toBe('ok');
});

test('one proxy for one scope at one time', () => {
  expect(codeOf({}, [grant('chen', 'sun')])).toBe('ProxyOverlap');
  expect(codeOf({ flows: ['leave'] }, [grant('chen', 'sun', { flows: ['committee'] })])).toBe('ok');
  expect(codeOf({ nodes: ['b'] }, [grant('chen', 'sun', { nodes: ['a'] })])).toBe('ok');
  expect(codeOf({ flows: ['leave'] }, [grant('chen', 'sun', { nodes: ['a'] })])).toBe('ProxyOverlap');
});
