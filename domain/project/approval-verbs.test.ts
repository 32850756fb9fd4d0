import { describe, expect, test } from 'vitest';
import { asked } from '../../tests/support/project-approval.ts';
import type { ApprovalAct } from './approval-acts.ts';
import { checkpointOf } from './approval-checkpoint.ts';

describe('sending back', () => {
  const atCounty = () => {
    const stage = asked();
    stage.decideBudget('finance');
    stage.decideBudget('leader');
    return stage;
  };

  test('to an earlier step, and on from there', () => {
    const stage = atCounty();
    expect(stage.act('county', { verb: 'return', to: 'budgetCheck', then: 'goOn', opinion: '请重核' })).toBe(
      'ok',
    );
    expect(stage.events).toEqual(['ApprovalRecorded']);
    expect(stage.at).toEqual([
      'budgetReviewing',
      'budgetCheck',
      'leaderBudgetApproval',
      'countyBudgetReview',
    ]);
    stage.decideBudget('finance');
    expect(stage.waiting).toEqual(['leader']);
  });

  test('to an earlier step, and straight back to whoever sent it', () => {
    const stage = atCounty();
    stage.act('county', { verb: 'return', to: 'budgetCheck', then: 'straightBack', opinion: '请重核' });
    expect(stage.at).toEqual(['budgetReviewing', 'budgetCheck', 'countyBudgetReview']);
    stage.decideBudget('finance');
    expect(stage.waiting).toEqual(['county']);
    expect(stage.decideBudget('county')).toBe('ok');
    expect(stage.state.process.state).toBe('budgetApproved');
  });

  test('to the initiator, who asks anew from the first step', () => {
    const stage = atCounty();
    expect(stage.decideBudget('county', 'return')).toBe('ok');
    expect(stage.events).toEqual(['ApprovalRecorded', 'BudgetReturned']);
    expect(stage.at).toEqual(['exAnteEvaluated', 'budgetRequest']);
    expect(stage.request()).toBe('ok');
    expect(stage.waiting).toEqual(['finance']);
    expect(stage.state.process.approval?.rounds.map(({ id }) => id)).toContain('budgetCheck#2');
  });

  test('to the initiator and straight back: what has passed stands, the same person asks under the same flow', () => {
    const stage = atCounty();
    stage.act('county', { verb: 'return', to: 'initiator', then: 'straightBack', opinion: '请补材料' });
    expect(stage.at).toEqual(['exAnteEvaluated', 'budgetRequest']);
    expect(stage.request()).toBe('ok');
    expect(stage.at).toEqual(['budgetReviewing', 'countyBudgetReview']);
    expect(stage.waiting).toEqual(['county']);
  });

  test('to the initiator, but somebody else asks: a new case from the first step', () => {
    const stage = atCounty();
    stage.act('county', { verb: 'return', to: 'initiator', then: 'straightBack', opinion: '请补材料' });
    expect(stage.request('clerk-2')).toBe('ok');
    expect(stage.waiting).toEqual(['finance']);
    expect(stage.state.process.approval?.initiator).toBe('clerk-2');
  });

  test('never to a step that has not passed, nor to one there is not', () => {
    const stage = asked();
    const to = (target: string): ApprovalAct => ({
      ...{ verb: 'return', then: 'goOn', opinion: '退' },
      to: target,
    });
    expect(stage.act('finance', to('leaderBudgetApproval'))).toBe('NotEarlier');
    expect(stage.act('finance', to('nowhere'))).toBe('NotEarlier');
  });
});

describe('what a step asks of a word besides the opinion', () => {
  const papers = { budgetCheck: { attachment: true, signature: true } };
  const file = { name: '审核表.pdf', sizeBytes: 10, sha256: 'a'.repeat(64) };

  test('is enforced as the region says, for approving and for refusing', () => {
    const stage = asked({ papers });
    expect(stage.decideBudget('finance')).toBe('AttachmentRequired');
    expect(stage.decideBudget('finance', 'approve', { attachments: [file] })).toBe('SignatureRequired');
    expect(stage.decideBudget('finance', 'reject', { signature: '李四' })).toBe('AttachmentRequired');
    expect(stage.decideBudget('finance', 'approve', { attachments: [file], signature: '李四' })).toBe('ok');
    const answer = stage.state.process.approval?.rounds[0]?.seats[0]?.answer;
    expect(answer?.opinion).toMatchObject({ attachments: [file], signature: '李四' });
    expect(stage.decideBudget('leader')).toBe('ok');
  });

  test('a flow that asks for nothing more stays the very same document', () => {
    const flowId = (stage: ReturnType<typeof asked>) => stage.state.process.approval?.flowId;
    expect(flowId(asked({ papers: {} }))).toBe(flowId(asked()));
    expect(flowId(asked({ papers }))).not.toBe(flowId(asked()));
  });
});

describe('the other verbs', () => {
  test('a signer takes their word back while the next step is untouched, and not after', () => {
    const stage = asked();
    stage.decideBudget('finance');
    expect(stage.act('finance', { verb: 'takeBack' })).toBe('ok');
    expect(stage.at).toEqual([
      'budgetReviewing',
      'budgetCheck',
      'leaderBudgetApproval',
      'countyBudgetReview',
    ]);
    stage.decideBudget('finance');
    stage.act('leader', { verb: 'delegate', to: 'counsel', reason: '请代阅' });
    expect(stage.act('finance', { verb: 'takeBack' })).toBe('TooLate');
  });

  test('an added signer gives the same words; one no of theirs refuses', () => {
    const stage = asked();
    stage.act('finance', { verb: 'addSign', position: 'before', people: ['counsel'] });
    expect(stage.waiting).toEqual(['counsel']);
    expect(stage.decideBudget('finance')).toBe('NotEntitled');
    expect(stage.decideBudget('counsel')).toBe('ok');
    expect(stage.events).toEqual(['ApprovalRecorded']);
    expect(stage.waiting).toEqual(['finance']);
    stage.act('finance', { verb: 'addSign', position: 'before', people: ['mayor'] });
    stage.decideBudget('mayor', 'reject');
    expect(stage.state.process.state).toBe('rejected');
  });

  test('taking off the last signer lets the step pass, and is checked like the approval itself', () => {
    const stage = asked();
    stage.act('finance', { verb: 'addSign', position: 'parallel', people: ['counsel'] });
    stage.decideBudget('finance');
    expect(stage.waiting).toEqual(['counsel']);
    const act = { verb: 'removeSign', taskId: 'budgetCheck#1.2', reason: '出差' } as const;
    const { process } = stage.state;
    expect(checkpointOf(process, { type: 'ActOnApproval', data: { act } })).toBe('DecideBudget');
    expect(checkpointOf(process, { type: 'ActOnApproval', data: { act: { verb: 'urge' } } })).toBe(
      'ActOnApproval',
    );
    expect(stage.act('finance', act)).toBe('ok');
    expect(stage.events).toEqual(['ApprovalRecorded', 'BudgetStepApproved']);
    expect(stage.waiting).toEqual(['leader']);
  });

  test('a transferred task is decided by its new holder only; never by who asked for the money', () => {
    const stage = asked();
    expect(stage.act('finance', { verb: 'transfer', to: 'clerk', reason: '转办' })).toBe(
      'SegregationOfDuties',
    );
    expect(stage.act('finance', { verb: 'transfer', to: 'counsel', reason: '转办' })).toBe('ok');
    expect(stage.decideBudget('finance')).toBe('NotEntitled');
    expect(stage.decideBudget('counsel')).toBe('ok');
  });

  test('a helper answers, and the holder decides', () => {
    const stage = asked();
    stage.act('finance', { verb: 'delegate', to: 'counsel', reason: '请提意见' });
    expect(stage.decideBudget('counsel')).toBe('NotEntitled');
    expect(stage.act('counsel', { verb: 'answer', opinion: '无异议' })).toBe('ok');
    expect(stage.decideBudget('finance')).toBe('ok');
  });

  test('who recuses leaves the step to the head of the buyer', () => {
    const stage = asked();
    expect(stage.act('finance', { verb: 'recuse', reason: '亲属关系' })).toBe('ok');
    expect(stage.waiting).toEqual(['mayor']);
  });

  test('an administrator hands tasks over, a leader urges, and a stranger does neither', () => {
    const stage = asked();
    const over = { verb: 'handOver', from: 'finance', to: 'leader', reason: '离职' } as const;
    expect(stage.act('county', over)).toBe('NotYours');
    expect(stage.act('counsel', over)).toBe('ok');
    expect(stage.waiting).toEqual(['leader']);
    expect(stage.act('mayor', { verb: 'urge' })).toBe('ok');
    expect(stage.act('county', { verb: 'urge' })).toBe('NotYours');
    expect(stage.act('clerk', { verb: 'urge' })).toBe('UrgedTooSoon');
    expect(stage.act('county', { verb: 'comment', text: '路过' })).toBe('NotEntitled');
  });

  test('copies and comments change no step and give nobody a duty', () => {
    const stage = asked();
    const { duties } = stage.state.process;
    expect(stage.act('finance', { verb: 'carbonCopy', people: ['county'] })).toBe('ok');
    expect(stage.act('county', { verb: 'readCopy' })).toBe('ok');
    expect(stage.act('county', { verb: 'comment', text: '已知悉' })).toBe('ok');
    expect(stage.waiting).toEqual(['finance']);
    expect(stage.state.process.duties).toEqual(duties);
  });
});
