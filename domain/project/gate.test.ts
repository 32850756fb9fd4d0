import { describe, expect, test } from 'vitest';
import { type Actor, PARTIES, type Parties, ROLE_TITLES, type Role } from '../approval/types.ts';
import { localDate } from '../kernel/local-date.ts';
import { allowedActions } from './allowed-actions.ts';
import { gate, mayAsk, projectCommands } from './gate.ts';
import type { ProjectProcess } from './process.ts';
import { endStates } from './states.ts';
import { STEPS, stepIds } from './steps.ts';

const parties = Object.fromEntries(PARTIES.map((party) => [party, `org-${party}`])) as Record<
  string,
  string
> as Parties;
const today = localDate('2026-11-23');

const process: ProjectProcess = {
  v: 1,
  projectId: 'P1',
  revision: 7,
  stage: 'budget',
  state: 'budgetReviewing',
  step: 'budgetCheck',
  route: [],
  parties,
  approval: null,
  duties: [{ userId: 'clerk', duty: 'request' }],
  openedOn: today,
  dueOn: today,
  dueAnnounced: true,
  deadlines: [],
  lateEntry: false,
  lastOn: today,
};

const actor = (role: Role, party: keyof Parties, userId = `${role}-user`): Actor => ({
  userId,
  name: userId,
  posts: [{ role, orgId: parties[party] ?? '' }],
});

/** Who takes part in a procurement; which act is whose is asked with the verb. */
const ORGANISING: readonly Role[] = ['agency', 'handler', 'countyProcurement'];

describe('each step', () => {
  test.each(stepIds)('%s is open to its own role and party and to no other role', (id) => {
    const { command, role, party } = STEPS[id];
    const at = { ...process, step: id };
    expect(mayAsk(at, actor(role, party), command)).toBeNull();
    const taking = command === 'ActOnProcedure' ? ORGANISING : [role];
    for (const other of Object.keys(ROLE_TITLES) as Role[]) {
      if (!taking.includes(other))
        expect(mayAsk(at, actor(other, party), command)?.code, other).toBe('NotEntitled');
    }
    const elsewhere = { ...actor(role, party), posts: [{ role, orgId: 'another-org' }] };
    expect(mayAsk(at, elsewhere, command)?.code).toBe('NotEntitled');
  });
});

test('an act on the procurement belongs to the role of its verb', () => {
  const at = { ...process, state: 'procuring', step: 'bidding' } as const;
  const ask = (role: Role, party: keyof Parties, verb: 'CloseBids' | 'ChooseWinner' | 'Suspend') =>
    mayAsk(at, actor(role, party), 'ActOnProcedure', verb)?.code ?? null;
  expect(ask('agency', 'agency', 'CloseBids')).toBeNull();
  expect(ask('handler', 'buyer', 'CloseBids')).toBe('NotEntitled');
  expect(ask('handler', 'buyer', 'ChooseWinner')).toBeNull();
  expect(ask('agency', 'agency', 'ChooseWinner')).toBe('NotEntitled');
  expect(ask('countyProcurement', 'countyFinance', 'Suspend')).toBeNull();
  const below = { ...at, parties: { ...parties, agency: null }, step: 'selection' } as const;
  expect(mayAsk(below, actor('handler', 'buyer'), 'ActOnProcedure', 'CloseBids')).toBeNull();
});

test('who requested may not approve, and hears why', () => {
  const both: Actor = { ...actor('townshipFinance', 'buyer', 'clerk') };
  const refusal = mayAsk(process, both, 'DecideBudget');
  expect(refusal).toMatchObject({ code: 'SegregationOfDuties', rule: 'CTL-01', facts: { held: 'request' } });
});

test('a stale revision is told apart from a wrong time', () => {
  const ask = { type: 'DecideBudget', expectedRevision: 6, verb: null } as const;
  expect(gate(process, actor('townshipFinance', 'buyer'), ask)?.code).toBe('StaleRevision');
  expect(mayAsk(process, actor('handler', 'buyer'), 'ArchiveProject')?.code).toBe('NotNow');
});

test('nothing can be done with a project that has ended', () => {
  for (const state of endStates) {
    const over = { ...process, state, step: null };
    for (const command of projectCommands) {
      expect(mayAsk(over, actor('handler', 'buyer'), command)?.code, `${command} at ${state}`).toBe(
        'ProjectEnded',
      );
    }
  }
});

test('allowed actions name every command once, each refused one with a reason in both languages', () => {
  const actions = allowedActions(process, actor('townshipFinance', 'buyer'));
  expect(new Set(actions.map((one) => one.command)).size).toBe(actions.length);
  expect(actions.filter((one) => one.allowed).map((one) => one.command)).toEqual(['DecideBudget']);
  for (const { reason, allowed } of actions) {
    if (!allowed) expect(reason?.message.zh && reason.message.en && reason.remedy.zh).toBeTruthy();
  }
});
