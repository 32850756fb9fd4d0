import { expect } from 'vitest';
import type { Flow } from '../../domain/approval/flow.ts';
import type { ApprovalMatrix } from '../../domain/approval/matrix.ts';
import type { Organisation } from '../../domain/approval/organisation.ts';
import { openTasks } from '../../domain/approval/tally.ts';
import type { ApprovalLevel, Role, WordPapers } from '../../domain/approval/types.ts';
import type { ApprovalAct } from '../../domain/project/approval-acts.ts';
import type { Command } from '../../domain/project/commands.ts';
import { decide } from '../../domain/project/decide.ts';
import { evolve, raiseRevision } from '../../domain/project/evolve.ts';
import { askOf, gate } from '../../domain/project/gate.ts';
import type { ProjectState } from '../../domain/project/state.ts';
import { actor as actorOf, file, processAt, references } from '../../rules/packs/case.fixture.ts';
import { clean } from '../../rules/packs/clean.fixture.ts';

const POSTS: readonly (readonly [string, Role, string])[] = [
  ['clerk', 'handler', 'org-town'],
  ['clerk-2', 'handler', 'org-town'],
  ['finance', 'townshipFinance', 'org-town'],
  ['leader', 'leader', 'org-town'],
  ['mayor', 'mayor', 'org-town'],
  ['counsel', 'legalCounsel', 'org-town'],
  ['county', 'countyBudget', 'org-finance'],
  ['reform', 'reformOffice', 'org-reform'],
];

export const organisation: Organisation = {
  people: Object.fromEntries(POSTS.map(([id, , orgId]) => [id, { name: id, orgId, active: true }])),
  posts: POSTS.map(([userId, role, orgId]) => ({ userId, role, orgId })),
  departments: { 'org-town': { parent: null, leader: 'mayor' } },
  groups: {},
  proxies: [],
  admins: ['counsel'],
};

export const without = (userId: string): Organisation => ({
  ...organisation,
  posts: organisation.posts.filter((post) => post.userId !== userId),
});

const MATRIX = {
  version: 't',
  confirmed: false,
  bands: {
    township: [
      {
        fromFen: 0,
        steps: ['budgetCheck', 'leaderBudgetApproval', 'countyBudgetReview'] as const,
        minutesRequired: false,
      },
    ],
  },
};

/** 一幕 a project that asks for money; people act by a line each. */
export class Stage {
  state: ProjectState;
  people = organisation;
  hour = 1;
  /** What rules ask for besides the matrix. */
  levels: readonly ApprovalLevel[] = [];
  flow: Flow | null = null;
  events: string[] = [];
  readonly papers: ApprovalMatrix['papers'];

  constructor({ papers }: Pick<ApprovalMatrix, 'papers'> = {}) {
    this.papers = papers;
    const process = { ...processAt('RequestBudget'), stage: 'budget', state: 'exAnteEvaluated' } as const;
    this.state = { process: { ...process, duties: [] }, file };
  }

  give(by: string, command: Command): string {
    const { process } = this.state;
    const asker = {
      ...actorOf(by),
      posts: POSTS.filter(([id]) => id === by).map(([, role, orgId]) => ({ role, orgId })),
    };
    const request = { command, actor: asker, expectedRevision: process.revision, occurredOn: null };
    const shut = gate(process, asker, askOf(request));
    if (shut) return shut.code;
    this.hour += 1;
    const decided = decide(this.state, command, {
      references: {
        ...references,
        matrix: { ...MATRIX, ...(this.papers && { papers: this.papers }) },
        organisation: this.people,
        flow: this.flow,
      },
      by: asker,
      today: process.lastOn,
      recordedAt: new Date(Date.UTC(2026, 2, 2, this.hour)).toISOString(),
      digest: (content) => `${content.length}`,
      levels: this.levels,
    });
    if (!decided.ok) return decided.refusal.code;
    this.flow = decided.value.flow ?? this.flow;
    this.events = decided.value.events.map(({ type }) => type);
    const after = decided.value.events.reduce<ProjectState>(evolve, this.state);
    this.state = { ...after, process: raiseRevision(after.process) };
    expect(this.waiting.length > 0).toBe(this.state.process.approval?.status === 'running');
    return 'ok';
  }

  request(by = 'clerk'): string {
    return this.give(by, { type: 'RequestBudget', data: clean.RequestBudget });
  }
  decideBudget(
    by: string,
    decision: 'approve' | 'return' | 'reject' = 'approve',
    papers: WordPapers = {},
  ): string {
    const data = { decision, opinion: '意见', minutesRef: null, ...papers };
    return this.give(by, { type: 'DecideBudget', data });
  }
  act(by: string, act: ApprovalAct): string {
    return this.give(by, { type: 'ActOnApproval', data: { act } });
  }

  /** Who holds the open tasks. */
  get waiting(): readonly string[] {
    const { approval } = this.state.process;
    return approval?.status === 'running' ? openTasks(approval).map(({ userId }) => userId) : [];
  }
  /** State, open step and the steps ahead. */
  get at(): readonly unknown[] {
    const { state, step, route } = this.state.process;
    return [state, step, ...route];
  }
}

export const asked = (matrix: Pick<ApprovalMatrix, 'papers'> = {}): Stage => {
  const stage = new Stage(matrix);
  expect(stage.request()).toBe('ok');
  return stage;
};
