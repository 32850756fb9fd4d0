import { describe, expect, it } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { providerFacts } from './facts.ts';
import type { Provider } from './types.ts';

const provider = (change: Partial<Provider>): Provider => ({
  id: 'p-1',
  orgId: null,
  name: '某合作社',
  kind: 'farmersCooperative',
  sizeClass: null,
  socialOrganisation: false,
  certificateNo: null,
  decisionRecordRef: null,
  separateAccounts: false,
  onCreditList: false,
  bannedUntil: null,
  lastGrade: null,
  capabilities: [],
  standing: 'active',
  ...change,
});

const on = (day: string, change: Partial<Provider>) =>
  providerFacts(provider(change), { itemCode: 'A1204', on: localDate(day) });

describe('providerFacts', () => {
  it('a ban holds through its last day', () => {
    const bannedUntil = localDate('2026-09-21');
    expect(on('2026-09-21', { bannedUntil }).provider_banned).toBe(true);
    expect(on('2026-09-22', { bannedUntil }).provider_banned).toBe(false);
    expect(on('2026-09-22', {})).not.toHaveProperty('provider_banned_until');
  });

  it('a poor grade on the same item is held against it for two years', () => {
    const lastGrade = { grade: 'poor', itemCode: 'A1204', on: localDate('2024-09-21') };
    expect(on('2026-09-21', { lastGrade }).recent_poor_grade).toBe(true);
    expect(on('2026-09-22', { lastGrade }).recent_poor_grade).toBe(false);
    expect(on('2026-09-21', { lastGrade: { ...lastGrade, itemCode: 'X' } }).recent_poor_grade).toBe(false);
    expect(on('2026-09-21', { lastGrade: { ...lastGrade, grade: 'fair' } }).recent_poor_grade).toBe(false);
  });

  it('what is no enterprise has no size', () => {
    expect(on('2026-09-21', {}).provider_size).toBe('none');
  });
});
