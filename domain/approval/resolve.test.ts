import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../policy/types.ts';
import type { Assignment, Mode } from './flow.ts';
import type { Organisation, Proxy } from './organisation.ts';
import { type Question, resolveSigners, type Signing } from './resolve.ts';
import { flow, node, TOWNSHIP } from './scene.fixture.ts';

const ALL: Mode = { kind: 'all' };
const DURING = '2026-03-10T01:00:00.000Z';

const ORGANISATION: Organisation = {
  ...TOWNSHIP,
  posts: [
    ...TOWNSHIP.posts,
    { userId: 'chen', role: 'legalCounsel', orgId: 'office' },
    { userId: 'liu', role: 'legalCounsel', orgId: 'office' },
    { userId: 'zhou', role: 'legalCounsel', orgId: 'township' },
  ],
  groups: { committee: ['chen', 'liu', 'chen'] },
};

const question = (more: Partial<Question> = {}): Question => ({
  flow: flow({ a: node([]) }),
  nodeId: 'a',
  organisation: ORGANISATION,
  initiator: 'li',
  form: {},
  choices: {},
  now: DURING,
  ...more,
});

const found = (signing: Partial<Signing> & Pick<Signing, 'assignment'>, more: Partial<Question> = {}) =>
  resolveSigners({ mode: ALL, self: 'climb', money: false, ...signing }, question(more)).map(
    ({ userId, principal }) => (userId === principal ? userId : `${userId} for ${principal}`),
  );

const disabled = (...ids: readonly string[]): Organisation => ({
  ...ORGANISATION,
  people: Object.fromEntries(
    Object.entries(ORGANISATION.people).map(([id, one]) => [id, { ...one, active: !ids.includes(id) }]),
  ),
});

describe('who signs', () => {
  const form: Facts = { desk: 'sun', desks: ['sun', 'chen'], amountFen: 500 };
  const big = { fact: 'amountFen', is: 'atLeast', value: 1_000 } as const;
  const byAmount: Assignment = {
    by: 'expression',
    cases: [{ when: big, then: { by: 'people', userIds: ['zhao'] } }],
    otherwise: { by: 'departmentLeader' },
  };
  test.each<[string, Assignment, readonly string[]]>([
    ['role, in the initiator’s organisation', { by: 'role', role: 'legalCounsel' }, ['chen', 'liu']],
    ['post, in a named one', { by: 'post', role: 'legalCounsel', orgId: 'township' }, ['zhou']],
    ['leader of the department', { by: 'departmentLeader' }, ['wang']],
    ['chain of leaders, nearest first', { by: 'leaderChain', levels: 5 }, ['wang', 'zhao']],
    ['chain cut at its levels', { by: 'leaderChain', levels: 1 }, ['wang']],
    ['people', { by: 'people', userIds: ['sun', 'chen', 'sun'] }, ['sun', 'chen']],
    ['initiator’s choice', { by: 'initiatorChoice' }, ['ma']],
    ['choice of the signer before', { by: 'previousSignerChoice' }, ['ma']],
    ['a field with one person', { by: 'formField', field: 'desk' }, ['sun']],
    ['a field with a list', { by: 'formField', field: 'desks' }, ['sun', 'chen']],
    ['group, everybody once', { by: 'group', group: 'committee' }, ['chen', 'liu']],
    ['expression, otherwise', byAmount, ['wang']],
  ])('%s', (_, assignment, expected) => {
    expect(found({ assignment }, { form, choices: { a: ['ma'] } })).toEqual(expected);
  });

  test('expression: the first case that holds', () => {
    expect(found({ assignment: byAmount }, { form: { amountFen: 1_000 } })).toEqual(['zhao']);
  });

  test.each<[string, Assignment]>([
    ['a role nobody holds', { by: 'role', role: 'auditor' }],
    ['a post in an organisation that is not there', { by: 'post', role: 'legalCounsel', orgId: 'nowhere' }],
    ['no choice made', { by: 'initiatorChoice' }],
    ['a field that is not given', { by: 'formField', field: 'desk' }],
    ['a field that is a number', { by: 'formField', field: 'amountFen' }],
    ['a group that is not there', { by: 'group', group: 'nobody' }],
    ['people who are unknown', { by: 'people', userIds: ['stranger', 'constructor'] }],
  ])('nobody: %s', (_, assignment) => {
    expect(found({ assignment }, { form: { amountFen: 500 } })).toEqual([]);
  });

  test('a department without leader, or a circle of departments, gives nobody and does not hang', () => {
    const departments = { office: { parent: 'office', leader: null } };
    const organisation = { ...ORGANISATION, departments };
    expect(found({ assignment: { by: 'departmentLeader' } }, { organisation })).toEqual([]);
    expect(found({ assignment: { by: 'leaderChain', levels: 3 } }, { organisation })).toEqual([]);
  });

  test('disabled accounts are passed over; the reason stands with the signer', () => {
    const assignment: Assignment = { by: 'group', group: 'committee' };
    expect(found({ assignment }, { organisation: disabled('chen') })).toEqual(['liu']);
    expect(found({ assignment }, { organisation: disabled('chen', 'liu') })).toEqual([]);
    const [first] = resolveSigners({ assignment, mode: ALL, self: 'climb', money: false }, question());
    expect(first?.reason).toEqual({ zh: '按用户组', en: 'by group' });
  });
});

describe('the initiator does not sign', () => {
  const assignment: Assignment = { by: 'people', userIds: ['li', 'chen'] };
  test('one level up, then the cross-check role, then nobody', () => {
    expect(found({ assignment })).toEqual(['wang', 'chen']);
    expect(found({ assignment }, { organisation: disabled('wang') })).toEqual(['sun', 'chen']);
    expect(found({ assignment }, { organisation: disabled('wang', 'sun') })).toEqual(['chen']);
  });
  test('allowed where the node says so, never on money', () => {
    expect(found({ assignment, self: 'allow' })).toEqual(['li', 'chen']);
    expect(found({ assignment, self: 'allow', money: true })).toEqual(['wang', 'chen']);
  });
});

describe('proxies', () => {
  const proxy = (of: string, to: string, more: Partial<Proxy> = {}): Proxy => ({
    ...{ of, to, nodes: null, ceilingFen: null },
    ...{ from: '2026-03-10T00:00:00.000Z', until: '2026-03-11T00:00:00.000Z' },
    ...more,
  });
  const chen: Assignment = { by: 'people', userIds: ['chen'] };
  const under = (proxies: readonly Proxy[], more: Partial<Question> = {}, signing: Partial<Signing> = {}) =>
    found({ assignment: chen, ...signing }, { organisation: { ...ORGANISATION, proxies }, ...more });

  test('both names; the range includes its first moment and not its last', () => {
    const rows = [
      ['2026-03-09T23:59:59.999Z', 'chen'],
      ['2026-03-10T00:00:00.000Z', 'sun for chen'],
      ['2026-03-10T23:59:59.999Z', 'sun for chen'],
      ['2026-03-11T00:00:00.000Z', 'chen'],
    ] as const;
    for (const [now, expected] of rows) expect(under([proxy('chen', 'sun')], { now })).toEqual([expected]);
  });

  test('scope: only the nodes named', () => {
    expect(under([proxy('chen', 'sun', { nodes: ['b'] })])).toEqual(['chen']);
    expect(under([proxy('chen', 'sun', { nodes: ['a', 'b'] })])).toEqual(['sun for chen']);
  });

  test('ceiling: up to the amount, the amount included; a form without amount is above every ceiling', () => {
    const proxies = [proxy('chen', 'sun', { ceilingFen: 100_00 })];
    expect(under(proxies, { form: { amountFen: 100_00 } })).toEqual(['sun for chen']);
    expect(under(proxies, { form: { amountFen: 100_01 } })).toEqual(['chen']);
    expect(under(proxies)).toEqual(['chen']);
  });

  test('chain to its end; a circle, or an end that is disabled, leaves the duty where it is', () => {
    const chain = [proxy('chen', 'liu'), proxy('liu', 'sun')];
    expect(under(chain)).toEqual(['sun for chen']);
    expect(under([...chain, proxy('sun', 'chen')])).toEqual(['chen']);
    expect(under([...chain, proxy('sun', 'liu')])).toEqual(['chen']);
    const { people } = disabled('sun');
    expect(under(chain, { organisation: { ...ORGANISATION, people, proxies: chain } })).toEqual(['chen']);
  });

  test('never the initiator where they may not sign', () => {
    expect(under([proxy('chen', 'li')])).toEqual(['chen']);
    expect(under([proxy('chen', 'li')], {}, { self: 'allow' })).toEqual(['li for chen']);
    expect(under([proxy('chen', 'li')], {}, { self: 'allow', money: true })).toEqual(['chen']);
  });

  test('one person never takes two seats of a round, but signs in turn wherever their principal would', () => {
    const both: Assignment = { by: 'people', userIds: ['chen', 'liu'] };
    expect(under([proxy('chen', 'liu')], {}, { assignment: both })).toEqual(['chen', 'liu']);
    expect(under([proxy('chen', 'sun'), proxy('liu', 'sun')], {}, { assignment: both })).toEqual([
      'chen',
      'liu',
    ]);
    const twice: Assignment = { by: 'people', userIds: ['chen', 'liu', 'chen'] };
    expect(under([proxy('chen', 'sun')], {}, { assignment: twice, mode: { kind: 'inTurn' } })).toEqual([
      'sun for chen',
      'liu',
      'sun for chen',
    ]);
  });

  test('whatever the proxies: nobody twice, nobody disabled, never the initiator (seed printed on failure)', () => {
    const ids = Object.keys(ORGANISATION.people);
    const one = fc.constantFrom(...ids);
    const links = fc.array(fc.tuple(one, one), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), links, fc.subarray(ids), (userIds, pairs, off) => {
        const proxies = pairs.map(([of, to]) => proxy(of, to));
        const organisation = { ...disabled(...off), proxies };
        const signing = {
          assignment: { by: 'people', userIds },
          mode: ALL,
          self: 'climb',
          money: true,
        } as const;
        const signers = resolveSigners(signing, question({ organisation })).map(({ userId }) => userId);
        expect(new Set(signers).size).toBe(signers.length);
        expect(signers.filter((id) => id === 'li' || off.includes(id))).toEqual([]);
      }),
    );
  });
});
