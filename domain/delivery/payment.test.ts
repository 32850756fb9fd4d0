import { expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { yuan } from '../kernel/money.ts';
import { overdueInterest } from './payment.ts';

test('100,000 yuan paid five days late at the default rate owes 250 yuan', () => {
  const interest = overdueInterest(yuan(100_000), localDate('2026-03-02'), localDate('2026-03-07'));
  expect(interest).toBe(yuan(250));
});

test('a payment on the due day owes nothing', () => {
  expect(overdueInterest(yuan(100_000), localDate('2026-03-02'), localDate('2026-03-02'))).toBe(0);
});
