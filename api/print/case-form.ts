import type { CaseState, Round, Seat } from '../../domain/approval/case.ts';
import type { CaseEvent } from '../../domain/approval/case-events.ts';
import type { FieldType, Flow } from '../../domain/approval/flow.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import type { FactValue } from '../../domain/policy/types.ts';
import type { ApprovalForm, FormField, FormRecord, Printed, Tone } from './approval-form.ts';
import { seatOpinion } from './case-opinion.ts';
import { minuteOf, moneyTwice } from './words.ts';

/** A person as the form names them. */
export interface NamedPerson {
  readonly name: string;
  readonly orgName: string;
}

/** 审批单 a case with all that its paper names: its events, the flow it is pinned to, people and labels. */
export interface CasePaper {
  readonly caseNo: string;
  /** 事项 what the case is about, as its initiator called it. */
  readonly title: string;
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly flow: Flow;
  /** Everybody the case names; a person who is missing is shown by id. */
  readonly people: Readonly<Record<string, NamedPerson>>;
  /** What the form calls its fields; one without a label keeps its own name. */
  readonly labels: Readonly<Record<string, Text>>;
}

const STATUS: Readonly<Record<CaseState['status'], readonly [Text, Tone]>> = {
  running: [text('审批中', 'In progress'), 'none'],
  paused: [text('暂停计时', 'Paused'), 'none'],
  returned: [text('退回待改', 'Returned'), 'back'],
  withdrawn: [text('已撤回', 'Withdrawn'), 'back'],
  terminated: [text('已终止', 'Terminated'), 'no'],
  approved: [text('审批通过', 'Approved'), 'yes'],
  rejected: [text('未予通过', 'Rejected'), 'no'],
};

/** The printed form of an approval case. */
export function caseForm(paper: CasePaper, { language, chain, now }: Printed): ApprovalForm {
  const { state, flow, caseNo } = paper;
  const [status, tone] = STATUS[state.status];
  return {
    language,
    title: text(`${flow.title.zh}审批单`, `Approval form: ${flow.title.en}`)[language],
    caseNo,
    status: { label: status[language], tone },
    fields: fieldsOf(paper, language),
    opinions: state.rounds.flatMap((round) =>
      round.rules === null ? [] : inOrder(round).map((seat) => seatOpinion({ paper, round, seat }, language)),
    ),
    attachments: [],
    records: paper.events.flatMap((event) => recordOf(paper, event, language)),
    chain,
    printedAt: minuteOf(now, language),
  };
}

/** Seats as they sign: before their parent who was added before, all others after. */
function inOrder(round: Round, parent: string | null = null): readonly Seat[] {
  const children = round.seats.filter((seat) => seat.parent === parent);
  return children.flatMap((seat) => {
    const added = inOrder(round, seat.id);
    const isBefore = (one: Seat) => topOf(round, one, seat.id).position === 'before';
    return [...added.filter(isBefore), seat, ...added.filter((one) => !isBefore(one))];
  });
}

/** The ancestor of a seat that sits directly under `parent`. */
function topOf(round: Round, seat: Seat, parent: string): Seat {
  const above = round.seats.find(({ id }) => id === seat.parent);
  return seat.parent === parent || !above ? seat : topOf(round, above, parent);
}

function fieldsOf(
  { title, state, flow, people, labels }: CasePaper,
  language: 'zh' | 'en',
): readonly FormField[] {
  const by = people[state.initiator];
  const head = [
    { label: text('发起人', 'Initiator'), value: by?.name ?? state.initiator },
    { label: text('所在单位', 'Organisation'), value: by?.orgName ?? '' },
    { label: text('审批流程', 'Flow'), value: flow.title[language] },
    { label: text('流程版本', 'Flow version'), value: `${state.flowId} v${state.flowVersion}` },
  ];
  const names = new Set([...Object.keys(flow.fields), ...Object.keys(labels)]);
  const form = [...names].map((name) => ({
    label: labels[name]?.[language] ?? name,
    ...shown(name, { value: state.form[name] ?? null, type: flow.fields[name] ?? 'text', language }),
  }));
  const matter = { label: text('事项', 'Matter')[language], value: title, wide: true };
  return [
    matter,
    ...head.map(({ label, value }) => ({ label: label[language], value, wide: false })),
    ...form,
  ];
}

const NARROW_LENGTH = 14;

/** A value of the form; fields whose name ends in Fen hold whole fen and are written in capitals too. */
function shown(
  name: string,
  { value, type, language }: { value: FactValue; type: FieldType; language: 'zh' | 'en' },
): { value: string; wide: boolean } {
  if (value === null) return { value: '', wide: false };
  if (name.endsWith('Fen') && typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)
    return { value: moneyTwice(value, language), wide: true };
  if (typeof value === 'boolean')
    return { value: (value ? text('是', 'Yes') : text('否', 'No'))[language], wide: false };
  const words = typeof value === 'object' ? value.join(language === 'zh' ? '、' : ', ') : String(value);
  return { value: words, wide: type === 'list' || words.length > NARROW_LENGTH };
}

function recordOf(
  { people, flow }: CasePaper,
  event: CaseEvent,
  language: 'zh' | 'en',
): readonly FormRecord[] {
  const what = wordsOf(event, flow);
  if (what === null) return [];
  const who =
    event.actor === 'system' ? text('系统', 'System')[language] : (people[event.actor]?.name ?? event.actor);
  return [{ on: minuteOf(Date.parse(event.occurredAt), language), who, what: what[language] }];
}

const said = (label: Text, words: string): Text => text(`${label.zh}：${words}`, `${label.en}: ${words}`);

/** The acts that stand beside the opinions; null for what the seats show themselves. */
function wordsOf(event: CaseEvent, flow: Flow): Text | null {
  switch (event.type) {
    case 'CaseStarted':
      return text('提交审批', 'Submitted');
    case 'Resubmitted':
      return text('修改后重新提交', 'Put right and resubmitted');
    case 'Returned': {
      const to =
        event.data.to === 'initiator' ? text('发起人', 'the initiator') : flow.nodes[event.data.to]?.title;
      return text(`退回至${to?.zh ?? event.data.to}`, `Returned to ${to?.en ?? event.data.to}`);
    }
    case 'TakenBack':
      return text('拿回已签意见', 'Took the decision back');
    case 'Withdrawn':
      return said(text('撤回', 'Withdrawn'), event.data.reason);
    case 'Terminated':
      return said(text('终止', 'Terminated'), event.data.reason);
    case 'Revived':
      return said(text('恢复', 'Revived'), event.data.reason);
    case 'Commented':
      return said(text('评论', 'Comment'), event.data.text);
    case 'FlowUpgraded':
      return text(
        `流程由第 ${event.data.from} 版升级至第 ${event.data.to} 版`,
        `Flow upgraded from version ${event.data.from} to ${event.data.to}`,
      );
    case 'CaseEnded':
      return event.data.outcome === 'approved' ? text('审批通过', 'Approved') : text('未予通过', 'Rejected');
    default:
      return null;
  }
}
