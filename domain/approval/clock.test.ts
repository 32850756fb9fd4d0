import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDate } from '../kernel/local-date.ts';
import { addWorkingDays, workingDaysBetween } from '../kernel/working-days.ts';
import { clockOf } from './clock.ts';
import { nextTimeOuts } from './decide-notice.ts';
import { elapsedByOrganisation, elapsedOf, OFFICE_HOURS, workingMinutes } from './elapsed.ts';
import { type LampRule, lampOf, ORDINARY_LAMPS } from './lamp.ts';
import { flow, node, Scene, START, TOWNSHIP, WORDS } from './scene.fixture.ts';

const PAUSE = { cause: 'forceMajeure', reason: '洪水' } as const;
const day = (on: string) => `2026-03-${on}T01:00:00.000Z`;
const dueOf = (scene: Scene, taskId = 'a#1.1') => clockOf(scene.now, taskId)?.due;
const limit = { dueWorkingDays: 5, reminderWorkingDays: 1, escalateTo: ['wang'], decides: null };
const scene = (people = ['chen'], more = {}) => new Scene(flow({ a: node(people, { limit, ...more }) }));

describe('pause and resume', () => {
  test('due dates move by the paused working days, and no time-out fires meanwhile', () => {
    const shown = scene();
    expect(dueOf(shown)).toMatchObject({
      openedOn: '2026-03-02',
      remindOn: '2026-03-06',
      dueOn: '2026-03-09',
    });
    expect(shown.at(day('04')).give('guo', 'pause', PAUSE)).toBe('ok');
    expect(shown.events.at(-1)).toMatchObject({ data: { cause: { citation: { confidence: 'M' } } } });
    expect(nextTimeOuts(shown.now, shown.context)).toEqual([]);
    expect(clockOf(shown.now, 'a#1.1')).toMatchObject({ status: 'paused', pauses: [{ until: null }] });
    // From Wednesday the 4th to Wednesday the 11th are five working days.
    expect(shown.at(day('11')).give('zhou', 'resume', { reason: '水退' })).toBe('ok');
    expect(dueOf(shown)).toMatchObject({
      openedOn: '2026-03-02',
      remindOn: '2026-03-13',
      dueOn: '2026-03-16',
    });
    expect(nextTimeOuts(shown.now, shown.context)).toEqual([{ target: 'a#1.1', on: '2026-03-13' }]);
    expect(shown.approve('chen', 'a#1.1')).toBe('ok');
    expect(clockOf(shown.now, 'a#1.1')?.status).toBe('stopped');
  });

  test('a pause needs a legal cause of the flow, a reason, and somebody who may', () => {
    const shown = scene();
    expect(shown.give('guo', 'pause', { cause: 'busy', reason: '太忙' })).toBe('PauseCauseUnknown');
    expect(shown.give('guo', 'pause', { ...PAUSE, reason: ' ' })).toBe('OpinionRequired');
    expect(shown.give('chen', 'pause', PAUSE)).toBe('NotYours');
    expect(new Scene(flow({ a: node(['chen']) }, { pauseCauses: [] })).give('guo', 'pause', PAUSE)).toBe(
      'PauseCauseUnknown',
    );
  });

  test('a timer moves as well', () => {
    const title = { zh: '公示', en: 'Publicity' };
    const shown = new Scene(flow({ t: { kind: 'timer', title, workingDays: 5, next: null } }));
    shown.at(day('03')).give('guo', 'pause', PAUSE);
    shown.at(day('05')).give('guo', 'resume', { reason: '继续' });
    expect(shown.now.rounds[0]?.fallsOn).toBe('2026-03-11');
  });

  test('taken back after a pause, the task has the paused days too, and so have those who had not spoken', () => {
    const shown = new Scene(
      flow({ a: node(['chen', 'liu'], { mode: { kind: 'any' }, limit, next: 'b' }), b: node(['sun']) }),
    );
    shown.approve('chen', 'a#1.1');
    shown.at(day('04')).give('guo', 'pause', PAUSE);
    shown.at(day('05')).give('guo', 'resume', { reason: '继续' });
    expect(shown.give('chen', 'takeBack', { taskId: 'a#1.1' })).toBe('ok');
    expect([dueOf(shown)?.dueOn, dueOf(shown, 'a#1.2')?.dueOn]).toEqual(['2026-03-10', '2026-03-10']);
  });

  test('ended while paused, a case is revived as running, with clocks of its own', () => {
    const shown = scene().at(day('04'));
    shown.give('guo', 'pause', PAUSE);
    expect(shown.give('guo', 'terminate', { reason: '政策调整' })).toBe('ok');
    expect(shown.at(day('16')).give('guo', 'revive', { reason: '恢复' })).toBe('ok');
    expect(shown.now).toMatchObject({ status: 'running', pauses: [{ until: day('04'), workingDays: null }] });
    expect(dueOf(shown, 'a#2.1')).toMatchObject({ openedOn: '2026-03-16', dueOn: '2026-03-23' });
  });

  test('what empties a roll during a pause is settled on resuming', () => {
    const shown = scene(['chen', 'liu']);
    shown.give('liu', 'recuse', { taskId: 'a#1.2', reason: '亲属' });
    shown.give('guo', 'pause', PAUSE);
    expect(shown.give('ma', 'handOver', { from: 'chen', to: 'liu', reason: '离职' })).toBe('ok');
    expect(shown.give('guo', 'resume', { reason: '继续' })).toBe('ok');
    expect(shown.now.rounds[0]?.seats.at(-1)?.holder).toBe('liu');
  });

  test('any pauses: due date and paused working days add up (seed printed on failure)', () => {
    const pauses = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 20 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(pauses, (spans) => {
        const shown = scene();
        const { calendar } = shown.context;
        let [on, paused] = [localDate('2026-03-02'), 0];
        for (const [wait, length] of spans) {
          const from = addDays(on, wait);
          on = addDays(from, length);
          shown.at(`${from}T02:00:00.000Z`).give('guo', 'pause', PAUSE);
          shown.at(`${on}T02:00:00.000Z`).give('guo', 'resume', { reason: '继续' });
          paused += workingDaysBetween(calendar, from, on);
        }
        expect(dueOf(shown)?.dueOn).toBe(addWorkingDays(calendar, localDate('2026-03-02'), 5 + paused).on);
      }),
    );
  });
});

describe('extension', () => {
  const to = localDate('2026-03-20');
  const ask = { taskId: 'a#1.1', to, cause: '等待专家评审' };

  test('asked before the due date, decided by a case of its own; the old date stays visible', () => {
    const shown = scene();
    expect(shown.give('chen', 'askExtension', { ...ask, cause: '' })).toBe('OpinionRequired');
    expect(shown.give('chen', 'askExtension', { ...ask, to: localDate('2026-03-09') })).toBe('NotLater');
    expect(shown.give('liu', 'askExtension', ask)).toBe('NotYours');
    expect(shown.give('chen', 'askExtension', ask)).toBe('ok');
    expect(shown.give('chen', 'askExtension', ask)).toBe('ExtensionsUsedUp');
    expect(dueOf(shown)?.dueOn).toBe('2026-03-09');
    shown.at(day('10'));
    expect(shown.give('system', 'timeOut', { target: 'a#1.1' })).toBe('ok');
    expect(shown.give('system', 'extend', { taskId: 'a#1.1', granted: true, approval: 'c2' })).toBe('ok');
    expect(clockOf(shown.now, 'a#1.1')).toMatchObject({
      due: { dueOn: '2026-03-20', remindOn: '2026-03-19' },
      extensions: [{ from: '2026-03-09', to: '2026-03-20', outcome: { granted: true, approval: 'c2' } }],
    });
    // Reminder and escalation speak anew.
    expect(nextTimeOuts(shown.now, shown.context)).toEqual([{ target: 'a#1.1', on: '2026-03-19' }]);
    expect(shown.give('chen', 'askExtension', { ...ask, to: localDate('2026-03-31') })).toBe(
      'ExtensionsUsedUp',
    );
  });

  test('refused, nothing moves and it may be asked again; late, or where the flow has none, it is not asked', () => {
    const shown = scene();
    shown.give('chen', 'askExtension', ask);
    expect(shown.give('system', 'extend', { taskId: 'a#1.1', granted: false, approval: 'c2' })).toBe('ok');
    expect(dueOf(shown)?.dueOn).toBe('2026-03-09');
    expect(shown.give('system', 'extend', { taskId: 'a#1.1', granted: true, approval: 'c2' })).toBe(
      'NoExtension',
    );
    expect(shown.give('chen', 'askExtension', ask)).toBe('ok');
    expect(scene().at(day('10')).give('chen', 'askExtension', ask)).toBe('DueDatePassed');
    const strict = new Scene(
      flow({ a: node(['chen']) }, { limits: { chain: 2, nesting: 2, added: 5, urgeEveryHours: 4 } }),
    );
    expect(strict.give('chen', 'askExtension', ask)).toBe('ExtensionsUsedUp');
  });

  test('a pause between asking and answer is added, and the answer reaches a paused case', () => {
    const shown = scene();
    shown.give('chen', 'askExtension', ask);
    shown.at(day('04')).give('guo', 'pause', PAUSE);
    expect(shown.give('system', 'extend', { taskId: 'a#1.1', granted: true, approval: 'c2' })).toBe('ok');
    shown.at(day('06')).give('guo', 'resume', { reason: '继续' });
    expect(dueOf(shown)?.dueOn).toBe('2026-03-24');
  });

  test('the answer comes too late for a task that is decided', () => {
    const shown = scene(['chen', 'liu']);
    shown.give('chen', 'askExtension', ask);
    shown.approve('chen', 'a#1.1');
    expect(shown.give('system', 'extend', { taskId: 'a#1.1', granted: true, approval: 'c2' })).toBe(
      'TaskNotOpen',
    );
    expect(shown.give('system', 'extend', { taskId: 'none', granted: true, approval: 'c2' })).toBe(
      'NoSuchTask',
    );
  });
});

describe('two dates and the lamps', () => {
  const rules: readonly LampRule[] = [
    { colour: 'blue', when: { is: 'shareUsed', part: 1, of: 2 } },
    { colour: 'yellow', when: { is: 'workingDaysLeft', atMost: 1 } },
    { colour: 'orange', when: { is: 'workingDaysOver', atLeast: 0 } },
    { colour: 'red', when: { is: 'workingDaysOver', atLeast: 3 } },
  ];

  test('the latest start leaves the work its working days, and is never before the task opens', () => {
    const started = (workWorkingDays: number) =>
      dueOf(scene(['chen'], { limit: { ...limit, workWorkingDays } }))?.latestStartOn;
    expect([started(2), started(9), dueOf(scene())?.latestStartOn]).toEqual([
      '2026-03-05',
      '2026-03-02',
      null,
    ]);
  });

  test('thresholds are data: green, blue, yellow, orange, red; grey where no clock runs', () => {
    const shown = scene();
    const { calendar } = shown.context;
    const clock = clockOf(shown.now, 'a#1.1') ?? expect.fail('no clock');
    const on = (today: string, by = rules) => lampOf(clock, by, { today: localDate(today), calendar });
    const days = ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10', '2026-03-12'];
    expect(days.map((today) => on(today))).toEqual(['green', 'blue', 'yellow', 'yellow', 'orange', 'red']);
    expect(['2026-03-04', '2026-03-05', '2026-03-10'].map((today) => on(today, ORDINARY_LAMPS))).toEqual([
      'green',
      'yellow',
      'red',
    ]);
    shown.give('guo', 'pause', PAUSE);
    const paused = clockOf(shown.now, 'a#1.1') ?? expect.fail('no clock');
    expect(lampOf(paused, rules, { today: localDate('2026-03-31'), calendar })).toBe('grey');
  });
});

describe('elapsed working time', () => {
  const time = { calendar: { version: 'test', years: {} }, hours: OFFICE_HOURS };

  test('is attributed to whoever holds the task, shared where several do, apart while paused', () => {
    const shown = new Scene(flow({ a: node(['chen', 'liu'], { next: 'b' }), b: node(['sun']) }));
    shown.at('2026-03-02T02:00:00.000Z').approve('chen', 'a#1.1');
    shown.at('2026-03-02T03:01:00.000Z').approve('liu', 'a#1.2');
    shown.at('2026-03-03T01:00:00.000Z').give('guo', 'pause', PAUSE);
    shown.at('2026-03-04T01:00:00.000Z').give('guo', 'resume', { reason: '继续' });
    const elapsed = elapsedOf(shown.events, '2026-03-04T02:00:00.000Z', time);
    // The first hour is shared by two; the 361 minutes of the first afternoon and an hour more are Sun's.
    expect(elapsed).toEqual({
      ...{ total: 1020, timers: 0, paused: 480, idle: 0 },
      holders: { chen: 30, liu: 91, sun: 419 },
      tasks: { 'a#1.1': { chen: 60 }, 'a#1.2': { liu: 121 }, 'b#1.1': { sun: 419 } },
    });
    expect(elapsedByOrganisation(elapsed, TOWNSHIP)).toEqual({ office: 540 });
  });

  test('the parts add up to the minute, whatever happens when (seed printed on failure)', () => {
    const acts = [
      'approve',
      'pause',
      'resume',
      'return',
      'resubmit',
      'withdraw',
      'takeBack',
      'transfer',
    ] as const;
    const course = fc.array(fc.tuple(fc.constantFrom(...acts), fc.integer({ min: 1, max: 6_000_000 })), {
      maxLength: 25,
    });
    fc.assert(
      fc.property(course, (steps) => {
        const shown = new Scene(flow({ a: node(['chen', 'liu', 'sun'], { next: 'b' }), b: node(['zhou']) }));
        let at = Date.parse(START);
        for (const [act, seconds] of steps) {
          at += seconds * 100;
          play(shown.at(new Date(at).toISOString()), act);
        }
        const until = new Date(at + 3_600_000).toISOString();
        const { total, timers, paused, idle, holders } = elapsedOf(shown.events, until, time);
        const held = Object.values(holders).reduce((sum, one) => sum + one, 0);
        expect(held + timers + paused + idle).toBe(total);
        expect(total).toBe(workingMinutes(START, until, time));
      }),
    );
  });

  function play(shown: Scene, act: string): void {
    const seat = shown.now.rounds.at(-1)?.seats.find(({ answer }) => answer === null);
    const [taskId, by] = [seat?.id ?? 'a#1.1', seat?.holder ?? 'chen'];
    if (act === 'approve') shown.approve(by, taskId);
    if (act === 'pause') shown.give('guo', 'pause', PAUSE);
    if (act === 'resume') shown.give('guo', 'resume', { reason: '继续' });
    if (act === 'return') shown.give(by, 'return', { taskId, to: 'initiator', then: 'goOn', opinion: WORDS });
    if (act === 'resubmit') shown.give('li', 'resubmit', { form: {}, choices: {} });
    if (act === 'withdraw') shown.give('li', 'withdraw', { reason: '改期' });
    if (act === 'takeBack') shown.give(by, 'takeBack', { taskId });
    if (act === 'transfer') shown.give(by, 'transfer', { taskId, to: 'ma', reason: '出差' });
  }
});
