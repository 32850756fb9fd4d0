import { describe, expect, test } from 'vitest';
import type { PolicyWord } from './case-commands.ts';
import { wouldHold } from './condition.ts';
import type { Flow, FlowNode } from './flow.ts';
import { flow, node, ORDINARY, Scene, START, TOWNSHIP, WORDS } from './scene.fixture.ts';
import { openTasks } from './tally.ts';
import { previewUpgrade } from './upgrade.ts';

const title = { zh: '节点', en: 'Node' };
const tasks = (scene: Scene) => openTasks(scene.now).map(({ taskId, userId }) => `${taskId} ${userId}`);
const given = (shown: Flow, more: Partial<typeof ORDINARY>) =>
  new Scene(shown, TOWNSHIP, { ...ORDINARY, ...more });

describe('policy check', () => {
  const shown = flow({
    a: node(['chen'], { next: 'p' }),
    p: { kind: 'policyCheck', title, checkpoint: 'budget', added: node([]), next: 'b' },
    b: node(['liu'], { next: 'c' }),
    c: node(['ma']),
  });
  const after = (verdicts: Readonly<Record<string, PolicyWord>>) => {
    const scene = given(shown, { verdicts });
    expect(scene.approve('chen', 'a#1.1')).toBe('ok');
    return scene;
  };

  test('passes on', () => {
    expect(tasks(after({ budget: { outcome: 'pass', adds: null } }))).toEqual(['b#1.1 liu']);
  });

  test('adds the level that the verdict names, which then leads on', () => {
    const adds = { role: 'townshipFinance', orgId: 'township' } as const;
    const scene = after({ budget: { outcome: 'require-approval', adds } });
    expect(tasks(scene)).toEqual(['p#1.1 sun']);
    expect(scene.approve('sun', 'p#1.1')).toBe('ok');
    expect(tasks(scene)).toEqual(['b#1.1 liu']);
  });

  test('a level that is not named, or held by nobody, follows the empty policy', () => {
    expect(tasks(after({ budget: { outcome: 'require-approval', adds: null } }))).toEqual(['p#1.1 zhou']);
    const adds = { role: 'auditor', orgId: 'township' } as const;
    expect(tasks(after({ budget: { outcome: 'require-approval', adds } }))).toEqual(['p#1.1 zhou']);
  });

  test('sent back to the added level, which needs no word any more: straight back all the same', () => {
    const adds = { role: 'townshipFinance', orgId: 'township' } as const;
    const scene = after({ budget: { outcome: 'require-approval', adds } });
    scene.approve('sun', 'p#1.1');
    scene.approve('liu', 'b#1.1');
    const back = { then: 'straightBack', opinion: WORDS } as const;
    expect(scene.give('ma', 'return', { taskId: 'c#1.1', to: 'p', ...back })).toBe('ok');
    expect(scene.give('sun', 'return', { taskId: 'p#2.1', to: 'initiator', ...back })).toBe('ok');
    scene.context = { ...scene.context, verdicts: { budget: { outcome: 'pass', adds: null } } };
    scene.give('li', 'resubmit', { form: {}, choices: {} });
    expect(tasks(scene)).toEqual(['c#2.1 ma']);
  });

  test.each([
    ['a verdict that blocks', { budget: { outcome: 'block', adds: null } } as const],
    ['no verdict', {}],
    ['a verdict on something else', { contract: { outcome: 'pass', adds: null } } as const],
  ])('%s sends the case back, tells the owner and starts over', (_case, verdicts) => {
    const scene = after(verdicts);
    expect(tasks(scene)).toEqual(['initiator li']);
    expect(scene.now.rounds.find(({ id }) => id === 'a#1')?.status).toBe('undone');
    expect(scene.events.at(-2)).toMatchObject({ type: 'Alerted', data: { tells: 'guo' } });
    scene.context = { ...scene.context, verdicts: { budget: { outcome: 'pass', adds: null } } };
    expect(scene.give('li', 'resubmit', { form: {}, choices: {} })).toBe('ok');
    expect(tasks(scene)).toEqual(['a#2.1 chen']);
  });
});

describe('conditions', () => {
  const big = { fact: 'amountFen', is: 'atLeast', value: 100 } as const;
  const shown = flow(
    {
      c: { kind: 'condition', title, cases: [{ when: big, next: null }], otherwise: 'a' },
      a: node(['chen'], { mandatory: false }),
    },
    { fields: { amountFen: 'number' } },
  );

  test('a case that leads to the end ends the flow; the rest goes the other way', () => {
    expect(given(shown, { form: { amountFen: 100 } }).now.status).toBe('approved');
    expect(tasks(given(shown, { form: { amountFen: 99 } }))).toEqual(['a#1.1 chen']);
  });

  test('what is not known leaves an answer open only where it matters', () => {
    const other = { fact: 'kind', is: 'equals', value: 'new' } as const;
    const facts = { amountFen: 50 };
    expect(wouldHold(other, facts)).toBeNull();
    expect(wouldHold({ every: [big, other] }, facts)).toBe(false);
    expect(wouldHold({ some: [big, other] }, facts)).toBeNull();
    expect(wouldHold({ some: [{ not: big }, other] }, facts)).toBe(true);
    expect(wouldHold({ not: { every: [{ not: big }, other] } }, facts)).toBeNull();
  });
});

const split: FlowNode = { kind: 'parallel', title, branches: ['b', 'c'], join: 'j' };
const join: FlowNode = { kind: 'join', title, next: null };
const branched = flow({
  a: node(['chen'], { next: 'split' }),
  split,
  b: node(['liu'], { next: 'j' }),
  c: node(['sun'], { next: 'j' }),
  j: join,
});

describe('terminate and revive', () => {
  test('as it stood: the open nodes of both branches, not those that have arrived', () => {
    const scene = new Scene(branched);
    scene.approve('chen', 'a#1.1');
    scene.approve('liu', 'b#1.1');
    expect(scene.give('guo', 'terminate', { reason: ' ' })).toBe('OpinionRequired');
    expect(scene.give('guo', 'terminate', { reason: '政策调整' })).toBe('ok');
    expect(tasks(scene)).toEqual([]);
    expect(scene.give('guo', 'revive', { reason: '' })).toBe('OpinionRequired');
    expect(scene.give('guo', 'revive', { reason: '恢复' })).toBe('ok');
    expect(tasks(scene)).toEqual(['c#2.1 sun']);
    expect(scene.approve('sun', 'c#2.1')).toBe('ok');
    expect(scene.now.status).toBe('approved');
  });

  test('signers are found anew, words given before stay as evidence and cannot be taken back', () => {
    const scene = new Scene(branched);
    scene.approve('chen', 'a#1.1');
    scene.give('guo', 'terminate', { reason: '政策调整' });
    const { liu } = TOWNSHIP.people;
    const people = { ...TOWNSHIP.people, ...(liu && { liu: { ...liu, active: false } }) };
    scene.context = { ...scene.context, organisation: { ...TOWNSHIP, people } };
    scene.give('guo', 'revive', { reason: '恢复' });
    expect(tasks(scene)).toEqual(['b#2.1 zhou', 'c#2.1 sun']);
    expect(scene.give('chen', 'takeBack', { taskId: 'a#1.1' })).toBe('TooLate');
  });

  test('a returned case comes back returned, and still straight back to who returned it', () => {
    const scene = new Scene(branched);
    const back = { taskId: 'a#1.1', to: 'initiator', then: 'straightBack', opinion: WORDS } as const;
    scene.give('chen', 'return', back);
    scene.give('guo', 'terminate', { reason: '政策调整' });
    scene.give('guo', 'revive', { reason: '恢复' });
    expect(tasks(scene)).toEqual(['initiator li']);
    scene.give('li', 'resubmit', { form: {}, choices: {} });
    expect(tasks(scene)).toEqual(['a#2.1 chen']);
  });
});

describe('upgrade of a running case', () => {
  const next = (nodes: Flow['nodes'], more: Partial<Flow> = {}): Flow => ({
    ...flow(nodes),
    version: 2,
    start: 'a',
    ...more,
  });
  const upgraded = (scene: Scene, to: Flow) => {
    scene.context = { ...scene.context, upgradeTo: to };
    return scene.give('guo', 'upgrade', { toVersion: 2 });
  };
  const inBranches = () => {
    const scene = new Scene(branched);
    scene.approve('chen', 'a#1.1');
    return scene;
  };
  const nodes = branched.nodes;

  test('a node that is open, or that has passed, stays and stays where it is', () => {
    const rest = Object.fromEntries(Object.entries(nodes).filter(([id]) => id !== 'b'));
    const without = next({
      ...rest,
      split: { ...split, branches: ['c', 'd'] },
      d: node(['ma'], { next: 'j' }),
    });
    expect(previewUpgrade(inBranches().now, branched, without)).toMatchObject({
      added: ['d'],
      removed: ['b'],
      conflicts: ['b', 'c'],
    });
    expect(upgraded(inBranches(), without)).toBe('UpgradeConflict');
  });

  test('a parallel node that has begun gets no further branch: nobody would start it', () => {
    const wider = next({
      ...nodes,
      split: { ...split, branches: ['b', 'c', 'd'] },
      d: node(['ma'], { next: 'j', mandatory: false }),
    });
    expect(previewUpgrade(inBranches().now, branched, wider).conflicts).toEqual(['split']);
    expect(upgraded(inBranches(), wider)).toBe('UpgradeConflict');
    expect(upgraded(new Scene(branched), wider)).toBe('ok');
  });

  test('a mandatory node behind the case would be skipped', () => {
    const early = next({ ...nodes, a: node(['chen'], { next: 'm' }), m: node(['ma'], { next: 'split' }) });
    expect(previewUpgrade(inBranches().now, branched, early).conflicts).toEqual(['m']);
    expect(previewUpgrade(new Scene(branched).now, branched, early).conflicts).toEqual([]);
  });

  test('a node that is to open again after a return has to be there', () => {
    const line = flow({ a: node(['chen'], { next: 'b' }), b: node(['liu']) });
    const scene = new Scene(line);
    scene.approve('chen', 'a#1.1');
    scene.give('liu', 'return', { taskId: 'b#1.1', to: 'a', then: 'straightBack', opinion: WORDS });
    expect(upgraded(scene, next({ a: node(['chen']) }))).toBe('UpgradeConflict');
  });

  test('a form that lacks what the new version asks for is refused; a returned case may still be upgraded', () => {
    const asking = next(nodes, { fields: { amountFen: 'number' } });
    expect(upgraded(new Scene(branched), asking)).toBe('FormIncomplete');
    const scene = new Scene(branched);
    scene.give('chen', 'return', { taskId: 'a#1.1', to: 'initiator', then: 'goOn', opinion: WORDS });
    expect(upgraded(scene, asking)).toBe('ok');
    scene.context = { ...scene.context, flow: asking, upgradeTo: null };
    expect(scene.give('li', 'resubmit', { form: {}, choices: {} })).toBe('FormIncomplete');
  });

  test('another flow, an older version, or one whose proofs fail', () => {
    const scene = new Scene(branched);
    expect(upgraded(scene, next(nodes, { id: 'other' }))).toBe('UpgradeConflict');
    expect(upgraded(scene, { ...branched, version: 1 })).toBe('UpgradeConflict');
    expect(upgraded(scene, next({ ...nodes, lost: node(['ma'], { mandatory: false }) }))).toBe(
      'UpgradeConflict',
    );
    expect(scene.now).toMatchObject({ flowVersion: 1, lastAt: START });
  });
});
