import { type Actor, type Parties, ROLE_TITLES, type Role } from '../approval/types.ts';
import type { UserId } from '../kernel/brand.ts';
import { cite } from '../kernel/law.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { type Text, text } from '../kernel/text.ts';
import { isEnd, type State, stateTitle } from './states.ts';
import { type Duty, STEPS, type StepId } from './steps.ts';

/**
 * 流程规则 the rules that the flow itself keeps, besides the policy packs: who may do what and when. They are our own
 * design (D), so the citation names this product's flow rules and not a law.
 */
const FLOW_RULES = {
  NotNow: 'FLOW-01',
  ProjectEnded: 'FLOW-01',
  NotEntitled: 'FLOW-02',
  SegregationOfDuties: 'CTL-01',
  StaleRevision: 'FLOW-03',
  InTheFuture: 'FLOW-04',
  BackDated: 'FLOW-05',
  OutOfOrder: 'FLOW-06',
  SeatVacant: 'FLOW-07',
  Incoherent: 'FLOW-08',
  BudgetOverdrawn: 'BUD-02',
  PlanNotFiled: 'MTH-14',
  CaseParked: 'FLOW-09',
  NamesakeProject: 'FLOW-10',
} as const;
export type FlowCode = keyof typeof FLOW_RULES;

interface FlowRefusal {
  readonly message: Text;
  readonly remedy: Text;
  readonly facts?: Refusal['facts'];
}

const CITATIONS: Readonly<Record<string, Refusal['citation']>> = {
  'CTL-01': { document: '不相容职责分离（内部控制）', article: 'CTL-01', confidence: 'D' },
  'BUD-02': { document: '政府采购法', article: '第六条', confidence: 'V' },
  'MTH-14': cite('procurementRegulation', '第二十九条', 'V'),
};

export function flowRefusal(code: FlowCode, { message, remedy, facts = {} }: FlowRefusal): Refusal {
  const rule = FLOW_RULES[code];
  const citation = CITATIONS[rule] ?? { document: '购服流程规则', article: rule, confidence: 'D' as const };
  return { code, rule, citation, message, remedy, facts };
}

export function notNow(state: State, step: StepId | null): Refusal {
  const title = stateTitle(state);
  if (isEnd(state)) {
    return flowRefusal('ProjectEnded', {
      message: text(`项目已办结（${title.zh}），不能再办理。`, `The project has ended (${title.en}).`),
      remedy: text('如需继续购买，请新建项目。', 'Create a new project if the purchase is to go on.'),
      facts: { state },
    });
  }
  const waits = step ? STEPS[step].title : title;
  return flowRefusal('NotNow', {
    message: text(
      `项目当前为「${title.zh}」，不能办理此事项。`,
      `The project is at "${title.en}"; this cannot be done now.`,
    ),
    remedy: text(`请先完成当前环节：${waits.zh}。`, `Complete the open step first: ${waits.en}.`),
    facts: { state, step },
  });
}

/** 采购计划未备案 (MTH-14) */
export const planNotFiled = (): Refusal =>
  flowRefusal('PlanNotFiled', {
    message: text('采购计划尚未备案。', 'The procurement plan is not filed.'),
    remedy: text('请先备案。', 'File the plan first.'),
  });

export function notEntitled(actor: Actor, role: keyof typeof ROLE_TITLES, orgId: string | null): Refusal {
  const title = ROLE_TITLES[role];
  return flowRefusal('NotEntitled', {
    message: text(
      `此事项由「${title.zh}」办理，您没有该岗位。`,
      `This is for the role "${title.en}", which you do not hold here.`,
    ),
    remedy: text(`请由${title.zh}登录办理。`, `Ask the ${title.en.toLowerCase()} to do it.`),
    facts: { role, orgId, userId: actor.userId },
  });
}

/** A step of the route whose organisation is not known: it would wait for nobody. */
export function vacantSeat(steps: readonly StepId[], parties: Parties): Refusal | null {
  const vacant = steps.map((step) => STEPS[step]).find(({ party }) => parties[party] === null);
  if (!vacant) return null;
  return flowRefusal('SeatVacant', {
    message: text(
      `下一环节「${vacant.title.zh}」没有对应单位，无人可办。`,
      `Nobody could take the next step "${vacant.title.en}": its organisation is not known.`,
    ),
    remedy: text(
      '请指定代理机构，或在机构信息中补全行业主管部门、承接主体账号。',
      'Name the agency, or complete the sector department or the provider account.',
    ),
    facts: { step: vacant.title.en, party: vacant.party },
  });
}

/** An approval that nobody could sign, neither a holder of the post nor the supervisor in their place. */
export const nobodyToSign = (step: StepId | null): Refusal =>
  flowRefusal('SeatVacant', {
    message: text(
      '审批环节没有在岗人员，也没有可代为签署的主管。',
      'Nobody in office could sign the approval, and no supervisor in their place.',
    ),
    remedy: text('请先为该岗位配备人员。', 'Have somebody appointed to the post first.'),
    facts: { step },
  });

/** The task of the open step is in somebody else's hands. */
export const notHolder = (actor: Actor, { role, orgId }: { role: Role; orgId: string | null }): Refusal =>
  flowRefusal('NotEntitled', {
    message: text(
      `此环节由「${ROLE_TITLES[role].zh}」的任务持有人办理，任务不在您手中。`,
      `This step is for whoever holds its task (${ROLE_TITLES[role].en}); it is not in your hands.`,
    ),
    remedy: text('请由待办中有此任务的人员办理。', 'Ask the person who has it in their task list.'),
    facts: { role, orgId, userId: actor.userId },
  });

const DUTY_WORDS: Readonly<Record<Duty, Text>> = {
  request: text('申请', 'request'),
  approve: text('审批', 'approve'),
  accept: text('验收', 'accept'),
  pay: text('支付', 'pay'),
};

/** 不相容职责: who holds one of them does not take on another (CTL-01). */
export function segregation(held: Duty, asked: Duty | null): Refusal {
  const wanted = DUTY_WORDS[asked ?? held];
  const has = DUTY_WORDS[held];
  return flowRefusal('SegregationOfDuties', {
    message: text(
      `您已在本项目中承担「${has.zh}」，不得再承担「${wanted.zh}」。`,
      `You already ${has.en} in this project and may not ${wanted.en} as well.`,
    ),
    remedy: text('请由同岗位的其他人员办理。', 'Let another person of the same post do it.'),
    facts: { held, asked },
  });
}

/** The same about a person who would be given a task of the approval. */
export const segregationOf = (userId: UserId, held: Duty): Refusal =>
  flowRefusal('SegregationOfDuties', {
    message: text(
      `${userId} 已在本项目中承担「${DUTY_WORDS[held].zh}」，不得参与审批。`,
      `${userId} already holds the duty to ${DUTY_WORDS[held].en} in this project and may not approve.`,
    ),
    remedy: text('请选择未参与申请、验收、支付的人员。', 'Choose somebody without such a duty.'),
    facts: { held, asked: 'approve', userId },
  });

export const staleRevision = (expected: number, current: number): Refusal =>
  flowRefusal('StaleRevision', {
    message: text(
      `项目已被他人办理：您看到的是第 ${expected} 版，现为第 ${current} 版。`,
      `Somebody else has acted: you saw revision ${expected}, it is now ${current}.`,
    ),
    remedy: text('请刷新后按最新情况办理。', 'Reload the project and act on what it shows now.'),
    facts: { expectedRevision: expected, revision: current },
  });

export const incoherent = (message: Text, remedy: Text, facts: Refusal['facts'] = {}): Refusal =>
  flowRefusal('Incoherent', { message, remedy, facts });

/** 日期规则: nothing in the future, nothing back-dated in a live project, nothing before what is already recorded. */
export function dateRefusal(
  occurredOn: LocalDate,
  now: { readonly today: LocalDate; readonly lastOn: LocalDate | null; readonly lateEntry: boolean },
): Refusal | null {
  const facts = { occurredOn, today: now.today, lastOn: now.lastOn };
  if (occurredOn > now.today) {
    return flowRefusal('InTheFuture', {
      message: text(`发生日期 ${occurredOn} 晚于今天。`, `The date ${occurredOn} lies in the future.`),
      remedy: text('请填写今天或以前的日期。', 'Give today or an earlier date.'),
      facts,
    });
  }
  if (occurredOn < now.today && !now.lateEntry) {
    return flowRefusal('BackDated', {
      message: text('在办项目不得倒签日期。', 'A live project cannot be back-dated.'),
      remedy: text(
        '请去掉发生日期；历史项目请按补录项目建立。',
        'Leave the date out; enter an older project as a late entry.',
      ),
      facts,
    });
  }
  if (now.lastOn !== null && occurredOn < now.lastOn) {
    return flowRefusal('OutOfOrder', {
      message: text(
        `发生日期早于上一事项（${now.lastOn}）。`,
        `The date lies before the last recorded act (${now.lastOn}).`,
      ),
      remedy: text(`请填写 ${now.lastOn} 或以后的日期。`, `Give ${now.lastOn} or a later date.`),
      facts,
    });
  }
  return null;
}

export const caseParked = (): Refusal =>
  flowRefusal('CaseParked', {
    message: text(
      '本项目因系统故障暂停办理，已通知运维。',
      'This case is parked after a system fault; operators were told.',
    ),
    remedy: text(
      '请等待运维恢复后再办理，已记录的内容没有丢失。',
      'Wait until it is released; nothing recorded is lost.',
    ),
  });

export const notCreated = (): Refusal =>
  flowRefusal('NotNow', {
    message: text('项目尚未建立。', 'The project has not been created.'),
    remedy: text('请先新建项目。', 'Create the project first.'),
  });
