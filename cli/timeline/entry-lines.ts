import type { TimelineEntry } from '../../api/contract/timeline.ts';
import { formatFen } from '../../domain/kernel/money.ts';
import { type Text, text } from '../../domain/kernel/text.ts';
import { EVENT_TITLES } from '../../domain/project/event-titles.ts';
import type { EventType } from '../../domain/project/events.ts';
import { inWords } from '../output.ts';
import type { Paint } from './paint.ts';
import { type Names, remarkOf } from './remarks.ts';
import { padTo, wrap } from './width.ts';

const DATE_COLUMNS = 12;
const TITLE_COLUMNS = 24;
const LABEL_COLUMNS = 6;

const BUCKETS: Readonly<Record<string, Text>> = {
  appropriation: text('批复', 'appropriation'),
  available: text('可用', 'available'),
  reserved: text('冻结', 'reserved'),
  committed: text('承诺', 'committed'),
  paid: text('已付', 'paid'),
  carriedOver: text('结转', 'carried over'),
  lapsed: text('失效', 'lapsed'),
};

const OUTCOMES: Readonly<Record<string, Text>> = {
  pass: text('通过', 'passed'),
  warn: text('通过，有提示', 'passed with warnings'),
  'require-approval': text('凭情况说明通过', 'passed with recorded reasons'),
};

export interface Page {
  readonly columns: number;
  readonly paint: Paint;
  readonly nameOf: Names;
}

interface Styled extends Page {
  readonly style?: Parameters<Paint>[0];
}

/** One line of a timeline as a block of lines: date, what, who; then opinion, verdict, postings, what comes next. */
export function entryLines(entry: TimelineEntry, page: Page): readonly string[] {
  if (isTold(entry)) return [];
  const title = titleOf(entry);
  const head = `${padTo(entry.occurredOn, DATE_COLUMNS)}${page.paint('bold', padTo(inWords(title), TITLE_COLUMNS))}${whoOf(entry)}`;
  const remark = remarkOf(entry, page.nameOf);
  return [
    head,
    ...(remark ? labelled(text('内容', 'Says'), inWords(remark), page) : []),
    ...verdictLines(entry, page),
    ...entry.postings.flatMap((posting) =>
      labelled(text('记账', 'Money'), inWords(postingWords(posting)), page),
    ),
    ...nextLines(entry, page),
  ];
}

/** The project's own event beside it tells what an approval came to; only acts that nothing came of have a line. */
const isTold = ({ type, data }: TimelineEntry): boolean =>
  type === 'ApprovalRecorded' && data['alongside'] !== null;

const titleOf = (entry: TimelineEntry): Text =>
  EVENT_TITLES[entry.type as EventType] ?? text(entry.type, entry.type); // a newer API may know more types

function whoOf({ by }: TimelineEntry): string {
  if (by.userId === 'system') return inWords({ zh: '系统', en: 'system' });
  return by.roleTitle ? `${by.name}〔${inWords(by.roleTitle)}〕` : by.name;
}

function labelled(label: Text, words: string, { columns, paint, style }: Styled): readonly string[] {
  const indent = DATE_COLUMNS + LABEL_COLUMNS;
  const lines = wrap(words, Math.max(30, columns - indent)).map((line) =>
    style ? paint(style, line) : line,
  );
  return lines.map((line, index) =>
    index === 0
      ? `${' '.repeat(DATE_COLUMNS)}${paint('dim', padTo(inWords(label), LABEL_COLUMNS))}${line}`
      : `${' '.repeat(indent)}${line}`,
  );
}

function verdictLines({ verdict }: TimelineEntry, page: Page): readonly string[] {
  if (!verdict) return [];
  const { evaluated, findings, outcome } = verdict;
  const result = inWords(OUTCOMES[outcome] ?? text(outcome, outcome));
  const count = inWords({
    zh: `${evaluated.length} 条规则，`,
    en: `${evaluated.length} ${evaluated.length === 1 ? 'rule' : 'rules'}, `,
  });
  const summary = page.paint(outcome === 'pass' ? 'green' : 'yellow', `${count}${result}`);
  const details = findings.map(({ rule, message, citation }) =>
    inWords({
      zh: `${rule} ${message.zh}（${citation.document} ${citation.article}）`,
      en: `${rule} ${message.en} (${citation.document} ${citation.article})`,
    }),
  );
  const label = text('核查', 'Check');
  return [
    `${' '.repeat(DATE_COLUMNS)}${page.paint('dim', padTo(inWords(label), LABEL_COLUMNS))}${summary}`,
    ...details.flatMap((detail) => labelled(text('', ''), detail, page)),
  ];
}

function postingWords({
  fromBucket,
  toBucket,
  amountFen,
  budgetLineId,
}: TimelineEntry['postings'][number]): Text {
  const from = BUCKETS[fromBucket] ?? text(fromBucket, fromBucket);
  const to = BUCKETS[toBucket] ?? text(toBucket, toBucket);
  return text(
    `${from.zh} → ${to.zh} ${formatFen(amountFen)}（${budgetLineId}）`,
    `${from.en} → ${to.en} ${formatFen(amountFen, 'en')} (${budgetLineId})`,
  );
}

function nextLines({ move }: TimelineEntry, page: Page): readonly string[] {
  if (!move) return [];
  const due = move.dueOn === null ? null : provisional(move.dueOn, move.dueAnnounced);
  const step = move.stepTitle;
  const words =
    step && due
      ? text(`${move.stateTitle.zh}：${step.zh}，${due.zh}`, `${move.stateTitle.en}: ${step.en}, ${due.en}`)
      : move.stateTitle;
  return labelled(text('去向', 'Next'), inWords(words), { ...page, style: 'cyan' });
}

const provisional = (dueOn: string, announced: boolean): Text =>
  announced
    ? text(`${dueOn} 前`, `by ${dueOn}`)
    : text(
        `${dueOn} 前（该年放假安排尚未公布，暂按周一至周五计）`,
        `by ${dueOn} (holidays of that year not announced yet)`,
      );
