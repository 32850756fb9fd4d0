import type { Answer, Hop, Opinion, Round, RoundStatus, Seat } from '../../domain/approval/case.ts';
import type { CaseEvent } from '../../domain/approval/case-events.ts';
import type { Mode } from '../../domain/approval/flow.ts';
import { type Language, type Text, text } from '../../domain/kernel/text.ts';
import type { FormAttachment, FormOpinion, Tone } from './approval-form.ts';
import type { CasePaper } from './case-form.ts';
import { dateOf, longDate } from './words.ts';

interface Place {
  readonly paper: CasePaper;
  readonly round: Round;
  readonly seat: Seat;
}

type Word = readonly [Text, Tone];

const DECISIONS: Readonly<Record<Answer['decision'], Word>> = {
  approve: [text('同意', 'Approved'), 'yes'],
  reject: [text('不同意', 'Rejected'), 'no'],
  abstain: [text('弃权', 'Abstained'), 'none'],
};

const ROUNDS: Readonly<Record<RoundStatus, Text | null>> = {
  open: null,
  passed: null,
  rejected: text('本轮未通过', 'round refused'),
  returned: text('本轮退回', 'round returned'),
  cancelled: text('本轮取消', 'round cancelled'),
  undone: text('本轮撤销', 'round undone'),
};

const MODES: Readonly<Record<Mode['kind'], Text>> = {
  all: text('会签', 'all sign'),
  any: text('或签', 'any one signs'),
  inTurn: text('依次', 'in turn'),
  vote: text('票签', 'vote'),
};

const HOPS: Readonly<Record<Hop['kind'], Text>> = {
  transfer: text('转办', 'transferred'),
  delegate: text('委派', 'delegated'),
  helped: text('协办完毕交回', 'helped and handed back'),
  proxy: text('代理', 'passed to the proxy'),
  handOver: text('离职交接', 'handed over'),
};

const POSITIONS: Readonly<Record<Exclude<Seat['position'], 'roll'>, Text>> = {
  before: text('前加签', 'added before'),
  parallel: text('并加签', 'added beside'),
  after: text('后加签', 'added after'),
};

/** 审批意见栏 what one seat of a round has said, for whom, and how the task came there. */
export function seatOpinion(place: Place, language: Language): FormOpinion {
  const { paper, round, seat } = place;
  const returned = eventOf(place, 'Returned')?.data.opinion ?? null;
  const opinion = seat.answer?.opinion ?? returned;
  const [decision, tone] = decisionOf(place);
  const by = seat.answer?.by ?? eventOf(place, 'Returned')?.actor ?? seat.holder;
  const principal = representedBy(seat);
  const name = nameIn(paper, language);
  return {
    step: (paper.flow.nodes[round.node]?.title ?? text(round.node, round.node))[language],
    stepNotes: stepNotes(place).map((one) => one[language]),
    decision: decision[language],
    tone,
    text: opinion?.text ?? '',
    signer: name(by),
    post: paper.people[by]?.orgName ?? '',
    onBehalfOf: principal === null || by === 'system' ? null : name(principal),
    on: spokenOn(place, language),
    notes: notesOf(place, language),
    attachments: opinion ? filesOf(opinion) : [],
    signature: opinion?.signature ?? null,
    seal: opinion?.seal ?? null,
    asksSeal: round.rules?.requires.seal ?? false,
    isVoid: isSuperseded(place),
  };
}

const nameIn =
  ({ people }: CasePaper, language: Language) =>
  (id: string): string =>
    id === 'system' ? text('系统', 'System')[language] : (people[id]?.name ?? id);

/** 被代理人 for whom the holder of a task acts; a transfer or a hand-over moves the duty itself, to act in one's own name. */
function representedBy({ principal, holder, chain }: Seat): string | null {
  const first = chain[0]?.from ?? holder;
  return chain.reduce<string | null>(
    (represented, { kind, from }) => {
      if (kind === 'proxy') return from;
      return kind === 'transfer' || kind === 'handOver' ? null : represented;
    },
    first === principal ? null : principal,
  );
}

/** The files that an opinion names. */
export const filesOf = ({ attachments }: Opinion): readonly FormAttachment[] =>
  attachments.map((one) => ({ ...one, from: null }));

/** The last event of a type about this seat. */
function eventOf<T extends CaseEvent['type']>(
  { paper, seat }: Place,
  type: T,
): Extract<CaseEvent, { type: T }> | null {
  const found = paper.events.findLast(
    (event) => event.type === type && 'taskId' in event.data && event.data.taskId === seat.id,
  );
  return (found as Extract<CaseEvent, { type: T }> | undefined) ?? null; // found by its type
}

function decisionOf(place: Place): Word {
  const { seat, round } = place;
  if (seat.answer) return DECISIONS[seat.answer.decision];
  if (eventOf(place, 'Returned')) return [text('退回', 'Returned'), 'back'];
  if (seat.standing === 'removed') return [text('已减签', 'Removed'), 'none'];
  if (seat.standing === 'recused') return [text('回避', 'Recused'), 'none'];
  if (round.status !== 'open') return [text('未签', 'Not signed'), 'none'];
  return seat.due ? [text('待签', 'To be signed'), 'none'] : [text('未到', 'Not yet open'), 'none'];
}

function spokenOn(place: Place, language: Language): string | null {
  const event = place.seat.answer ? eventOf(place, 'Answered') : eventOf(place, 'Returned');
  return event ? dateOf(event.occurredAt, language) : null;
}

/** A round that was undone or cancelled, or after which the node was opened again, counts no more. */
const isSuperseded = ({ paper, round }: Place): boolean =>
  round.status === 'undone' ||
  round.status === 'cancelled' ||
  paper.state.rounds.some((other) => other.node === round.node && other.no > round.no);

function stepNotes({ round }: Place): readonly Text[] {
  const ended = ROUNDS[round.status];
  return [
    ...(round.no > 1 ? [text(`第 ${round.no} 轮`, `round ${round.no}`)] : []),
    ...(round.rules && round.seats.length > 1 ? [MODES[round.rules.mode.kind]] : []),
    ...(round.rules?.capacity ? [round.rules.capacity] : []),
    ...(ended ? [ended] : []),
  ];
}

function notesOf(place: Place, language: Language): readonly string[] {
  const { paper, seat } = place;
  const name = nameIn(paper, language);
  const notes: readonly Text[] = [
    ...(seat.addedBy && seat.position !== 'roll' ? [addedNote(seat.position, name(seat.addedBy))] : []),
    ...seat.chain.map((hop) => hopNote(hop, { name, language })),
    ...seat.advice.map(({ by, opinion }) =>
      text(`${name(by)}协办意见：${opinion.text}`, `Advice of ${name(by)}: ${opinion.text}`),
    ),
    ...seat.takenBack.map(({ by, decision, opinion }) => {
      const [was] = DECISIONS[decision];
      return text(
        `${name(by)}曾签「${was.zh}：${opinion.text}」，已拿回`,
        `${name(by)} had signed "${was.en}: ${opinion.text}" and took it back`,
      );
    }),
    ...leftNotes(place, name),
    ...answerNotes(place),
    ...(isPending(place) && seat.due ? [dueNote(seat.due.dueOn, seat.due.announced)] : []),
  ];
  return notes.map((one) => one[language]);
}

const isPending = ({ round, seat }: Place): boolean =>
  round.status === 'open' && seat.answer === null && seat.standing === 'sits';

const addedNote = (position: keyof typeof POSITIONS, by: string): Text =>
  text(`由${by}${POSITIONS[position].zh}`, `${POSITIONS[position].en} by ${by}`);

function hopNote(
  { kind, from, to, reason, at }: Hop,
  { name, language }: { name: (id: string) => string; language: Language },
): Text {
  const { zh, en } = HOPS[kind];
  const why = reason === '' ? '' : reason;
  return text(
    `${name(from)} → ${name(to)} ${zh}（${dateOf(at, language)}）${why && `：${why}`}`,
    `${name(from)} → ${name(to)}, ${en} (${dateOf(at, language)})${why && `: ${why}`}`,
  );
}

function leftNotes(place: Place, name: (id: string) => string): readonly Text[] {
  const left = eventOf(place, 'SeatLeft');
  if (!left) return [];
  const { by, reason } = left.data;
  return [text(`${name(by)}：${reason}`, `${name(by)}: ${reason}`)];
}

function answerNotes(place: Place): readonly Text[] {
  const answered = place.seat.answer && eventOf(place, 'Answered');
  if (!answered) return [];
  const { linkedTo, citation } = answered.data;
  const isLate = dateOf(answered.recordedAt, 'en') !== dateOf(answered.occurredAt, 'en');
  return [
    ...(linkedTo
      ? [text(`同一人此前已签，依原意见（${linkedTo}）`, `Signed before by the same person (${linkedTo})`)]
      : []),
    ...(citation
      ? [
          text(
            `依据：${citation.document} ${citation.article}`,
            `By ${citation.document} ${citation.article}`,
          ),
        ]
      : []),
    ...(isLate
      ? [
          text(
            `补录于${dateOf(answered.recordedAt, 'zh')}`,
            `recorded later, on ${dateOf(answered.recordedAt, 'en')}`,
          ),
        ]
      : []),
  ];
}

const dueNote = (dueOn: string, announced: boolean): Text =>
  announced
    ? text(`限 ${longDate(dueOn, 'zh')}前办理`, `due on ${dueOn}`)
    : text(
        `限 ${longDate(dueOn, 'zh')}前办理（该年放假安排尚未公布）`,
        `due on ${dueOn} (holidays of that year not announced yet)`,
      );
