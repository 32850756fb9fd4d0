import { describe, expect, test } from 'vitest';
import { asked, organisation, Stage, without } from '../../tests/support/project-approval.ts';
import { provePublishable } from '../approval/flow-proofs.ts';

describe('a budget that is asked for', () => {
  test('waits for the holder of the first post; each yes takes it one step on; the last one reserves the money', () => {
    const stage = asked();
    expect(stage.events).toEqual(['ApprovalRecorded', 'BudgetRequested']);
    expect(stage.at).toEqual([
      'budgetReviewing',
      'budgetCheck',
      'leaderBudgetApproval',
      'countyBudgetReview',
    ]);
    expect(stage.waiting).toEqual(['finance']);
    expect(stage.decideBudget('leader')).toBe('NotEntitled');
    expect(stage.decideBudget('finance')).toBe('ok');
    expect(stage.events).toEqual(['ApprovalRecorded', 'BudgetStepApproved']);
    expect(stage.decideBudget('leader')).toBe('ok');
    expect(stage.at).toEqual(['budgetReviewing', 'countyBudgetReview']);
    expect(stage.decideBudget('county')).toBe('ok');
    expect(stage.events).toEqual(['ApprovalRecorded', 'BudgetApproved', 'DisclosureOpened']);
    expect(stage.state.process).toMatchObject({ state: 'budgetApproved', approval: null });
  });

  test('runs on a flow that may be published and is named by its content', () => {
    const { flow } = asked();
    expect(flow && provePublishable(flow, organisation)).toEqual([]);
    expect(flow?.id).toMatch(/^project-budget\.\d+$/);
    expect(Object.values(flow?.nodes ?? {}).map((node) => node.kind === 'approve' && node.money)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('goes to the levels that a rule names as well, in the order of the matrix', () => {
    const stage = new Stage();
    stage.levels = ['mayor', 'leader'];
    stage.request();
    expect(stage.at).toEqual([
      ...['budgetReviewing', 'budgetCheck', 'leaderBudgetApproval', 'mayorBudgetApproval'],
      'countyBudgetReview',
    ]);
  });

  test('is signed by the proxy of an absent holder, but never by one with an incompatible duty', () => {
    const during = {
      nodes: null,
      ceilingFen: null,
      from: '2026-01-01T00:00:00.000Z',
      until: '2027-01-01T00:00:00.000Z',
    };
    const holder = (to: string, flows: readonly string[] | null) => {
      const stage = new Stage();
      stage.people = { ...organisation, proxies: [{ of: 'finance', to, flows, ...during }] };
      const { process } = stage.state;
      const duties = [{ userId: 'clerk-2', duty: 'request' }] as const;
      stage.state = { ...stage.state, process: { ...process, duties } };
      stage.request();
      return stage.waiting;
    };
    expect(holder('counsel', ['project-budget'])).toEqual(['counsel']);
    expect(holder('counsel', ['project-contract'])).toEqual(['finance']);
    expect(holder('clerk-2', null)).toEqual(['finance']);
  });

  test('is rejected by one no, and the project ends', () => {
    const stage = asked();
    expect(stage.decideBudget('finance', 'reject')).toBe('ok');
    expect(stage.events).toEqual(['ApprovalRecorded', 'ProjectRejected']);
    expect(stage.state.process).toMatchObject({ state: 'rejected', approval: null });
  });

  test('takes its approval along when the handler withdraws the project', () => {
    const stage = asked();
    expect(stage.give('clerk', { type: 'WithdrawProject', data: { reason: '不再需要' } })).toBe('ok');
    expect(stage.state.process).toMatchObject({ state: 'withdrawn', approval: null });
  });

  test('a project that stood at its step before cases were kept gets its case with the next word', () => {
    const stage = asked();
    const { process } = stage.state;
    stage.state = { ...stage.state, process: { ...process, approval: null } };
    stage.flow = null;
    expect(stage.decideBudget('finance')).toBe('ok');
    expect(stage.at).toEqual(['budgetReviewing', 'leaderBudgetApproval', 'countyBudgetReview']);
    expect(stage.waiting).toEqual(['leader']);
    expect(stage.flow).not.toBeNull();
  });
});

describe('who signs', () => {
  test('several holders of a post: each may, and one is enough', () => {
    const stage = new Stage();
    const second = { userId: 'counsel', role: 'townshipFinance', orgId: 'org-town' } as const;
    stage.people = { ...organisation, posts: [...organisation.posts, second] };
    stage.request();
    expect(stage.waiting).toEqual(['finance', 'counsel']);
    expect(stage.decideBudget('counsel')).toBe('ok');
    expect(stage.waiting).toEqual(['leader']);
  });

  test('a post that nobody holds goes to the head of the buyer, and without one to the reform office', () => {
    const stage = new Stage();
    stage.people = without('finance');
    stage.request();
    expect(stage.waiting).toEqual(['mayor']);
    expect(stage.decideBudget('mayor')).toBe('ok');
  });

  test('where nobody could sign at all, nothing is opened', () => {
    const stage = new Stage();
    stage.people = { ...organisation, posts: [], departments: {} };
    expect(stage.request()).toBe('SeatVacant');
  });

  test('whoever holds an incompatible duty is passed over, even in the post', () => {
    const stage = new Stage();
    stage.state = {
      ...stage.state,
      process: { ...stage.state.process, duties: [{ userId: 'finance', duty: 'request' }] },
    };
    stage.request();
    expect(stage.waiting).toEqual(['mayor']);
    expect(stage.decideBudget('finance')).toBe('SegregationOfDuties');
  });

  test('the initiator never signs, whatever post they hold besides', () => {
    const stage = new Stage();
    stage.people = {
      ...organisation,
      posts: [
        ...organisation.posts.filter(({ role }) => role !== 'townshipFinance'),
        { userId: 'clerk', role: 'townshipFinance', orgId: 'org-town' },
      ],
    };
    stage.request();
    expect(stage.waiting).toEqual(['mayor']);
  });
});
