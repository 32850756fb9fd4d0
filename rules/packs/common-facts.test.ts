import { describe, expect, it } from 'vitest';
import { fen } from '../../domain/kernel/money.ts';
import { justificationsOf } from '../../domain/project/justifications.ts';
import type { Duty } from '../../domain/project/steps.ts';
import { file, processAt, references } from './case.fixture.ts';
import { application, clean } from './clean.fixture.ts';
import { cleanActs } from './clean-acts.fixture.ts';
import { procedureQuestion, questionFor } from './question.fixture.ts';

const held = (...duties: readonly Duty[]) => ({
  process: {
    ...processAt('DecidePayment'),
    duties: [
      ...duties.map((duty) => ({ userId: 'u-someone', duty })),
      { userId: 'u-other', duty: 'pay' as const },
    ],
  },
});

describe('facts that every command has', () => {
  it('counts the other duties of the person who acts, each once', () => {
    const count = (...duties: readonly Duty[]) =>
      questionFor('DecidePayment', clean.DecidePayment, held(...duties)).facts.actor_other_duties;
    expect(count()).toBe(0);
    expect(count('approve', 'approve')).toBe(0);
    expect(count('request', 'request')).toBe(1);
    expect(count('request', 'accept')).toBe(2);
  });

  it('a step without a duty of its own conflicts with none', () => {
    const at = processAt('ActOnProcedure');
    const process = { ...at, duties: [{ userId: 'u-someone', duty: 'pay' as const }] };
    expect(procedureQuestion(cleanActs.Rerun, { process }).facts.actor_other_duties).toBe(0);
  });

  it('returning and rejecting do not move forward; asking, agreeing and filing do', () => {
    const decide = (decision: 'approve' | 'return' | 'reject') =>
      questionFor('DecideBudget', { ...clean.DecideBudget, decision }).facts.moves_forward;
    expect([decide('approve'), decide('return'), decide('reject')]).toEqual([true, false, false]);
    expect(questionFor('RequestBudget').facts.moves_forward).toBe(true);
    expect(questionFor('FilePlan').facts.moves_forward).toBe(true);
    expect(questionFor('FilePlan', { ...clean.FilePlan, decision: 'return' }).facts.moves_forward).toBe(
      false,
    );
  });

  it('procurement law applies from the limit on, for centralised items and for statutory methods', () => {
    const applies = (estimateFen: number, method: typeof file.method) =>
      questionFor('SignContract', clean.SignContract, {
        file: { ...file, method, application: { ...application, estimateFen: fen(estimateFen) } },
      }).facts.procurement_law_applies;
    const { choice } = clean.ChooseMethod;
    const internal = { ...choice, method: 'internalSelection' } as const;
    const limit = references.thresholds.purchaseLimitFen;
    expect(applies(limit, internal)).toBe(true);
    expect(applies(limit - 1, internal)).toBe(false);
    expect(applies(limit - 1, null)).toBe(false);
    expect(applies(limit - 1, choice)).toBe(true);
    expect(applies(limit - 1, { ...internal, inCentralisedCatalogue: true })).toBe(true);
  });

  it('a blank justification is none', () => {
    const { request } = clean.RequestBudget;
    const data = { request: { ...request, justifications: { 'BUD-03': '理由', 'BUD-06': ' ' } } };
    expect(questionFor('RequestBudget', data).facts.justified_rules).toEqual(['BUD-03']);
    expect(justificationsOf({ type: 'RequestBudget', data })).toBe(data.request.justifications);
    expect(justificationsOf({ type: 'SubmitProject', data: clean.SubmitProject })).toEqual({});
  });
});
