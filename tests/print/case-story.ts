import type { CasePaper } from '../../api/print/case-form.ts';
import type { CaseState, Opinion } from '../../domain/approval/case.ts';
import type { CaseCommand, CaseContext } from '../../domain/approval/case-commands.ts';
import type { CaseEvent } from '../../domain/approval/case-events.ts';
import { decideCase, startCase } from '../../domain/approval/decide-case.ts';
import { evolveCase } from '../../domain/approval/evolve-case.ts';
import type { ApproveNode, Flow } from '../../domain/approval/flow.ts';
import type { Organisation } from '../../domain/approval/organisation.ts';
import type { Result } from '../../domain/kernel/refusal.ts';
import { text } from '../../domain/kernel/text.ts';

const NAMES = {
  li: '李经办',
  chen: '陈会计',
  liu: '刘所长',
  sun: '孙副所长',
  zhou: '周主任',
  wang: '王副镇长',
  zhao: '赵副镇长',
  guo: '郭流程',
} as const;

const OFFICES: Readonly<Partial<Record<string, string>>> = {
  li: '沙河镇便民服务中心',
  wang: '沙河镇人民政府',
  zhao: '沙河镇人民政府',
};
const officeOf = (id: string): string => OFFICES[id] ?? '沙河镇财政所';

const people = Object.entries(NAMES);

const ORGANISATION: Organisation = {
  people: Object.fromEntries(people.map(([id, name]) => [id, { name, orgId: 'office', active: true }])),
  posts: [],
  departments: { office: { parent: null, leader: 'wang' } },
  groups: {},
  proxies: [
    {
      of: 'wang',
      to: 'zhao',
      nodes: null,
      ceilingFen: null,
      from: '2026-03-01T00:00:00.000Z',
      until: '2026-04-01T00:00:00.000Z',
    },
  ],
  admins: [],
};

const node = (
  zh: string,
  en: string,
  more: Pick<ApproveNode, 'assignment' | 'mode' | 'next' | 'requires'>,
): ApproveNode => ({
  kind: 'approve',
  title: text(zh, en),
  empty: { to: 'supervisor', userId: 'guo' },
  self: 'climb',
  duplicate: 'ask',
  capacity: null,
  limit: { dueWorkingDays: 3, reminderWorkingDays: 1, escalateTo: ['wang'], decides: null },
  verbs: ['return', 'takeBack', 'addSign', 'transfer', 'delegate', 'abstain', 'recuse'],
  money: false,
  mandatory: true,
  ...more,
});

const ASKED = { opinion: true, attachment: false, signature: false, seal: false };

const FLOW: Flow = {
  id: 'adjustment',
  version: 3,
  title: text('预算调剂', 'Budget adjustment'),
  fields: { amountFen: 'number', purpose: 'text', urgent: 'boolean', lines: 'list' },
  owner: 'guo',
  crossCheck: { role: 'townshipFinance', orgId: 'office' },
  start: 'check',
  nodes: {
    check: node('财政所核对', 'Finance office checks', {
      assignment: { by: 'people', userIds: ['chen', 'liu'] },
      mode: { kind: 'all' },
      requires: ASKED,
      next: 'decide',
    }),
    decide: node('分管领导审批', 'Leader in charge decides', {
      assignment: { by: 'people', userIds: ['wang'] },
      mode: { kind: 'any' },
      requires: { ...ASKED, signature: true, seal: true },
      next: null,
    }),
  },
  pointOfNoReturn: null,
  limits: { chain: 3, nesting: 2, added: 5, urgeEveryHours: 4 },
};

const said = (words: string, more: Partial<Opinion> = {}): Opinion => ({
  text: words,
  attachments: [],
  signature: null,
  seal: null,
  ...more,
});

const FORM = {
  amountFen: 12_345_678,
  purpose: '病虫害统防统治作业面积由 3,000 亩增至 4,200 亩，原预算不足，拟从农村环境整治项目中调剂。',
  urgent: true,
  lines: ['农村环境整治', '病虫害统防统治'],
};

/** A case on its way: every act moves the clock on by three hours. */
class Story {
  state: CaseState | null = null;
  readonly events: CaseEvent[] = [];
  #hours = 0;

  start(): this {
    return this.#keep(startCase({ caseId: 'c1', initiator: 'li', form: FORM, choices: {} }, this.#context()));
  }

  act<V extends CaseCommand['verb']>(
    by: string,
    verb: V,
    data: Extract<CaseCommand, { verb: V }>['data'],
  ): this {
    if (!this.state) throw new Error('The story has not begun');
    this.#hours += 3;
    // Verb and data come paired.
    const command = { verb, by, data, occurredAt: null } as CaseCommand;
    return this.#keep(decideCase(this.state, command, this.#context()));
  }

  #context(): CaseContext {
    const now = new Date(Date.parse('2026-03-02T01:00:00.000Z') + this.#hours * 3_600_000).toISOString();
    const calendar = { version: 'test', years: {} };
    return { flow: FLOW, organisation: ORGANISATION, calendar, verdicts: {}, now, upgradeTo: null };
  }

  #keep(result: Result<readonly CaseEvent[]>): this {
    if (!result.ok) throw new Error(`The story was refused: ${result.refusal.code}`);
    this.events.push(...result.value);
    this.state = result.value.reduce<CaseState | null>(evolveCase, this.state);
    return this;
  }
}

/** A case whose first round was returned: transfer, opinion with a file, words taken back, added signer, proxy with both names. */
export function caseStory(hostile: string): CasePaper {
  const file = { name: `调剂依据${hostile}.pdf`, sizeBytes: 123_456, sha256: 'a1'.repeat(32) };
  const story = new Story()
    .start()
    .act('chen', 'approve', {
      taskId: 'check#1.1',
      opinion: said('金额与台账一致，同意。', { attachments: [file] }),
      choices: {},
    })
    .act('liu', 'transfer', { taskId: 'check#1.2', to: 'sun', reason: '外出开会' })
    .act('sun', 'return', {
      taskId: 'check#1.2',
      to: 'initiator',
      then: 'goOn',
      opinion: said(`请补充${hostile}调出项目的结余说明。`),
    })
    .act('li', 'comment', { text: `已联系农业服务中心${hostile}` })
    .act('li', 'resubmit', { form: FORM, choices: {} })
    .act('chen', 'approve', { taskId: 'check#2.1', opinion: said('同意。'), choices: {} })
    .act('chen', 'takeBack', { taskId: 'check#2.1' })
    .act('chen', 'approve', { taskId: 'check#2.1', opinion: said('结余说明已核，同意。'), choices: {} })
    .act('liu', 'addSign', { taskId: 'check#2.2', position: 'before', people: ['zhou'] })
    .act('zhou', 'approve', { taskId: 'check#2.3', opinion: said('情况属实。'), choices: {} })
    .act('liu', 'approve', { taskId: 'check#2.2', opinion: said('同意上报。'), choices: {} })
    .act('zhao', 'approve', {
      taskId: 'decide#1.1',
      opinion: said('同意，请按程序办理。', { signature: 'SM2 3045…9F', seal: '沙河镇人民政府公章' }),
      choices: {},
    });
  if (!story.state) throw new Error('unreachable');
  return {
    caseNo: 'SP-2026-0007',
    title: `购置植保无人机${hostile}`,
    state: story.state,
    events: story.events,
    flow: FLOW,
    people: Object.fromEntries(people.map(([id, name]) => [id, { name, orgName: officeOf(id) }])),
    labels: {
      amountFen: text('调剂金额', 'Amount'),
      purpose: text('事由', 'Purpose'),
      urgent: text('是否紧急', 'Urgent'),
      lines: text('涉及项目', 'Budget items'),
    },
  };
}
