import { invariant } from '../kernel/invariant.ts';
import type { Instant } from '../kernel/local-date.ts';
import { text } from '../kernel/text.ts';
import type { CaseState } from './case.ts';
import type { CaseCommand, CaseContext } from './case-commands.ts';
import type { CaseEvent } from './case-events.ts';
import { decideCase, type NewCase, startCase } from './decide-case.ts';
import { evolveCase } from './evolve-case.ts';
import type { ApproveNode, Flow, FlowNode } from './flow.ts';
import type { Organisation } from './organisation.ts';

export const WORDS = { text: '同意', attachments: [], signature: null, seal: null };

const person = (name: string, orgId = 'office') => ({ name, orgId, active: true });

/** 一个乡镇: Li asks; Wang leads the office, Zhao the township; Chen, Liu, Sun and Zhou sign; Guo watches the flow, Xu is a stranger. */
export const TOWNSHIP: Organisation = {
  people: {
    li: person('李'),
    wang: person('王'),
    zhao: person('赵', 'township'),
    chen: person('陈'),
    liu: person('刘'),
    sun: person('孙'),
    zhou: person('周'),
    guo: person('郭'),
    ma: person('马'),
    xu: person('许'),
  },
  posts: [{ userId: 'sun', role: 'townshipFinance', orgId: 'township' }],
  departments: {
    office: { parent: 'township', leader: 'wang' },
    township: { parent: null, leader: 'zhao' },
  },
  groups: {},
  proxies: [],
  admins: ['ma'],
};

export const node = (people: readonly string[], more: Partial<ApproveNode> = {}): ApproveNode => ({
  kind: 'approve',
  title: text('审批', 'Approval'),
  assignment: { by: 'people', userIds: people },
  mode: { kind: 'all' },
  empty: { to: 'supervisor', userId: 'zhou' },
  self: 'climb',
  duplicate: 'ask',
  capacity: null,
  requires: { opinion: true, attachment: false, signature: false, seal: false },
  limit: { dueWorkingDays: 3, reminderWorkingDays: 1, escalateTo: ['wang'], decides: null },
  verbs: ['return', 'takeBack', 'addSign', 'transfer', 'delegate', 'abstain', 'recuse'],
  money: false,
  mandatory: true,
  next: null,
  ...more,
});

export const flow = (nodes: Readonly<Record<string, FlowNode>>, more: Partial<Flow> = {}): Flow => ({
  id: 'scene',
  version: 1,
  title: text('场景', 'Scene'),
  fields: {},
  owner: 'guo',
  crossCheck: { role: 'townshipFinance', orgId: 'township' },
  start: Object.keys(nodes)[0] ?? '',
  nodes,
  pointOfNoReturn: null,
  limits: { chain: 2, nesting: 2, added: 5, urgeEveryHours: 4, extensions: 1 },
  ...more,
});

export const START: Instant = '2026-03-02T01:00:00.000Z';

type Given = Omit<NewCase, 'caseId'> & Pick<CaseContext, 'verdicts'>;
export const ORDINARY: Given = { initiator: 'li', form: {}, choices: {}, verdicts: {} };

/** 一幕 a case on the stage: commands by one line each, events and state to look at. */
export class Scene {
  state: CaseState | null = null;
  readonly events: CaseEvent[] = [];
  context: CaseContext;

  constructor(
    shown: Flow,
    organisation: Organisation = TOWNSHIP,
    { initiator, form, choices, verdicts }: Given = ORDINARY,
  ) {
    const calendar = { version: 'test', years: {} };
    this.context = { flow: shown, organisation, calendar, verdicts, now: START, upgradeTo: null };
    const started = startCase({ caseId: 'c1', initiator, form, choices }, this.context);
    invariant(started.ok, 'The scene opens');
    this.#fold(started.value);
  }

  get now(): CaseState {
    invariant(this.state, 'The scene has opened');
    return this.state;
  }

  /** Gives a command; answers `ok` or the code of the refusal. */
  give<V extends CaseCommand['verb']>(
    by: string,
    verb: V,
    data: Extract<CaseCommand, { verb: V }>['data'],
  ): string {
    return this.command({ verb, by, data, occurredAt: null } as CaseCommand); // Verb and data come paired.
  }

  command(command: CaseCommand): string {
    const result = decideCase(this.now, command, this.context);
    if (!result.ok) return result.refusal.code;
    this.#fold(result.value);
    return 'ok';
  }

  approve(by: string, taskId: string): string {
    return this.give(by, 'approve', { taskId, opinion: WORDS, choices: {} });
  }

  at(now: Instant): this {
    this.context = { ...this.context, now };
    return this;
  }

  #fold(events: readonly CaseEvent[]): void {
    this.events.push(...events);
    this.state = events.reduce<CaseState | null>(evolveCase, this.state);
  }
}
