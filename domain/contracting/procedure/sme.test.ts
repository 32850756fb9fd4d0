import { describe, expect, test } from 'vitest';
import { yuan } from '../../kernel/money.ts';
import { type ConsortiumMember, consortiumLevel, consortiumRefusal, smeClaimOf } from './consortium.ts';
import { deductionRange, deductionRefusal, reserveRefusal, type SmeReserve } from './sme.ts';

describe('the reserve for SMEs', () => {
  const rule = (
    [suitable, reserved, smallMicro]: readonly [number, number, number],
    change: Partial<SmeReserve> = {},
  ) =>
    reserveRefusal({
      ...{ suitableFen: yuan(suitable), reservedFen: yuan(reserved), smallMicroFen: yuan(smallMicro) },
      ...{ noReserveReason: null, ...change },
    })?.rule ?? 'ok';

  test.each([
    ['2 million is reserved whole', 2_000_000, 1_999_999.99, 0, 'POL-01'],
    ['2 million reserved whole', 2_000_000, 2_000_000, 0, 'ok'],
    ['above 2 million, 30 % with 60 % of it small or micro', 2_000_100, 600_030, 360_018, 'ok'],
    ['less than 30 %', 2_000_100, 600_029.99, 600_029.99, 'POL-02'],
    ['less than 60 % of it small or micro', 2_000_100, 600_030, 360_017.99, 'POL-02'],
  ])('%s', (...[_name, suitable, reserved, smallMicro, expected]) => {
    expect(rule([suitable, reserved, smallMicro])).toBe(expected);
  });

  test('a reason lets the small one pass, not the large one', () => {
    const noReserveReason = '市场上没有中小企业提供';
    expect([
      rule([1_000_000, 0, 0], { noReserveReason }),
      rule([3_000_000, 0, 0], { noReserveReason }),
    ]).toEqual(['ok', 'POL-02']);
  });
});

describe('the deduction', () => {
  test('rises on 1 July 2022', () => {
    expect(deductionRange('2022-06-30')).toMatchObject({ smallMicro: [6, 10], share: [2, 3] });
    expect(deductionRange('2022-07-01')).toMatchObject({ smallMicro: [10, 20], share: [4, 6] });
  });

  test.each([
    ['2022-06-30', 6, 2, 'ok'],
    ['2022-06-30', 11, 3, 'POL-03'],
    ['2022-06-30', 10, 4, 'POL-04'],
    ['2022-07-01', 9, 4, 'POL-03'],
    ['2022-07-01', 10, 4, 'ok'],
    ['2022-07-01', 20, 6, 'ok'],
    ['2022-07-01', 21, 6, 'POL-03'],
    ['2022-07-01', 20, 3, 'POL-04'],
  ])(
    'on %s %d %% and %d %%: %s',
    (...[on, smallMicroDeductionPercent, consortiumDeductionPercent, expected]) => {
      const given = { smallMicroDeductionPercent, consortiumDeductionPercent };
      expect(deductionRefusal(on, { ...given, reservedForSme: false })?.rule ?? 'ok').toBe(expected);
      expect(deductionRefusal(on, { ...given, reservedForSme: true })?.rule).toBe('POL-03');
    },
  );
});

describe('a consortium', () => {
  const member = (change: Partial<ConsortiumMember>): ConsortiumMember => ({
    ...{
      providerId: 'a',
      sharePercent: 50,
      smallOrMicro: false,
      doesQualifiedWork: true,
      qualificationLevel: 1,
    },
    ...change,
  });
  const two = [member({ qualificationLevel: 1 }), member({ providerId: 'b', qualificationLevel: 3 })];
  const agreed = { agreementRef: '协议-1', jointLiability: true };

  test('counts with the lowest level of those who do the work', () => {
    expect(consortiumLevel(two)).toBe(3);
    expect(consortiumLevel([...two, member({ doesQualifiedWork: false, qualificationLevel: null })])).toBe(3);
    expect(consortiumLevel([...two, member({ qualificationLevel: null })])).toBeNull();
    expect(consortiumRefusal({ ...agreed, members: two }, 3)).toBeNull();
    expect(consortiumRefusal({ ...agreed, members: two }, 2)?.code).toBe('MemberUnqualified');
  });

  test.each([
    ['no agreement', { ...agreed, agreementRef: ' ', members: two }, 'NoConsortiumAgreement'],
    ['no joint liability', { ...agreed, jointLiability: false, members: two }, 'NoConsortiumAgreement'],
    ['one member', { ...agreed, members: [member({ sharePercent: 100 })] }, 'SharesDoNotAddUp'],
    ['99 %', { ...agreed, members: [member({ sharePercent: 49 }), member({})] }, 'SharesDoNotAddUp'],
  ])('%s is refused', (...[_name, consortium, code]) => {
    expect(consortiumRefusal(consortium, null)?.code).toBe(code);
  });

  test('earns the small deduction from a share of 30 % on', () => {
    const claim = (percent: number) =>
      smeClaimOf([
        member({ sharePercent: percent, smallOrMicro: true }),
        member({ sharePercent: 100 - percent }),
      ]);
    expect([claim(29), claim(30)]).toEqual(['none', 'smallMicroShare']);
    expect(smeClaimOf(two.map((one) => ({ ...one, smallOrMicro: true })))).toBe('smallMicro');
  });
});
