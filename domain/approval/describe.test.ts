import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayBatch } from './batch.ts';
import type { Decision } from './case.ts';
import { describeFlow } from './describe-flow.ts';
import { describeVote, voteExample } from './describe-vote.ts';
import type { Threshold, VoteRules } from './flow.ts';
import { budgetAdjustmentFlow } from './flows/budget-adjustment.ts';
import { committeeFlow } from './flows/committee.ts';
import { departmentsFlow } from './flows/departments.ts';
import { leaveFlow } from './flows/leave.ts';
import { OPINION_PHRASES } from './phrases.ts';
import { flow, node, Scene, TOWNSHIP, WORDS } from './scene.fixture.ts';
import { outcomeOf, tally } from './tally.ts';

const STEWARDS = { owner: 'guo', supervisor: 'zhou', crossCheckOrgId: 'township' };
const RULES: VoteRules = {
  pass: { kind: 'ratio', part: 2, of: 3, over: false },
  fail: { kind: 'ratio', part: 1, of: 3, over: true },
  stop: 'early',
  tie: 'fail',
  weights: {},
};

describe('a vote in words', () => {
  test('thresholds, an example, early stop, tie and the denominator, in both languages', () => {
    expect(describeVote(RULES, [7])).toEqual({
      zh: '同意达到名单的 2/3即通过，不同意超过名单的 1/3即不通过；例：7 人中 5 人同意即通过，3 人不同意即不通过；一达到即有结论，不再等其他人；所有人表态后两者都未达到的，视为不通过；弃权和回避计入总数，既不算同意也不算不同意。',
      en: 'Passed by a yes of at least 2/3 of the roll, refused by a no of more than 1/3 of the roll; example: of 7 people: 5 yes and it is passed, 3 no and it is refused; decided as soon as one is reached, without waiting for the rest; when everybody has spoken and neither is reached, it is refused; abstentions and recusals stay in the total and are neither yes nor no.',
    });
    const counted = { ...RULES, pass: { kind: 'count', count: 4 }, weights: { chen: 2 } } as const;
    expect(describeVote(counted, [3]).zh).toContain('3 权重中 不可能通过');
  });

  const ratio: fc.Arbitrary<Threshold> = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 4 }), fc.boolean())
    .map(([part, more, over]) => ({ kind: 'ratio', part, of: part + more, over }));
  const count: fc.Arbitrary<Threshold> = fc
    .integer({ min: 1, max: 9 })
    .map((votes) => ({ kind: 'count', count: votes }));
  const rules: fc.Arbitrary<VoteRules> = fc.record({
    pass: fc.oneof(ratio, count),
    fail: fc.oneof(ratio, count),
    stop: fc.constantFrom('early', 'whenAllHaveVoted'),
    tie: fc.constantFrom('pass', 'fail'),
    weights: fc.constantFrom({}, { chen: 2, sun: 3 }),
  });
  const PEOPLE = ['chen', 'liu', 'sun', 'zhou', 'ma', 'wang', 'zhao'];
  const words = fc.array(fc.constantFrom<Decision | null>('approve', 'reject', 'abstain', null), {
    minLength: 1,
    maxLength: PEOPLE.length,
  });

  test('the words say what the count does (seed printed on failure)', () => {
    fc.assert(
      fc.property(rules, words, (declared, said) => {
        const people = PEOPLE.slice(0, said.length);
        const scene = new Scene(flow({ a: node(people, { mode: { kind: 'vote', rules: declared } }) }));
        const opened = scene.now.rounds[0] ?? expect.fail('no round');
        const seats = opened.seats.map((seat, index) => {
          const decision = said[index] ?? null;
          const answer = decision && { decision, by: seat.holder, opinion: WORDS, seq: 2, linkedTo: null };
          return { ...seat, answer };
        });
        const round = { ...opened, seats };
        const { total, yes, no, pending } = tally(round);
        const { passesFrom, failsFrom } = voteExample(declared, total);
        const passes = passesFrom !== null && yes >= passesFrom;
        const fails = failsFrom !== null && no >= failsFrom;
        const waits = pending > 0 && (declared.stop === 'whenAllHaveVoted' || (!passes && !fails));
        const expected = waits ? null : passes ? 'pass' : fails ? 'fail' : declared.tie;
        expect(outcomeOf(round)).toBe(expected);
      }),
    );
  });
});

test('a flow in words: each node once, with who signs, what a vote means, what an empty roll and a time-out do', () => {
  const told = describeFlow(committeeFlow(STEWARDS));
  expect(told.map(({ node: id }) => id)).toEqual(['vote', 'confirm']);
  const zh = told[0]?.sentences.map((one) => one.zh).join('\n') ?? '';
  expect(zh).toContain('审批人：按用户组（committee）');
  expect(zh).toContain('7 人中 5 人同意即通过，3 人不同意即不通过');
  expect(zh).toContain('无人可签时由主管 zhou 签');
  expect(zh).toContain('不会自动通过');
  const all = [leaveFlow, departmentsFlow, budgetAdjustmentFlow].flatMap((make) =>
    describeFlow(make(STEWARDS)),
  );
  const english = all.flatMap(({ sentences }) => sentences.map(({ en }) => en));
  expect(english).toContain('If not (days is below 4): to “Leader above”');
  expect(english).toContain('If kind is transfer: to “the end”');
  expect(english.filter((one) => /[\u4e00-\u9fff]/.test(one))).toEqual([]);
  const roll = describeFlow(
    flow({ a: node(['chen', 'liu'], { mode: { kind: 'vote', rules: { ...RULES, weights: { chen: 4 } } } }) }),
  );
  expect(roll[0]?.sentences[1]?.en).toContain('of 5 weights: 4 yes and it is passed, 2 no and it is refused');
});

describe('batch', () => {
  const plain = { opinion: false, attachment: false, signature: false, seal: false };
  const ask = (more: Parameters<typeof node>[1], batchAllowed = true) => {
    const shown = flow({ a: node(['chen', 'liu'], { requires: plain, ...more }) }, { batchAllowed });
    return mayBatch(new Scene(shown).now, 'a#1.1', shown);
  };

  test('where the flow allows and the node asks for no more than a word', () => {
    expect(ask({})).toBeNull();
    expect(ask({}, false)).toMatchObject({ code: 'BatchNotAllowed', facts: { because: 'flow' } });
    expect(ask({ batchAllowed: true }, false)).toBeNull();
    expect(ask({ batchAllowed: false })).toMatchObject({ facts: { because: 'flow' } });
  });

  test.each([
    ['money', { money: true }],
    ['vote', { mode: { kind: 'vote', rules: RULES } as const }],
    ['capacity', { capacity: { zh: '委员', en: 'Member' } }],
    ['signature', { requires: { ...plain, signature: true } }],
    ['seal', { requires: { ...plain, seal: true } }],
    ['attachment', { requires: { ...plain, attachment: true } }],
  ])('never: %s', (because, more) => {
    expect(ask({ ...more, batchAllowed: true })).toMatchObject({ facts: { because } });
  });

  test('an opinion is written for each, unless the node itself allows one for all', () => {
    const requires = { ...plain, opinion: true };
    expect(ask({ requires })).toMatchObject({ facts: { because: 'opinion' } });
    expect(ask({ requires, batchAllowed: true })).toBeNull();
  });

  test('only an open task of a running case', () => {
    const shown = flow({ a: node(['chen', 'liu'], { requires: plain }) }, { batchAllowed: true });
    const scene = new Scene(shown, TOWNSHIP);
    scene.approve('chen', 'a#1.1');
    expect(mayBatch(scene.now, 'a#1.1', shown)).toMatchObject({ code: 'TaskNotOpen' });
    expect(mayBatch(scene.now, 'none', shown)).toMatchObject({ code: 'NoSuchTask' });
    scene.give('guo', 'pause', { cause: 'forceMajeure', reason: '洪水' });
    expect(mayBatch(scene.now, 'a#1.2', shown)).toMatchObject({ code: 'TaskNotOpen' });
  });
});

test('phrases: every one in both languages, none twice', () => {
  const all = Object.values(OPINION_PHRASES).flat();
  for (const { zh, en } of all) expect([zh, en]).not.toContain('');
  expect(new Set(all.map(({ zh }) => zh)).size).toBe(all.length);
});
