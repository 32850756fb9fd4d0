import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../kernel/canonical.ts';
import type { CaseContext } from './case-commands.ts';
import type { Flow, FlowNode } from './flow.ts';
import { dryRun, forecast } from './forecast.ts';
import type { Forecast, ForecastWay } from './forecast-types.ts';
import { flow, node, ORDINARY, Scene, START, TOWNSHIP, WORDS } from './scene.fixture.ts';
import { openTasks } from './tally.ts';

const title = { zh: '节点', en: 'Node' };
const limit = { dueWorkingDays: 2, reminderWorkingDays: 1, escalateTo: [], decides: null };
const waits = (people: readonly string[], more: Parameters<typeof node>[1] = {}) =>
  node(people, { limit, mandatory: false, ...more });
const small = { fact: 'amountFen', is: 'below', value: 100 } as const;

/** Chen; Liu and Sun in parallel; by amount the end, or Wang in the end. */
const shown: Flow = flow(
  {
    a: waits(['chen'], { next: 'split' }),
    split: { kind: 'parallel', title, branches: ['b', 'c'], join: 'j' } satisfies FlowNode,
    b: waits(['liu'], { next: 'j' }),
    c: waits(['sun'], { next: 'd' }),
    d: waits(['ma'], { next: 'j' }),
    j: { kind: 'join', title, next: 'size' },
    size: { kind: 'condition', title, cases: [{ when: small, next: null }], otherwise: 'copy' },
    copy: { kind: 'carbonCopy', title, to: { by: 'people', userIds: ['zhao'] }, next: 'e' },
    e: waits([], { assignment: { by: 'departmentLeader' } }),
  },
  { fields: { amountFen: 'number' } },
);

const context = (of: Flow): CaseContext => ({
  ...{ flow: of, organisation: TOWNSHIP, verdicts: {}, now: START, upgradeTo: null },
  calendar: { version: 'test', years: {} },
});
const told = (of: Flow, form: Scene['now']['form'], choices = {}): Forecast => {
  const result = dryRun({ caseId: 'c1', initiator: 'li', form, choices }, context(of));
  return result.ok ? result.value : expect.fail(result.refusal.code);
};
const only = ({ ways }: Forecast): ForecastWay => (ways.length === 1 && ways[0]) || expect.fail('many ways');
const lines = ({ steps }: ForecastWay) =>
  steps.map(
    ({ node: id, signers, opensOn, dueOn, branches, standing }) =>
      `${standing} ${id} ${signers.map(({ userId }) => userId).join('+')} ${opensOn ?? '-'} ${dueOn ?? '-'} ${branches.join()}`,
  );

describe('dry run', () => {
  test('every node ahead in order, with signers, reasons, branches and dates at full limits', () => {
    const way = only(told(shown, { amountFen: 500 }));
    expect(lines(way)).toEqual([
      'open a chen 2026-03-02 2026-03-04 ',
      'ahead b liu 2026-03-04 2026-03-06 split/0',
      'ahead c sun 2026-03-04 2026-03-06 split/1',
      'ahead d ma 2026-03-06 2026-03-10 split/1',
      'ahead copy zhao - - ',
      'ahead e wang 2026-03-10 2026-03-12 ',
    ]);
    expect(way.steps.at(-1)?.signers[0]?.reason.en).toBe('leader of the department');
    expect(way.turns).toEqual([{ node: 'size', title, leadsTo: 'copy', dependsOn: [] }]);
    expect([way.endsAs, way.endsOn]).toEqual(['approved', '2026-03-12']);
    expect(only(told(shown, { amountFen: 99 })).endsOn).toBe('2026-03-10');
  });

  test('a fact that is not known: one way for each answer, each saying what it depends on', () => {
    const { ways, isCut } = told(shown, {});
    expect(isCut).toBe(false);
    expect(ways.map(({ turns, endsOn }) => [turns[0]?.leadsTo, endsOn])).toEqual([
      [null, '2026-03-10'],
      ['copy', '2026-03-12'],
    ]);
    expect(ways[0]?.turns[0]?.dependsOn).toEqual([{ kind: 'fact', name: 'amountFen' }]);
  });

  test('signers to be named, a verdict to come, a fact an assignment asks for', () => {
    const open = flow(
      {
        a: waits(['chen'], { next: 'b' }),
        b: waits([], { assignment: { by: 'previousSignerChoice' }, next: 'p' }),
        p: { kind: 'policyCheck', title, checkpoint: 'budget', added: waits([]), next: 'c' },
        c: waits([], {
          assignment: {
            by: 'expression',
            cases: [{ when: small, then: { by: 'people', userIds: ['liu'] } }],
            otherwise: { by: 'formField', field: 'desk' },
          },
        }),
      },
      { fields: { amountFen: 'number', desk: 'text' } },
    );
    const unknown = (form: Scene['now']['form'], choices = {}) =>
      only(told(open, form, choices)).steps.map(({ dependsOn, signers }) => [
        ...dependsOn.map(({ kind, name }) => `${kind} ${name}`),
        ...signers.map(({ userId }) => userId),
      ]);
    expect(unknown({})).toEqual([['chen'], ['choice b'], ['verdict budget'], ['fact amountFen']]);
    expect(unknown({ amountFen: 50 }, { b: ['sun'] })).toEqual([
      ['chen'],
      ['sun'],
      ['verdict budget'],
      ['liu'],
    ]);
    expect(unknown({ amountFen: 500 }).at(-1)).toEqual(['fact desk']);
    expect(unknown({ amountFen: 500, desk: 'ma' }).at(-1)).toEqual(['ma']);
  });

  test('a wrong type or a disabled initiator is refused; nobody to sign goes to the supervisor', () => {
    const wrong = dryRun(
      { caseId: 'c1', initiator: 'li', form: { amountFen: 'viel' }, choices: {} },
      context(shown),
    );
    expect(wrong).toMatchObject({ ok: false, refusal: { code: 'FormIncomplete' } });
    const nobody = dryRun({ caseId: 'c1', initiator: 'nobody', form: {}, choices: {} }, context(shown));
    expect(nobody).toMatchObject({ ok: false, refusal: { code: 'NotActive' } });
    expect(lines(only(told(flow({ a: waits([]) }), {})))).toEqual(['open a zhou 2026-03-02 2026-03-04 ']);
  });

  test('many unknown turns are cut, and it says so', () => {
    const names = Array.from({ length: 6 }, (_, index) => `c${index}`);
    const nodes = Object.fromEntries(
      names.flatMap((id, index): [string, FlowNode][] => {
        const next = names[index + 1] ?? null;
        const when = { fact: `f${index}`, is: 'equals', value: true } as const;
        return [
          [id, { kind: 'condition', title, cases: [{ when, next: `n${index}` }], otherwise: next }],
          [`n${index}`, waits(['chen'], { next })],
        ];
      }),
    );
    const fields = Object.fromEntries(names.map((_, index) => [`f${index}`, 'boolean' as const]));
    expect(told(flow(nodes, { fields }), {})).toMatchObject({ isCut: true, ways: { length: 16 } });
  });
});

describe('forecast of a running case', () => {
  const running = (form: Scene['now']['form'] = { amountFen: 500 }) =>
    new Scene(shown, TOWNSHIP, { ...ORDINARY, form });
  const ahead = (scene: Scene) => lines(only(forecast(scene.now, scene.context)));

  test('from where it stands; the case itself is untouched', () => {
    const scene = running();
    scene.at('2026-03-03T01:00:00.000Z').approve('chen', 'a#1.1');
    scene.approve('liu', 'b#1.1');
    const before = canonicalJson(scene.now);
    expect(ahead(scene)).toEqual([
      'open c sun 2026-03-03 2026-03-05 split/1',
      'ahead d ma 2026-03-05 2026-03-09 split/1',
      'ahead copy zhao - - ',
      'ahead e wang 2026-03-09 2026-03-11 ',
    ]);
    expect(canonicalJson(scene.now)).toBe(before);
  });

  test('straight back, overdue, paused, returned, ended', () => {
    const scene = running();
    scene.approve('chen', 'a#1.1');
    scene.give('liu', 'return', { taskId: 'b#1.1', to: 'a', then: 'straightBack', opinion: WORDS });
    expect(ahead(scene).map((line) => line.split(' ')[1])).toEqual(['a', 'b', 'c', 'd', 'copy', 'e']);
    scene.at('2026-03-10T01:00:00.000Z');
    expect(ahead(scene)[1]).toBe('ahead b liu 2026-03-10 2026-03-12 split/0');
    scene.give('guo', 'pause', { cause: 'forceMajeure', reason: '洪水' });
    expect(ahead(scene)[0]).toContain('open a chen');
    scene.give('guo', 'resume', { reason: '继续' });
    scene.give('chen', 'return', { taskId: 'a#2.1', to: 'initiator', then: 'goOn', opinion: WORDS });
    expect(ahead(scene)[0]).toBe('open a chen 2026-03-10 2026-03-12 ');
    scene.give('li', 'withdraw', { reason: '改期' });
    expect(forecast(scene.now, scene.context).ways).toMatchObject([{ steps: [], endsAs: 'stopped' }]);
  });

  test('who has spoken, who is linked, who stands in for whom', () => {
    const twice = flow({
      a: waits(['chen', 'liu'], { next: 'b' }),
      b: waits(['chen', 'sun'], { duplicate: 'link' }),
    });
    const scene = new Scene(twice);
    const proxy = {
      of: 'sun',
      to: 'ma',
      nodes: null,
      ceilingFen: null,
      from: START,
      until: '2026-04-01T00:00:00.000Z',
    };
    scene.context = { ...scene.context, organisation: { ...TOWNSHIP, proxies: [proxy] } };
    scene.approve('chen', 'a#1.1');
    const way = only(forecast(scene.now, scene.context));
    expect(
      way.steps.map(({ signers }) => signers.map(({ userId, standing }) => `${userId} ${standing}`)),
    ).toEqual([
      ['chen spoken', 'liu ahead'],
      ['chen linked', 'ma ahead'],
    ]);
  });

  test('a policy that blocks ends it as returned', () => {
    const checked = flow({
      a: waits(['chen'], { next: 'p' }),
      p: { kind: 'policyCheck', title, checkpoint: 'budget', added: waits([]), next: null },
    });
    const scene = new Scene(checked, TOWNSHIP, {
      ...ORDINARY,
      verdicts: { budget: { outcome: 'block', adds: null } },
    });
    expect(only(forecast(scene.now, scene.context))).toMatchObject({ endsAs: 'returned', endsOn: null });
  });

  test('what is forecast is what happens when each approves on the last day (seed printed on failure)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 4 }), (amountFen, done) => {
        const scene = running({ amountFen });
        for (let step = 0; step < done; step += 1) approveNext(scene);
        const { steps } = only(forecast(scene.now, scene.context));
        const waiting = steps.flatMap(({ signers, kind }) => (kind === 'approve' ? signers : []));
        const expected = waiting.filter(({ standing }) => standing === 'ahead').map(({ taskId }) => taskId);
        const taken: string[] = [];
        while (scene.now.status === 'running') taken.push(approveNext(scene));
        expect(taken.toSorted()).toEqual(expected.toSorted());
      }),
    );
  });

  function approveNext(scene: Scene): string {
    const [task] = openTasks(scene.now);
    if (!task) return '';
    expect(scene.approve(task.userId, task.taskId)).toBe('ok');
    return task.taskId;
  }
});
