import { describe, expect, it } from 'vitest';
import { createPolicyCheck } from '../engine/policy.ts';
import { reachOf } from './reach.ts';
import { shippedPacks } from './shipped.ts';
import type { Violation } from './violation.fixture.ts';
import { violationsBeforeMoney } from './violations-before-money.fixture.ts';
import { violationsFromContract } from './violations-from-contract.fixture.ts';
import { violationsOfAward } from './violations-of-award.fixture.ts';
import { violationsOfDisputes } from './violations-of-disputes.fixture.ts';
import { violationsOfNotice } from './violations-of-notice.fixture.ts';

const policy = createPolicyCheck();
const violations: readonly Violation[] = [
  ...violationsBeforeMoney,
  ...violationsOfNotice,
  ...violationsOfAward,
  ...violationsOfDisputes,
  ...violationsFromContract,
];

const fired = async ({ question }: Violation) => {
  const { findings } = await policy.check(question);
  expect(findings.filter(({ result }) => result === 'undetermined')).toEqual([]);
  return findings.map(({ rule }) => rule);
};

describe('a real command that breaks one thing', () => {
  it.each(violations.map((one) => [one.question.checkpoint, one.what, one] as const))(
    '%s: %s',
    async (_, __, one) => {
      expect(await fired(one)).toEqual(one.rules);
    },
  );

  it('every rule bound to a step can be broken by a real command', () => {
    const broken = new Set(violations.flatMap(({ rules }) => rules));
    const ids = new Set(reachOf(shippedPacks).bound.map(({ id }) => id));
    expect([...ids].filter((id) => !broken.has(id))).toEqual([]);
  });
});
