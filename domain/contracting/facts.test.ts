import { describe, expect, it } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { checkFacts, contractTermMonths, requirementFacts, signingFacts } from './facts.ts';
import type { Requirement } from './types.ts';

const term = (startsOn: string, endsOn: string) =>
  contractTermMonths({ startsOn: localDate(startsOn), endsOn: localDate(endsOn) });

describe('contractTermMonths', () => {
  it.each([
    ['2026-01-01', '2026-12-31', 12],
    ['2026-01-01', '2027-01-01', 12],
    ['2026-01-01', '2027-01-02', 13],
    ['2026-10-01', '2029-10-01', 36],
    ['2026-10-01', '2029-10-02', 37],
    ['2026-01-31', '2026-02-28', 1],
    ['2026-05-05', '2026-05-05', 0],
  ])('%s to %s is %i', (startsOn, endsOn, months) => {
    expect(term(startsOn, endsOn)).toBe(months);
  });
});

describe('signingFacts', () => {
  const calendar = { version: 't', years: { 2026: { notice: 'n', holidays: [], makeUpDays: [] } } };
  const late = (awardedOn: string, on: string) =>
    signingFacts(localDate(awardedOn), localDate(on), { calendar }).days_past_signing_limit;

  it('counts thirty days, the day of the notice not among them', () => {
    expect(late('2026-08-19', '2026-09-18')).toBe(0);
    expect(late('2026-08-19', '2026-09-19')).toBe(1);
  });

  it('moves an end on Saturday to Monday', () => {
    expect(late('2026-08-20', '2026-09-21')).toBe(0);
    expect(late('2026-08-20', '2026-09-22')).toBe(1);
  });
});

describe('requirementFacts', () => {
  const requirement: Requirement = {
    content: '内容',
    quantity: '1',
    standard: '标准',
    termMonths: 0,
    acceptanceItems: [' '],
    acceptancePlan: '方案',
    ceilingFen: fen(101),
    floorFen: null,
    publicConsultationRef: null,
    survey: { subjects: 3, on: localDate('2025-09-21') },
  };

  it('names the missing parts and measures the ceiling against the budget', () => {
    const facts = requirementFacts(requirement, 100, localDate('2026-09-21'));
    expect(facts.missing_requirement_parts).toEqual(['term', 'acceptanceItems']);
    expect(facts.ceiling_over_budget_fen).toBe(1);
  });

  it('a survey holds for a year to the day; one in the future or none does not count', () => {
    const within = (on: string, survey = requirement.survey) =>
      requirementFacts({ ...requirement, survey }, 100, localDate(on)).survey_within_year;
    expect(within('2026-09-21')).toBe(true);
    expect(within('2026-09-22')).toBe(false);
    expect(within('2025-09-20')).toBe(false);
    expect(within('2026-09-21', null)).toBe(false);
  });
});

describe('checkFacts', () => {
  const check = {
    creditCheckedOn: null,
    sixConditionsProven: true,
    sharesControlWithBidder: false,
    designedOrSupervised: false,
    interestWithoutRecusal: false,
  };

  it('a credit check that was not made has no age', () => {
    expect(checkFacts(check, localDate('2026-09-21'))).not.toHaveProperty('credit_check_age_days');
    const made = { ...check, creditCheckedOn: localDate('2026-09-01') };
    expect(checkFacts(made, localDate('2026-09-21')).credit_check_age_days).toBe(20);
  });
});
