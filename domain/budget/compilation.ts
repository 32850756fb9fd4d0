import { type Clock, clockOf } from '../kernel/clock.ts';
import { invariant } from '../kernel/invariant.ts';
import { cite } from '../kernel/law.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, sumFen } from '../kernel/money.ts';
import type { Period } from '../kernel/period.ts';
import { accept, type Refusal, type Result, refuse } from '../kernel/refusal.ts';
import { type Text, text } from '../kernel/text.ts';
import type { WorkCalendar } from '../kernel/working-days.ts';
import { isGiven } from '../policy/given.ts';
import { budgetRefusal } from './refusals.ts';
import type { FundSource } from './types.ts';

/**
 * 预算编制「两上两下」 the yearly budget of one unit.
 *
 * preparing      The unit gathers what it needs.
 * suggested      一上: its suggestion lies with the finance office, which answers with control figures or sends it back.
 * controlled     一下: control figures are set; the draft is written within them.
 * drafted        二上: the draft lies with the finance office, which lays it before the congress or sends it back.
 * submitted      The draft lies before the people's congress.
 * approved       The congress has approved; the reply follows within 20 days (township), or reaches the unit through its
 *                department within 20 and 15 days (subdistrict, a unit of the county).
 * replied        二下: the budget is in force and is made public within 20 days.
 * published      The end.
 */
const STATES = {
  preparing: [text('编制中', 'Preparing'), ['suggested']],
  suggested: [text('一上', 'Suggested'), ['controlled', 'preparing']],
  controlled: [text('一下', 'Control figures set'), ['drafted']],
  drafted: [text('二上', 'Drafted'), ['submitted', 'controlled']],
  submitted: [text('提请人大审查', 'Before the congress'), ['approved', 'controlled']],
  approved: [text('人大已批准', 'Approved'), ['replied']],
  replied: [text('二下（已批复）', 'Replied'), ['published']],
  published: [text('已公开', 'Public'), []],
} as const satisfies Record<string, readonly [Text, readonly string[]]>;
export type CompilationStatus = keyof typeof STATES;

export const compilationTitle = (status: CompilationStatus): Text => STATES[status][0];

// The keys of a literal object are its union.
export const COMPILATION_STATES = Object.keys(STATES) as CompilationStatus[];

/** 预算单位类型: a township has a budget of its own; a subdistrict is a unit of the county's (预算法 §3, §43). */
export type BudgetUnitKind = 'township' | 'subdistrict';

/** 批准机关 the body that approves: people's congress of the township or county, the county's standing committee, finance. */
export type BudgetBody =
  | 'townshipCongress'
  | 'countyCongress'
  | 'countyStandingCommittee'
  | 'financeDepartment';

export const YEARLY_APPROVER: Readonly<Record<BudgetUnitKind, BudgetBody>> = {
  township: 'townshipCongress',
  subdistrict: 'countyCongress',
};

export interface DraftLine {
  readonly code: string;
  readonly name: string;
  readonly amountFen: Fen;
  /** 政府购买服务预算表 whether the line buys services and so stands in their table (BUD-07). */
  readonly buysServices: boolean;
  readonly inServiceTable: boolean;
  readonly source: FundSource;
  /** 专项资金用途: the sectors a special transfer may be used for; a transfer without any is refused (BUD-10). */
  readonly permittedSectors: readonly string[];
  /** 同意结转 whether finance lets the unused money go on into the next year (D: the region's list). */
  readonly mayCarryOver: boolean;
}

/** 预算编制 one unit's budget of one fiscal year while it is compiled. */
export interface Compilation {
  readonly fiscalYear: number;
  readonly unitKind: BudgetUnitKind;
  readonly status: CompilationStatus;
  readonly lines: readonly DraftLine[];
  readonly controlFen: Fen | null;
  readonly approvalRef: string | null;
  readonly approvedOn: LocalDate | null;
  readonly repliedOn: LocalDate | null;
}

/** 编制命令 */
export type CompilationCommand =
  | { readonly verb: 'Suggest'; readonly lines: readonly DraftLine[] }
  | { readonly verb: 'SetControl'; readonly controlFen: Fen }
  | { readonly verb: 'Draft'; readonly lines: readonly DraftLine[] }
  | { readonly verb: 'SendBack'; readonly reason: string }
  | { readonly verb: 'Submit' }
  | { readonly verb: 'Approve'; readonly body: BudgetBody; readonly approvalRef: string }
  | { readonly verb: 'Reply' }
  | { readonly verb: 'Publish' };

export type CompilationVerb = CompilationCommand['verb'];

/** Where each verb may be used, and where it leads. */
const MOVES: Readonly<
  Record<CompilationCommand['verb'], Readonly<Partial<Record<CompilationStatus, CompilationStatus>>>>
> = {
  Suggest: { preparing: 'suggested' },
  SetControl: { suggested: 'controlled' },
  Draft: { controlled: 'drafted' },
  SendBack: { suggested: 'preparing', drafted: 'controlled', submitted: 'controlled' },
  Submit: { drafted: 'submitted' },
  Approve: { submitted: 'approved' },
  Reply: { approved: 'replied' },
  Publish: { replied: 'published' },
};

export const newCompilation = (fiscalYear: number, unitKind: BudgetUnitKind): Compilation => ({
  ...{ fiscalYear, unitKind, status: 'preparing', lines: [], controlFen: null },
  ...{ approvalRef: null, approvedOn: null, repliedOn: null },
});

/** 编制决定 the budget after a command of a day, or why it is refused. */
export function compile(state: Compilation, command: CompilationCommand, on: LocalDate): Result<Compilation> {
  const to = MOVES[command.verb][state.status];
  if (to === undefined) return refuse(budgetRefusal('NotNow', { verb: command.verb, status: state.status }));
  const follows: readonly string[] = STATES[state.status][1];
  invariant(follows.includes(to), `A budget does not go from ${state.status} to ${to}`);
  const obstacle = obstacleTo(state, command);
  return obstacle ? refuse(obstacle) : accept({ ...state, status: to, ...written(command, on) });
}

const isForUnit = (unitKind: BudgetUnitKind, body: BudgetBody): boolean => YEARLY_APPROVER[unitKind] === body;

function obstacleTo(state: Compilation, command: CompilationCommand): Refusal | null {
  switch (command.verb) {
    case 'Suggest':
      return linesRefusal(command.lines);
    case 'Draft':
      return linesRefusal(command.lines) ?? controlRefusal(state, command.lines);
    case 'SetControl':
      return command.controlFen > 0 ? null : budgetRefusal('Incomplete', { field: 'controlFen' });
    case 'SendBack':
      return isGiven(command.reason) ? null : budgetRefusal('Incomplete', { field: 'reason' });
    case 'Approve': {
      const { body, approvalRef } = command;
      const entitled = isForUnit(state.unitKind, body) && isGiven(approvalRef);
      return entitled ? null : budgetRefusal('WrongBody', { body, needed: YEARLY_APPROVER[state.unitKind] });
    }
    case 'Submit':
    case 'Reply':
    case 'Publish':
      return null;
  }
}

function linesRefusal(lines: readonly DraftLine[]): Refusal | null {
  const codes = new Set(lines.map(({ code }) => code));
  if (lines.length === 0 || codes.size < lines.length) return budgetRefusal('Incomplete', { field: 'lines' });
  const empty = lines.find((line) => line.amountFen <= 0);
  if (empty) return budgetRefusal('Incomplete', { field: `lines.${empty.code}.amountFen` });
  const outside = lines.find((line) => line.buysServices && !line.inServiceTable);
  if (outside) return budgetRefusal('NotInServiceTable', { code: outside.code });
  const useless = lines.find(
    ({ source, permittedSectors }) => source === 'specialTransfer' && permittedSectors.length === 0,
  );
  return useless ? budgetRefusal('NoPermittedUse', { code: useless.code }) : null;
}

function controlRefusal({ controlFen }: Compilation, lines: readonly DraftLine[]): Refusal | null {
  invariant(controlFen !== null, 'Control figures stand before the draft');
  const draftFen = sumFen(lines.map(({ amountFen }) => amountFen));
  return draftFen > controlFen
    ? budgetRefusal('OverControl', { draft_fen: draftFen, control_fen: controlFen })
    : null;
}

function written(command: CompilationCommand, on: LocalDate): Partial<Compilation> {
  switch (command.verb) {
    case 'Suggest':
    case 'Draft':
      return { lines: command.lines };
    case 'SetControl':
      return { controlFen: command.controlFen };
    case 'Approve':
      return { approvalRef: command.approvalRef, approvedOn: on };
    case 'Reply':
      return { repliedOn: on };
    case 'SendBack':
    case 'Submit':
    case 'Publish':
      return {};
  }
}

const days = (length: number, title: Text, article: string): Period => ({
  ...{ title, bound: 'atMost', length, unit: 'days' },
  citation: cite('budgetLaw', article, 'V'),
});
const REPLY = days(20, text('批复预算', 'Reply to the budget'), '第五十二条');
const PASS_ON = days(15, text('部门向所属单位批复', 'Department to its units'), '第五十二条');
const PUBLISH = days(20, text('公开预算', 'Budget public'), '第十四条');

export type CompilationClock = 'reply' | 'passOn' | 'publish';

/** 编制期限 reply, passing on and publication as they run. */
export function compilationClocks(
  { status, unitKind, approvedOn, repliedOn }: Compilation,
  calendar: WorkCalendar,
): readonly Clock<CompilationClock>[] {
  const given = { pauses: [], calendar };
  if (status === 'approved' && approvedOn !== null) {
    const reply = clockOf('reply', { period: REPLY, fromOn: approvedOn }, given);
    if (unitKind === 'township' || reply.dueOn === null) return [reply];
    // The county replies to the department, which replies to the subdistrict.
    return [reply, clockOf('passOn', { period: PASS_ON, fromOn: reply.dueOn }, given)];
  }
  return status === 'replied' && repliedOn !== null
    ? [clockOf('publish', { period: PUBLISH, fromOn: repliedOn }, given)]
    : [];
}
