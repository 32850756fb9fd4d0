import { describe, expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import type { CaseStatus } from './case.ts';
import type { CaseCommand, Verb } from './case-commands.ts';
import type { VoteRules } from './flow.ts';
import { flow, node, ORDINARY, Scene, TOWNSHIP, WORDS } from './scene.fixture.ts';
import { openTasks } from './tally.ts';

const WORDS_TITLE = { zh: '是否大额', en: 'Is it large' };

const RULES: VoteRules = {
  pass: { kind: 'ratio', part: 2, of: 3, over: false },
  fail: { kind: 'ratio', part: 1, of: 2, over: false },
  stop: 'whenAllHaveVoted',
  tie: 'fail',
  weights: {},
};

/** Chen and Liu vote, Sun has been copied in; then each state by the shortest way. */
const WAYS: Readonly<Record<CaseStatus, (scene: Scene) => void>> = {
  running: () => undefined,
  paused: (scene) => scene.give('guo', 'pause', { cause: 'forceMajeure', reason: '洪水' }),
  returned: (scene) =>
    scene.give('chen', 'return', { taskId: 'a#1.1', to: 'initiator', then: 'goOn', opinion: WORDS }),
  withdrawn: (scene) => scene.give('li', 'withdraw', { reason: '改期' }),
  terminated: (scene) => scene.give('guo', 'terminate', { reason: '政策调整' }),
  approved: (scene) => {
    scene.approve('chen', 'a#1.1');
    scene.approve('liu', 'a#1.2');
  },
  rejected: (scene) => {
    scene.give('chen', 'reject', { taskId: 'a#1.1', opinion: WORDS });
    scene.give('liu', 'reject', { taskId: 'a#1.2', opinion: WORDS });
  },
};

const arrive = (status: CaseStatus): Scene => {
  const shown = flow({ a: node(['chen', 'liu'], { mode: { kind: 'vote', rules: RULES } }) });
  const scene = new Scene(shown);
  expect(scene.give('li', 'carbonCopy', { to: ['sun'] })).toBe('ok');
  WAYS[status](scene);
  expect(scene.now.status).toBe(status);
  return scene.at('2026-03-20T01:00:00.000Z');
};

const task = { taskId: 'a#1.1' };
type Given = Pick<CaseCommand, 'verb' | 'by' | 'data'>;

/** Each verb by the person entitled to it. */
const COMMANDS: Readonly<Record<Verb, Given>> = {
  approve: { verb: 'approve', by: 'chen', data: { ...task, opinion: WORDS, choices: {} } },
  reject: { verb: 'reject', by: 'chen', data: { ...task, opinion: WORDS } },
  abstain: { verb: 'abstain', by: 'chen', data: { ...task, opinion: WORDS } },
  recuse: { verb: 'recuse', by: 'chen', data: { ...task, reason: '亲属' } },
  return: { verb: 'return', by: 'chen', data: { ...task, to: 'initiator', then: 'goOn', opinion: WORDS } },
  takeBack: { verb: 'takeBack', by: 'chen', data: task },
  withdraw: { verb: 'withdraw', by: 'li', data: { reason: '改期' } },
  resubmit: { verb: 'resubmit', by: 'li', data: { form: {}, choices: {} } },
  addSign: { verb: 'addSign', by: 'chen', data: { ...task, position: 'after', people: ['sun'] } },
  removeSign: { verb: 'removeSign', by: 'guo', data: { ...task, reason: '调离' } },
  transfer: { verb: 'transfer', by: 'chen', data: { ...task, to: 'sun', reason: '出差' } },
  delegate: { verb: 'delegate', by: 'chen', data: { ...task, to: 'sun', reason: '请协助' } },
  answer: { verb: 'answer', by: 'chen', data: { ...task, opinion: WORDS } },
  proxy: { verb: 'proxy', by: 'chen', data: task },
  handOver: { verb: 'handOver', by: 'ma', data: { from: 'chen', to: 'sun', reason: '离职' } },
  urge: { verb: 'urge', by: 'li', data: {} },
  carbonCopy: { verb: 'carbonCopy', by: 'li', data: { to: ['wang'] } },
  readCopy: { verb: 'readCopy', by: 'sun', data: {} },
  comment: { verb: 'comment', by: 'li', data: { text: '请看附件' } },
  terminate: { verb: 'terminate', by: 'guo', data: { reason: '政策调整' } },
  revive: { verb: 'revive', by: 'guo', data: { reason: '恢复办理' } },
  timeOut: { verb: 'timeOut', by: 'system', data: { target: 'a#1.1' } },
  review: { verb: 'review', by: 'system', data: {} },
  upgrade: { verb: 'upgrade', by: 'guo', data: { toVersion: 2 } },
  pause: { verb: 'pause', by: 'zhou', data: { cause: 'forceMajeure', reason: '洪水' } },
  resume: { verb: 'resume', by: 'zhou', data: { reason: '水退' } },
  askExtension: {
    verb: 'askExtension',
    by: 'chen',
    data: { ...task, to: localDate('2026-03-31'), cause: '等待评审' },
  },
  extend: { verb: 'extend', by: 'system', data: { ...task, granted: true, approval: 'c2' } },
};

// One way for each state there is, in the order of the columns.
const STATES = Object.keys(WAYS) as CaseStatus[];

/** One line a verb, one column a state: `+` allowed, `-` not now, otherwise the code of the refusal. */
const TABLE: Readonly<Record<Verb, string>> = {
  approve: '+ - - - - - -',
  reject: '+ - - - - - -',
  abstain: '+ - - - - - -',
  recuse: '+ - - - - - -',
  return: '+ - - - - - -',
  takeBack: 'NotYours - - - - - -',
  withdraw: '+ + + - - - -',
  resubmit: '- - + + - - -',
  addSign: '+ - - - - - -',
  removeSign: '+ - - - - - -',
  transfer: '+ - - - - - -',
  delegate: '+ - - - - - -',
  answer: '- - - - - - -',
  proxy: 'NoProxy - - - - - -',
  handOver: '+ + - - - - -',
  urge: '+ - - - - - -',
  carbonCopy: '+ + + - - - -',
  readCopy: '+ + + + + + +',
  comment: '+ + + + + + +',
  terminate: '+ + + - - - -',
  revive: '- - - - + - -',
  timeOut: '+ - - - - - -',
  review: '+ + + - - - -',
  upgrade: 'UpgradeConflict - UpgradeConflict - - - -',
  pause: '+ - - - - - -',
  resume: '- + - - - - -',
  askExtension: 'DueDatePassed - - - - - -',
  extend: 'NoExtension NoExtension - - - - -',
};

/** Verbs that need more than their state: what makes them possible while the case runs. */
const READY: Readonly<Partial<Record<Verb, (scene: Scene) => Given>>> = {
  takeBack(scene) {
    expect(scene.approve('chen', 'a#1.1')).toBe('ok');
    return COMMANDS.takeBack;
  },
  answer(scene) {
    expect(scene.command({ ...COMMANDS.delegate, occurredAt: null } as CaseCommand)).toBe('ok');
    return { ...COMMANDS.answer, by: 'sun' };
  },
  proxy(scene) {
    const away = { of: 'chen', to: 'sun', nodes: null, ceilingFen: null };
    const proxies = [{ ...away, from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' }];
    scene.context = { ...scene.context, organisation: { ...TOWNSHIP, proxies } };
    return COMMANDS.proxy;
  },
  upgrade(scene) {
    scene.context = { ...scene.context, upgradeTo: { ...scene.context.flow, version: 2 } };
    return COMMANDS.upgrade;
  },
  askExtension(scene) {
    scene.at('2026-03-03T01:00:00.000Z');
    return COMMANDS.askExtension;
  },
  extend(scene) {
    scene.at('2026-03-03T01:00:00.000Z');
    expect(scene.command({ ...COMMANDS.askExtension, occurredAt: null } as CaseCommand)).toBe('ok');
    return COMMANDS.extend;
  },
};

const SIGNS: Readonly<Record<string, string>> = { ok: '+', NotNow: '-' };

describe('verb by state', () => {
  test.each(Object.values(COMMANDS))('$verb', (given) => {
    const answers = STATES.map((status) => {
      // A verb of the table is a command without its time.
      const answer = arrive(status).command({ ...given, occurredAt: null } as CaseCommand);
      return SIGNS[answer] ?? answer;
    });
    expect(answers.join(' ')).toBe(TABLE[given.verb]);
  });

  test.each(Object.values(COMMANDS))('$verb is possible somewhere', ({ verb }) => {
    const ready = READY[verb];
    if (!ready) return expect(TABLE[verb].split(' ')).toContain('+');
    const scene = arrive('running');
    expect(scene.command({ ...ready(scene), occurredAt: null } as CaseCommand)).toBe('ok');
  });

  test.each(Object.values(COMMANDS).filter(({ by }) => by !== 'system'))(
    '$verb is not for a stranger',
    (given) => {
      for (const status of STATES) {
        const answer = arrive(status).command({ ...given, by: 'xu', occurredAt: null } as CaseCommand);
        expect(['NotYours', 'NotNow']).toContain(answer);
      }
    },
  );
});

test.each([
  ['withdraw', 'li', COMMANDS.resubmit],
  ['terminate', 'guo', COMMANDS.revive],
] as const)('where cases end for good, %s is not undone', (verb, by, undo) => {
  const scene = new Scene(flow({ a: node(['chen']) }, { endsForGood: true }));
  expect(scene.give(by, verb, { reason: '申请有误' })).toBe('ok');
  expect(scene.command({ ...undo, occurredAt: null } as CaseCommand)).toBe('EndedForGood');
  expect(scene.give('li', 'comment', { text: '另行申请' })).toBe('ok');
});

test('delegate and answer: the task comes back with the helper’s opinion', () => {
  const scene = arrive('running');
  expect(scene.give('chen', 'delegate', { ...task, to: 'sun', reason: '请协助' })).toBe('ok');
  expect(scene.approve('chen', 'a#1.1')).toBe('NotYours');
  expect(scene.approve('sun', 'a#1.1')).toBe('NotNow');
  expect(scene.give('sun', 'answer', { ...task, opinion: WORDS })).toBe('ok');
  expect(scene.now.rounds[0]?.seats[0]?.advice).toMatchObject([{ by: 'sun', opinion: WORDS }]);
  expect(scene.approve('chen', 'a#1.1')).toBe('ok');
});

test('proxy: in force within its half-open time, both names on the opinion, circles are seen', () => {
  const proxy = (of: string, to: string) => ({
    ...{ of, to, nodes: null, ceilingFen: null },
    ...{ from: '2026-03-01T00:00:00.000Z', until: '2026-03-20T01:00:00.000Z' },
  });
  const scene = arrive('running');
  const { organisation } = scene.context;
  const during = (proxies: readonly ReturnType<typeof proxy>[], now: string) => {
    scene.context = { ...scene.context, now, organisation: { ...organisation, proxies } };
    return scene.give('chen', 'proxy', task);
  };
  expect(during([proxy('chen', 'sun')], '2026-03-20T01:00:00.000Z')).toBe('NoProxy');
  expect(during([proxy('chen', 'sun'), proxy('sun', 'chen')], '2026-03-19T01:00:00.000Z')).toBe('NoProxy');
  expect(during([proxy('chen', 'sun')], '2026-03-19T01:00:00.000Z')).toBe('ok');
  expect(scene.approve('sun', 'a#1.1')).toBe('ok');
  expect(scene.now.rounds[0]?.seats[0]).toMatchObject({ principal: 'chen', answer: { by: 'sun' } });
});

test('a proxy who has passed the task on still takes part', () => {
  const away = { of: 'chen', to: 'sun', nodes: null, ceilingFen: null };
  const proxies = [{ ...away, from: '2026-01-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' }];
  const scene = new Scene(flow({ a: node(['chen']) }), { ...TOWNSHIP, proxies });
  expect(scene.give('sun', 'transfer', { ...task, to: 'ma', reason: '出差' })).toBe('ok');
  expect(scene.give('sun', 'comment', { text: '请看附件' })).toBe('ok');
});

test('urging is rate-limited; past the point of no return nothing is withdrawn', () => {
  const scene = new Scene(
    flow({ a: node(['chen'], { next: 'b' }), b: node(['liu']) }, { pointOfNoReturn: 'a' }),
  );
  expect([scene.give('li', 'urge', {}), scene.give('wang', 'urge', {})]).toEqual(['ok', 'UrgedTooSoon']);
  scene.approve('chen', 'a#1.1');
  expect(scene.give('li', 'withdraw', { reason: '改期' })).toBe('PastNoReturn');
});

test('in turn is by position, never by person: A-B-A is legal', () => {
  const scene = new Scene(flow({ a: node(['chen', 'liu', 'chen'], { mode: { kind: 'inTurn' } }) }));
  const turns = [
    scene.approve('liu', 'a#1.2'),
    scene.approve('chen', 'a#1.1'),
    scene.approve('liu', 'a#1.2'),
  ];
  expect([...turns, scene.approve('chen', 'a#1.3')]).toEqual(['TaskNotOpen', 'ok', 'ok', 'ok']);
  expect(scene.now.status).toBe('approved');
});

describe('straight back to whoever returned it', () => {
  const amount = (value: number) => ({ fact: 'amountFen', is: 'atLeast', value }) as const;
  const big = flow(
    {
      a: node(['chen'], { next: 'big' }),
      big: {
        kind: 'condition',
        title: WORDS_TITLE,
        cases: [{ when: amount(100), next: 'b' }],
        otherwise: 'c',
      },
      b: node(['liu'], { next: 'c', mandatory: false }),
      c: node(['sun']),
    },
    { fields: { amountFen: 'number' } },
  );
  const returned = () => {
    const scene = new Scene(big, TOWNSHIP, { ...ORDINARY, form: { amountFen: 99, purpose: '修路' } });
    expect(scene.approve('chen', 'a#1.1')).toBe('ok');
    const data = { taskId: 'c#1.1', to: 'initiator', then: 'straightBack', opinion: WORDS } as const;
    expect(scene.give('sun', 'return', data)).toBe('ok');
    return scene;
  };
  const open = ({ now }: Scene) => openTasks(now).map(({ taskId }) => taskId);

  test('holds where only words were put right', () => {
    const scene = returned();
    scene.give('li', 'resubmit', { form: { amountFen: 99, purpose: '修桥' }, choices: {} });
    expect(open(scene)).toEqual(['c#2.1']);
  });

  test('does not let a larger amount pass by those who signed the smaller one', () => {
    const scene = returned();
    scene.give('li', 'resubmit', { form: { amountFen: 100, purpose: '修路' }, choices: {} });
    expect(open(scene)).toEqual(['a#2.1']);
    scene.approve('chen', 'a#2.1');
    scene.approve('liu', 'b#1.1');
    scene.approve('sun', 'c#2.1');
    expect(scene.now.status).toBe('approved');
  });
});
