import type { Opinion } from '../../domain/approval/case.ts';
import { ROLE_TITLES } from '../../domain/approval/types.ts';
import { methodTitle } from '../../domain/contracting/procedure/methods.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import { dateAt } from '../../domain/kernel/local-date.ts';
import { type Language, type Text, text } from '../../domain/kernel/text.ts';
import type { EventData, EventType, Move, Signature } from '../../domain/project/events.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import { type State, stateTitle } from '../../domain/project/states.ts';
import { STEPS, type StepId } from '../../domain/project/steps.ts';
import type { ApprovalForm, FormAttachment, FormField, FormOpinion, Printed, Tone } from './approval-form.ts';
import { filesOf } from './case-opinion.ts';
import { ACTS, type Act, ENDINGS, type LineNames } from './project-acts.ts';
import { longDate, minuteOf, moneyTwice } from './words.ts';

/** An event of a project as its timeline has it. */
export interface RecordedEvent {
  readonly type: EventType;
  readonly data: object;
  readonly move: Move | null;
  readonly by: Signature;
  readonly orgName: string | null;
  readonly occurredOn: LocalDate;
  /** ISO in UTC. */
  readonly recordedAt: string;
}

/** A project with all that its paper names. */
export interface ProjectPaper {
  readonly projectNo: string;
  readonly buyerName: string;
  readonly providerName: string | null;
  readonly lineNames: LineNames;
  readonly file: ProjectFile;
  /** From the first on. */
  readonly events: readonly RecordedEvent[];
  readonly attachments: readonly FormAttachment[];
}

/** The printed form of a purchase project: its approval steps as they are recorded. */
export function projectForm(paper: ProjectPaper, { language, chain, now }: Printed): ApprovalForm {
  const state = paper.events.findLast(({ move }) => move !== null)?.move?.state ?? 'draft';
  return {
    language,
    title: text('政府购买服务项目审批单', 'Approval form of a purchase of services')[language],
    caseNo: paper.projectNo,
    status: { label: stateTitle(state)[language], tone: toneOf(state) },
    fields: fieldsOf(paper, language),
    opinions: opinionsOf(paper, language),
    attachments: paper.attachments,
    records: paper.events.flatMap(({ type, data, by, occurredOn }) => {
      const what = ENDINGS[type]?.(data);
      return what ? [{ on: longDate(occurredOn, language), who: by.name, what: what[language] }] : [];
    }),
    chain,
    printedAt: minuteOf(now, language),
  };
}

function toneOf(state: State): Tone {
  if (state === 'archived') return 'yes';
  return ['rejected', 'withdrawn', 'cancelled', 'terminated'].includes(state) ? 'no' : 'none';
}

function fieldsOf(paper: ProjectPaper, language: Language): readonly FormField[] {
  const { file, buyerName, providerName, lineNames, events } = paper;
  const { application, catalogItem, budget, contract, method } = file;
  const field = (label: Text, value: string, wide = false): FormField => ({
    label: label[language],
    value,
    wide,
  });
  const code = application.catalogItemCode;
  return [
    field(text('项目名称', 'Project'), application.name, true),
    field(text('购买主体', 'Buyer'), buyerName),
    field(text('经办人', 'Handler'), events[0]?.by.name ?? ''),
    field(text('预算年度', 'Fiscal year'), String(application.fiscalYear)),
    field(
      text('服务期限', 'Term'),
      text(`${application.termMonths} 个月`, `${application.termMonths} months`)[language],
    ),
    field(text('目录编码', 'Catalogue item'), catalogItem ? `${code} ${catalogItem.name}` : code),
    field(text('采购方式', 'Method'), method ? methodTitle(method.method)[language] : ''),
    field(text('估算金额', 'Estimate'), moneyTwice(application.estimateFen, language), true),
    ...(budget
      ? [field(text('预算项目', 'Budget line'), lineNames[budget.lineId] ?? budget.lineId, true)]
      : []),
    ...(providerName ? [field(text('承接主体', 'Provider'), providerName, true)] : []),
    ...(contract
      ? [
          field(text('合同编号', 'Contract'), contract.draft.contractNo, true),
          field(text('合同金额', 'Contract value'), moneyTwice(contract.draft.valueFen, language), true),
        ]
      : []),
    field(text('服务内容', 'Content'), application.content, true),
  ];
}

interface Entry {
  readonly opinion: FormOpinion;
  /** What a return throws back: the group of acts, of one milestone where there are several. */
  readonly matter: string;
}

/** The acts in order. A return leaves what was agreed before it in the same matter standing, as evidence only. */
function opinionsOf({ events, lineNames }: ProjectPaper, language: Language): readonly FormOpinion[] {
  const entries: Entry[] = [];
  const times = new Map<StepId, number>();
  let step: StepId | null = 'drafting';
  let milestone: number | null = null;
  let word: Opinion | null = null;
  for (const event of events) {
    milestone = milestoneOf(event.data) ?? milestone;
    const act = ACTS[event.type];
    if (act && step) {
      const time = (times.get(step) ?? 0) + 1;
      times.set(step, time);
      const no = ofMilestone(act) ? milestone : null;
      const matter = `${act.group} ${no ?? ''}`;
      if (act.tone === 'back') setAside(entries, matter);
      const note = no === null ? timeNote(time) : milestoneNote(no);
      entries.push({ opinion: opinionOf(event, act, { step, note, word, lineNames, language }), matter });
    }
    word = wordIn(event);
    if (event.move) step = event.move.step;
  }
  return entries.map(({ opinion }) => opinion);
}

const ofMilestone = ({ group }: Act): boolean => group === 'delivery' || group === 'payment';
const milestoneNote = (no: number): Text => text(`里程碑 ${no}`, `milestone ${no}`);
const timeNote = (time: number): Text | null => (time > 1 ? text(`第 ${time} 次`, `time ${time}`) : null);

function milestoneOf(data: object): number | null {
  return 'milestoneNo' in data && typeof data.milestoneNo === 'number' ? data.milestoneNo : null;
}

function setAside(entries: Entry[], matter: string): void {
  for (const [index, entry] of entries.entries())
    if (entry.matter === matter) entries[index] = { matter, opinion: { ...entry.opinion, isVoid: true } };
}

/** The word that an approval took in; what comes of it is told by the event that follows. */
function wordIn({ type, data }: RecordedEvent): Opinion | null {
  if (type !== 'ApprovalRecorded') return null;
  const { events } = data as EventData['ApprovalRecorded']; // an event carries the data of its own type
  const said = events.findLast((one) => one.type === 'Answered');
  return said?.type === 'Answered' && said.data.by !== 'system' ? said.data.opinion : null;
}

interface OpinionContext {
  readonly step: StepId;
  readonly note: Text | null;
  readonly word: Opinion | null;
  readonly lineNames: LineNames;
  readonly language: Language;
}

function opinionOf(
  { by, data, orgName, occurredOn, recordedAt }: RecordedEvent,
  { decision, tone, words }: Act,
  { step, note, word, lineNames, language }: OpinionContext,
): FormOpinion {
  const isLate = occurredOn < dateAt(Date.parse(recordedAt));
  const minutes = 'minutesRef' in data && typeof data.minutesRef === 'string' ? data.minutesRef : null;
  const role = by.role && ROLE_TITLES[by.role][language];
  const notes = [
    ...(minutes ? [text(`会议纪要：${minutes}`, `Minutes: ${minutes}`)] : []),
    ...(isLate
      ? [
          text(
            `补录于 ${longDate(dateAt(Date.parse(recordedAt)), 'zh')}`,
            `recorded later, on ${dateAt(Date.parse(recordedAt))}`,
          ),
        ]
      : []),
  ];
  return {
    step: STEPS[step].title[language],
    stepNotes: note ? [note[language]] : [],
    decision: decision[language],
    tone,
    text: words(data, lineNames)[language],
    signer: by.userId === 'system' ? text('系统', 'System')[language] : by.name,
    post: [orgName, role].filter(Boolean).join(' '),
    onBehalfOf: null,
    on: longDate(occurredOn, language),
    notes: notes.map((one) => one[language]),
    attachments: word ? filesOf(word) : [],
    signature: word?.signature ?? null,
    seal: null,
    asksSeal: false,
    isVoid: false,
  };
}
