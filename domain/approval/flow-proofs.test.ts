import { describe, expect, test } from 'vitest';
import { text } from '../kernel/text.ts';
import type { Flow, FlowNode } from './flow.ts';
import { provePublishable } from './flow-proofs.ts';
import { budgetAdjustmentFlow } from './flows/budget-adjustment.ts';
import { catalogueChangeFlow } from './flows/catalogue-change.ts';
import { committeeFlow } from './flows/committee.ts';
import { departmentsFlow } from './flows/departments.ts';
import { extensionFlow } from './flows/extension.ts';
import { leaveFlow } from './flows/leave.ts';
import { flow, node, TOWNSHIP } from './scene.fixture.ts';

const STEWARDS = { owner: 'guo', supervisor: 'zhou', crossCheckOrgId: 'township' };
const title = text('节点', 'Node');
const faults = (shown: Flow) => provePublishable(shown, TOWNSHIP).map(({ proof, path }) => [proof, path]);

const SHIPPED = [
  ...[leaveFlow, committeeFlow, departmentsFlow],
  ...[catalogueChangeFlow, budgetAdjustmentFlow, extensionFlow],
];

test.each(SHIPPED)('the shipped flow %# holds every proof', (make) => {
  expect(provePublishable(make(STEWARDS), TOWNSHIP)).toEqual([]);
});

describe('a failing proof shows the path', () => {
  const condition = (next: string | null): FlowNode => ({
    kind: 'condition',
    title,
    cases: [{ when: { fact: 'amountFen', is: 'atLeast', value: 1 }, next }],
    otherwise: null,
  });

  test('a node that nobody reaches', () => {
    expect(faults(flow({ a: node(['chen']), b: node(['liu'], { mandatory: false }) }))).toEqual([
      ['reachable', ['b']],
    ]);
  });
  test('a circle', () => {
    expect(faults(flow({ a: node(['chen'], { next: 'b' }), b: node(['liu'], { next: 'a' }) }))).toEqual([
      ['ends', ['a', 'b', 'a']],
    ]);
  });
  test('a way round a mandatory stage', () => {
    const shown = flow({ c: condition('a'), a: node(['chen']) }, { fields: { amountFen: 'number' } });
    expect(faults(shown)).toEqual([['mandatory', ['c']]]);
  });
  test('a condition on a fact the form lacks', () => {
    expect(faults(flow({ c: condition('a'), a: node(['chen'], { mandatory: false }) }))).toEqual([
      ['facts', ['c', 'amountFen']],
    ]);
  });
  test('no empty policy, and a supervisor who is not there', () => {
    expect(faults(flow({ a: node(['chen'], { empty: null }) }))).toEqual([['emptyPolicy', ['a']]]);
    const nobody = { to: 'supervisor', userId: 'nobody' } as const;
    expect(faults(flow({ a: node(['chen'], { empty: nobody }) }))).toEqual([['emptyPolicy', ['a']]]);
  });
  test('thresholds that pass and fail at once', () => {
    const half = { kind: 'ratio', part: 1, of: 2, over: false } as const;
    const rules = { pass: half, fail: half, stop: 'early', tie: 'fail', weights: {} } as const;
    expect(faults(flow({ a: node(['chen'], { mode: { kind: 'vote', rules } }) }))).toEqual([
      ['thresholds', ['a', '1/2 yes and 1/2 no pass and fail at once']],
    ]);
  });
  test('a money stage where the initiator may sign', () => {
    const shown = flow({ a: node(['chen'], { money: true, self: 'allow' }) });
    expect(faults(shown)).toContainEqual(['segregation', ['li', 'a']]);
  });
  test('a limit that cannot be kept', () => {
    const limit = { dueWorkingDays: 2, reminderWorkingDays: 1, escalateTo: [], decides: null };
    const clock = (more: object) => faults(flow({ a: node(['chen'], { limit: { ...limit, ...more } }) }));
    expect(clock({})).toEqual([]);
    expect(clock({ dueWorkingDays: 0 })).toContainEqual(['clock', ['a', 'dueWorkingDays']]);
    expect(clock({ reminderWorkingDays: 3 })).toEqual([['clock', ['a', 'reminderWorkingDays']]]);
    expect(clock({ workWorkingDays: 2.5 })).toEqual([['clock', ['a', 'workWorkingDays']]]);
    expect(faults(flow({ t: { kind: 'timer', title, workingDays: -1, next: null } }))).toEqual([
      ['clock', ['t', 'workingDays']],
    ]);
    const limits = { chain: 2, nesting: 2, added: 5, urgeEveryHours: 4, extensions: -1 };
    expect(faults(flow({ a: node(['chen']) }, { limits }))).toEqual([['clock', ['(limits)', 'extensions']]]);
  });
  test('a batch on money', () => {
    expect(faults(flow({ a: node(['chen'], { money: true, batchAllowed: true }) }))).toEqual([
      ['batch', ['a', 'money']],
    ]);
  });
  test('a branch that misses its join', () => {
    const split: FlowNode = { kind: 'parallel', title, branches: ['a', 'b'], join: 'j' };
    const join: FlowNode = { kind: 'join', title, next: null };
    const nodes = { split, a: node(['chen'], { next: 'j' }), b: node(['liu']), j: join };
    expect(faults(flow(nodes))).toContainEqual(['structure', ['split', 'b']]);
  });
});
