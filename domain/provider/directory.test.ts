import { describe, expect, test } from 'vitest';
import { fen, yuan } from '../kernel/money.ts';
import {
  changeEntry,
  choiceRefusal,
  DIRECTORY_STATES,
  type DirectoryCommand,
  type DirectoryEntry,
  type DirectoryStatus,
} from './directory.ts';
import { ELIGIBILITY, eligibilityRefusal, type Proof, type ProofKind } from './eligibility.ts';
import { type Incubation, localShare, nextStage } from './incubation.ts';
import { PROVIDER_KINDS } from './types.ts';

const region = { creditCheckDays: 30 };
const proof = (kind: ProofKind, change: Partial<Proof> = {}): Proof => ({
  ...{ kind, reference: `${kind}-1`, validUntil: null },
  ...change,
});
const entry = (status: DirectoryStatus, change: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  ...{ kind: 'enterprise', status, proofs: [proof('licence')], lastCheck: null, until: null, reason: null },
  ...change,
});
const check = { on: '2026-03-01', listed: false, evidenceRef: '截图-1' };

const COMMANDS: { readonly [V in DirectoryCommand['verb']]: Extract<DirectoryCommand, { verb: V }> } = {
  Verify: { verb: 'Verify', proofs: [proof('licence')] },
  Admit: { verb: 'Admit', check },
  Watch: { verb: 'Watch', reason: '评价为中' },
  Clear: { verb: 'Clear', reason: '整改完成' },
  Suspend: { verb: 'Suspend', reason: '评价为差', until: '2026-09-02' },
  Restore: { verb: 'Restore', reason: '期满申请' },
  Ban: { verb: 'Ban', reason: '处罚决定-1', until: '2027-03-02' },
  Reapply: { verb: 'Reapply' },
};

/** One line a verb, one column a state in the order of the machine. */
const TABLE: Readonly<Record<DirectoryCommand['verb'], string>> = {
  Verify: '+------',
  Admit: '-+---+-',
  Watch: '--+--+-',
  Clear: '---+---',
  Suspend: '--++-+-',
  Restore: '----+--',
  Ban: '++++++-',
  Reapply: '------+',
};

const answerOf = (given: DirectoryEntry, command: DirectoryCommand, on = '2026-03-02'): string => {
  const answer = changeEntry(given, command, { on, region });
  return answer.ok ? answer.value.status : answer.refusal.rule;
};

test.each(Object.values(COMMANDS))('$verb by state', (command) => {
  const signs = DIRECTORY_STATES.map((status) => (answerOf(entry(status), command) === 'PV-01' ? '-' : '+'));
  expect(signs.join('')).toBe(TABLE[command.verb]);
});

describe('terms', () => {
  test('a suspension or ban holds through its last day', () => {
    const suspended = entry('suspended', { until: '2026-09-02' });
    const banned = entry('banned', { until: '2027-03-02' });
    expect([
      answerOf(suspended, COMMANDS.Restore, '2026-09-02'),
      answerOf(suspended, COMMANDS.Restore, '2026-09-03'),
    ]).toEqual(['SUP-04', 'restored']);
    expect([
      answerOf(banned, COMMANDS.Reapply, '2027-03-02'),
      answerOf(banned, COMMANDS.Reapply, '2027-03-03'),
    ]).toEqual(['SUP-04', 'candidate']);
  });

  test.each([
    ['2027-03-01', 'SUP-04'],
    ['2027-03-02', 'banned'],
    ['2029-03-02', 'banned'],
    ['2029-03-03', 'SUP-04'],
  ])('a ban on 2 March 2026 until %s: %s', (until, expected) => {
    expect(answerOf(entry('active'), { verb: 'Ban', reason: '处罚决定-1', until })).toBe(expected);
  });

  test('a suspension ends later than it begins', () => {
    expect(answerOf(entry('active'), { ...COMMANDS.Suspend, until: '2026-03-02' })).toBe('PV-02');
    expect(answerOf(entry('active'), { ...COMMANDS.Suspend, reason: ' ' })).toBe('PV-02');
  });
});

test('a credit check counts for 30 days, clean and with evidence', () => {
  const admit = (on: string, change: Partial<typeof check> = {}) =>
    answerOf(entry('verified'), { verb: 'Admit', check: { ...check, ...change } }, on);
  expect([admit('2026-03-31'), admit('2026-04-01'), admit('2026-02-28')]).toEqual([
    'active',
    'SUP-03',
    'SUP-03',
  ]);
  expect([admit('2026-03-02', { listed: true }), admit('2026-03-02', { evidenceRef: '' })]).toEqual([
    'SUP-03',
    'SUP-03',
  ]);
});

test('only what is admitted may be chosen', () => {
  expect(DIRECTORY_STATES.map((status) => choiceRefusal(entry(status))?.rule ?? 'ok')).toEqual([
    'PV-03',
    'PV-03',
    'ok',
    'ok',
    'SUP-04',
    'ok',
    'SUP-04',
  ]);
});

describe('eligibility by kind', () => {
  test('each kind with its proofs, and without each of them', () => {
    const answers = PROVIDER_KINDS.map((kind) => {
      const needed = ELIGIBILITY[kind];
      if (!needed.eligible) return [kind, eligibilityRefusal(kind, [], '2026-03-02')?.rule];
      const proofs = needed.proofs.map((one) => proof(one));
      expect(eligibilityRefusal(kind, proofs, '2026-03-02')).toBeNull();
      const lacking = needed.proofs.map(
        (one) =>
          eligibilityRefusal(
            kind,
            proofs.filter((each) => each.kind !== one),
            '2026-03-02',
          )?.rule,
      );
      return [kind, ...new Set(lacking)];
    });
    expect(answers).toEqual([
      ['enterprise', 'SUP-02'],
      ['socialOrganisation', 'SUP-02'],
      ['newOrganisation', 'SUP-02'],
      ['publicInstitution2', 'SUP-02'],
      ['publicInstitution1', 'SUP-01'],
      ['administrativeInstitution', 'SUP-01'],
      ['massOrganisation', 'SUP-01'],
      ['ruralCollective', 'SUP-09'],
      ['farmersCooperative', 'SUP-02'],
      ['villageCommittee', 'SUP-08'],
      ['individual', 'SUP-02'],
      ['consortium', 'SUP-02'],
    ]);
  });

  test('a proof counts through its last day, a blank reference never', () => {
    const licence = (change: Partial<Proof>) =>
      eligibilityRefusal('enterprise', [proof('licence', change)], '2026-03-02') === null;
    expect([
      licence({ validUntil: '2026-03-02' }),
      licence({ validUntil: '2026-03-01' }),
      licence({ reference: ' ' }),
    ]).toEqual([true, false, false]);
  });
});

test('incubation goes stage by stage', () => {
  const needs = { trainingHours: 16, acceptedTrials: 1 };
  const training = { on: '2026-03-02', topic: '植保', hours: 8, people: 3 };
  const file = (change: Partial<Incubation>): Incubation => ({
    ...{ stage: 'registered', trainings: [training], capabilities: [], acceptedTrials: 0 },
    ...change,
  });
  const stage = (change: Partial<Incubation>): string => {
    const answer = nextStage(file(change), needs);
    return answer.ok ? answer.value.stage : answer.refusal.rule;
  };
  expect([stage({}), stage({ trainings: [training, training] })]).toEqual(['PV-04', 'trained']);
  expect([stage({ stage: 'trained' }), stage({ stage: 'trained', capabilities: ['A1204'] })]).toEqual([
    'PV-04',
    'trial',
  ]);
  expect([stage({ stage: 'trial' }), stage({ stage: 'trial', acceptedTrials: 1 })]).toEqual([
    'PV-04',
    'graduated',
  ]);
  expect(stage({ stage: 'graduated' })).toBe('PV-04');
});

test('the local share is counted by the code of the division', () => {
  const contracts = [
    { registeredIn: '510904102', valueFen: yuan(10) },
    { registeredIn: '510904', valueFen: yuan(20) },
    { registeredIn: '510903', valueFen: yuan(70) },
  ];
  expect(localShare(contracts, '510904')).toEqual({
    ...{ contracts: 3, localContracts: 2, valueFen: yuan(100), localFen: yuan(30) },
  });
  expect(localShare([], '510904').valueFen).toBe(fen(0));
});
