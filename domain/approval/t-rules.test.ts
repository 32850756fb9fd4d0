import { expect, test } from 'vitest';
import { canonicalJson } from '../kernel/canonical.ts';
import { nextTimeOuts } from './decide-notice.ts';
import { tasksHeldBy } from './decide-roll.ts';
import type { VoteRules } from './flow.ts';
import { verbReasons } from './gate-case.ts';
import { flow, node, ORDINARY, Scene, TOWNSHIP, WORDS } from './scene.fixture.ts';
import { openTasks, tally } from './tally.ts';
import { previewUpgrade } from './upgrade.ts';

const VOTE: VoteRules = {
  pass: { kind: 'ratio', part: 2, of: 3, over: false },
  fail: { kind: 'ratio', part: 1, of: 2, over: false },
  stop: 'early',
  tie: 'fail',
  weights: {},
};
const vote = (people: readonly string[]) =>
  flow({ a: node(people, { mode: { kind: 'vote', rules: VOTE } }) });
const tasks = (scene: Scene) => openTasks(scene.now).map(({ taskId, userId }) => `${taskId} ${userId}`);
const first = (scene: Scene) => scene.now.rounds[0] ?? expect.fail('no round');

const branched = () =>
  flow({
    a: node(['chen'], { next: 'split' }),
    split: { kind: 'parallel', title: WORDS_TITLE, branches: ['b', 'c'], join: 'joined' },
    b: node(['liu'], { next: 'joined' }),
    c: node(['sun'], { next: 'joined' }),
    joined: { kind: 'join', title: WORDS_TITLE, next: null },
  });
const WORDS_TITLE = { zh: '并行', en: 'Parallel' };

/** The rows of the guide that settle what others get wrong; a row that is missing does not compile. T11 is not given. */
type Row = `T${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 12 | 13 | 14 | 15}`;

const ROWS: Readonly<Record<Row, { readonly says: string; readonly shown: () => void }>> = {
  T1: {
    says: 'the last pending signer is removed: recorded with reason, and the empty policy names the supervisor',
    shown() {
      const scene = new Scene(flow({ a: node(['chen']) }));
      expect(scene.give('guo', 'removeSign', { taskId: 'a#1.1', reason: '' })).toBe('OpinionRequired');
      expect(scene.give('guo', 'removeSign', { taskId: 'a#1.1', reason: '调离' })).toBe('ok');
      expect(scene.events).toContainEqual(
        expect.objectContaining({
          type: 'SeatLeft',
          data: expect.objectContaining({ reason: '调离' }) as unknown,
        }),
      );
      expect(tasks(scene)).toEqual(['a#1.2 zhou']);
    },
  },
  T2: {
    says: 'the denominator is the frozen roll: abstentions stay in it, a transfer changes nothing',
    shown() {
      const scene = new Scene(vote(['chen', 'liu', 'sun']));
      expect(scene.give('chen', 'abstain', { taskId: 'a#1.1', opinion: WORDS })).toBe('ok');
      expect(scene.give('liu', 'transfer', { taskId: 'a#1.2', to: 'ma', reason: '出差' })).toBe('ok');
      expect(scene.approve('ma', 'a#1.2')).toBe('ok');
      expect(tally(first(scene))).toEqual({ total: 3, yes: 1, no: 0, abstained: 1, recused: 0, pending: 1 });
      expect(scene.approve('sun', 'a#1.3')).toBe('ok');
      expect(scene.now.status).toBe('approved');
    },
  },
  T3: {
    says: 'nobody resolves: the named supervisor signs and is alerted; it passes only by a cited rule',
    shown() {
      const closed = new Scene(flow({ a: node([]) }));
      expect(tasks(closed)).toEqual(['a#1.1 zhou']);
      expect(closed.events.map(({ type }) => type)).toContain('Alerted');
      const citation = { document: '内部规程', article: '3', confidence: 'D' } as const;
      const open = new Scene(flow({ a: node([], { empty: { to: 'pass', citation } }) }));
      expect(open.now.status).toBe('approved');
      expect(open.events).toContainEqual(
        expect.objectContaining({
          type: 'RoundClosed',
          data: expect.objectContaining({ citation }) as unknown,
        }),
      );
    },
  },
  T4: {
    says: 'the initiator is the approver: one level up, then the cross-check role; never by any other way',
    shown() {
      const scene = new Scene(flow({ a: node(['li'], { money: true, self: 'allow' }) }));
      expect(tasks(scene)).toEqual(['a#1.1 wang']);
      expect(scene.give('wang', 'transfer', { taskId: 'a#1.1', to: 'li', reason: '转' })).toBe(
        'SegregationOfDuties',
      );
      const head = new Scene(flow({ a: node(['zhao']) }), TOWNSHIP, { ...ORDINARY, initiator: 'zhao' });
      expect(tasks(head)).toEqual(['a#1.1 sun']);
    },
  },
  T5: {
    says: 'the same person twice: linked by the system, except where a signature or a capacity is asked',
    shown() {
      const again = (more: Parameters<typeof node>[1]) => {
        const scene = new Scene(
          flow({ a: node(['chen'], { next: 'b' }), b: node(['chen'], { duplicate: 'link', ...more }) }),
        );
        expect(scene.approve('chen', 'a#1.1')).toBe('ok');
        return scene;
      };
      const linked = again({});
      expect(linked.now.status).toBe('approved');
      expect(linked.now.rounds[1]?.seats[0]?.answer).toMatchObject({ by: 'system', linkedTo: 'a#1.1' });
      const requires = { opinion: true, attachment: false, signature: true, seal: false };
      expect(tasks(again({ requires }))).toEqual(['b#1.1 chen']);
      expect(tasks(again({ capacity: { zh: '组长', en: 'Chair' } }))).toEqual(['b#1.1 chen']);
    },
  },
  T6: {
    says: 'one refusal in a vote decides nothing before the fail threshold',
    shown() {
      const scene = new Scene(vote(['chen', 'liu', 'sun']));
      scene.give('chen', 'reject', { taskId: 'a#1.1', opinion: WORDS });
      expect(scene.now.status).toBe('running');
      scene.give('liu', 'reject', { taskId: 'a#1.2', opinion: WORDS });
      expect(scene.now.status).toBe('rejected');
    },
  },
  T7: {
    says: 'add sign, then transfer: the task keeps its id',
    shown() {
      const scene = new Scene(flow({ a: node(['chen']) }));
      expect(scene.give('chen', 'addSign', { taskId: 'a#1.1', position: 'before', people: ['liu'] })).toBe(
        'ok',
      );
      expect(tasks(scene)).toEqual(['a#1.2 liu']);
      expect(scene.approve('chen', 'a#1.1')).toBe('TaskNotOpen');
      expect(scene.approve('liu', 'a#1.2')).toBe('ok');
      expect(scene.give('chen', 'transfer', { taskId: 'a#1.1', to: 'sun', reason: '出差' })).toBe('ok');
      expect(tasks(scene)).toEqual(['a#1.1 sun']);
    },
  },
  T8: {
    says: 'return out of a parallel node: siblings are cancelled with a cause and come back once',
    shown() {
      const scene = new Scene(branched());
      scene.approve('chen', 'a#1.1');
      expect(tasks(scene)).toEqual(['b#1.1 liu', 'c#1.1 sun']);
      const back = { taskId: 'b#1.1', to: 'a', then: 'straightBack', opinion: WORDS } as const;
      expect(scene.give('liu', 'return', back)).toBe('ok');
      expect(scene.now.rounds.find(({ id }) => id === 'c#1')).toMatchObject({
        status: 'cancelled',
        cause: { en: 'Cancelled by a return' },
      });
      expect(tasks(scene)).toEqual(['a#2.1 chen']);
      scene.approve('chen', 'a#2.1');
      expect(tasks(scene)).toEqual(['b#2.1 liu', 'c#2.1 sun']);
    },
  },
  T9: {
    says: 'take-back and approve race: the loser hears what came first, and what is allowed now',
    shown() {
      const scene = new Scene(flow({ a: node(['chen'], { next: 'b' }), b: node(['liu', 'sun']) }));
      scene.approve('chen', 'a#1.1');
      expect(scene.give('chen', 'takeBack', { taskId: 'a#1.1' })).toBe('ok');
      expect(tasks(scene)).toEqual(['a#1.1 chen']);
      scene.approve('chen', 'a#1.1');
      scene.approve('liu', 'b#2.1');
      expect(scene.give('chen', 'takeBack', { taskId: 'a#1.1' })).toBe('TooLate');
      const open = (by: string) =>
        verbReasons(scene.now, by, scene.context).filter((one) => one.taskId !== null && one.reason === null);
      expect(open('chen')).toEqual([]);
      expect(open('sun')).toContainEqual({ verb: 'approve', taskId: 'b#2.2', reason: null });
    },
  },
  T10: {
    says: 'a disabled approver: alert once, then a supervised hand-over; the heir on the roll is recused',
    shown() {
      const scene = new Scene(flow({ a: node(['chen', 'liu']) }));
      const { chen } = TOWNSHIP.people;
      const people = { ...TOWNSHIP.people, ...(chen && { chen: { ...chen, active: false } }) };
      scene.context = { ...scene.context, organisation: { ...TOWNSHIP, people } };
      expect(scene.give('system', 'review', {})).toBe('ok');
      expect(scene.give('system', 'review', {})).toBe('ok');
      expect(scene.events.filter(({ type }) => type === 'Alerted')).toHaveLength(1);
      expect(scene.approve('chen', 'a#1.1')).toBe('NotActive');
      expect(tasksHeldBy(scene.now, 'chen').map(({ seat }) => seat.id)).toEqual(['a#1.1']);
      expect(scene.give('ma', 'handOver', { from: 'chen', to: 'liu', reason: '离职' })).toBe('ok');
      expect(first(scene).seats[0]?.standing).toBe('recused');
    },
  },
  T12: {
    says: 'time-out: remind, then escalate, then nothing; it approves only by a cited rule',
    shown() {
      const scene = new Scene(flow({ a: node(['chen']) }));
      const fire = () => scene.give('system', 'timeOut', { target: 'a#1.1' });
      expect(nextTimeOuts(scene.now, scene.context)).toEqual([{ target: 'a#1.1', on: '2026-03-04' }]);
      expect(fire()).toBe('NotDue');
      scene.at('2026-03-20T01:00:00.000Z');
      expect([fire(), fire(), fire()]).toEqual(['ok', 'ok', 'LadderEnded']);
      expect(scene.events.filter(({ type }) => type === 'ClockSpoke')).toMatchObject([
        { actor: 'system', data: { tells: 'chen', rule: 'AP-16', evidence: { dueOn: '2026-03-05' } } },
        { actor: 'system', data: { tells: 'wang' } },
      ]);
      expect(scene.now.status).toBe('running');
    },
  },
  T13: {
    says: 'back-dating is refused; event time and record time are both kept',
    shown() {
      const scene = new Scene(flow({ a: node(['chen']) })).at('2026-03-04T06:00:00.000Z');
      const approve = (occurredAt: string) =>
        scene.command({
          verb: 'approve',
          by: 'chen',
          occurredAt,
          data: { taskId: 'a#1.1', opinion: WORDS, choices: {} },
        });
      expect(approve('2026-03-03T06:00:00.000Z')).toBe('BackDated');
      expect(approve('2026-03-04T07:00:00.000Z')).toBe('InTheFuture');
      expect(approve('2026-03-04T05:00:00.000Z')).toBe('ok');
      expect(scene.events.at(-1)).toMatchObject({
        occurredAt: '2026-03-04T05:00:00.000Z',
        recordedAt: '2026-03-04T06:00:00.000Z',
      });
    },
  },
  T14: {
    says: 'chains: kept whole, limited in depth, no loops',
    shown() {
      const scene = new Scene(flow({ a: node(['chen']) }));
      const pass = (by: string, to: string) =>
        scene.give(by, 'transfer', { taskId: 'a#1.1', to, reason: '转办' });
      expect([pass('chen', 'liu'), pass('liu', 'chen'), pass('liu', 'sun'), pass('sun', 'zhou')]).toEqual([
        'ok',
        'Loop',
        'ok',
        'ChainTooLong',
      ]);
      expect(first(scene).seats[0]?.chain.map(({ from, to }) => `${from}-${to}`)).toEqual([
        'chen-liu',
        'liu-sun',
      ]);
    },
  },
  T15: {
    says: 'a case keeps its version; an upgrade is previewed, proven, and then an event',
    shown() {
      const old = flow({ a: node(['chen'], { next: 'b' }), b: node(['liu']) });
      const next = { ...old, version: 2, nodes: { ...old.nodes, b: node(['sun']) } };
      const scene = new Scene(old);
      const before = canonicalJson(scene.now);
      expect(previewUpgrade(scene.now, old, next)).toEqual({
        added: [],
        removed: [],
        changed: ['b'],
        conflicts: [],
      });
      expect(canonicalJson(scene.now)).toBe(before);
      expect(scene.give('guo', 'upgrade', { toVersion: 2 })).toBe('UpgradeConflict');
      scene.context = { ...scene.context, upgradeTo: next };
      expect(scene.give('guo', 'upgrade', { toVersion: 2 })).toBe('ok');
      scene.context = { ...scene.context, flow: next, upgradeTo: null };
      scene.approve('chen', 'a#1.1');
      expect(tasks(scene)).toEqual(['b#1.1 sun']);
    },
  },
};

test.each(Object.entries(ROWS).map(([row, { says, shown }]) => [row, says, shown] as const))(
  '%s %s',
  (_, __, shown) => {
    expect.hasAssertions();
    shown();
  },
);
