import { type Actor, holdsPost, type OrgKind, type Role } from '../approval/types.ts';
import type { OrgId, UserId } from '../kernel/brand.ts';
import { type Instant, instantOn, type LocalDate } from '../kernel/local-date.ts';
import { accept, type Refusal, type Result, refuse } from '../kernel/refusal.ts';
import { addWorkingDays, type WorkCalendar } from '../kernel/working-days.ts';
import {
  type BudgetUnitKind,
  type Compilation,
  type CompilationClock,
  type CompilationCommand,
  type CompilationStatus,
  type CompilationVerb,
  compilationClocks,
  compile,
  newCompilation,
} from './compilation.ts';
import { budgetRefusal } from './refusals.ts';

/** 预算年度 BudgetYear: the budget of one unit in one fiscal year while it is compiled and in force. */
export interface BudgetYear {
  readonly budgetId: string;
  readonly orgId: OrgId;
  readonly compilation: Compilation;
  /** Who suggested or drafted lines: they neither review nor approve (CTL-01). */
  readonly authors: readonly UserId[];
  /** Accepted commands of people; what the clock says does not count. */
  readonly revision: number;
  /** Still to come, earliest first. */
  readonly deadlines: readonly BudgetDeadline[];
}

/** 编制逾期 the moment at which a statutory day of the compilation has passed without being met. */
export interface BudgetDeadline {
  readonly what: CompilationClock;
  readonly dueOn: LocalDate;
  readonly at: Instant;
}

/** What the workflow of a budget carries: where it stands and when its clock rings. */
export interface BudgetProcess {
  readonly budgetId: string;
  readonly status: CompilationStatus;
  readonly revision: number;
  readonly deadlines: readonly BudgetDeadline[];
}

/** One request of one person; `occurredOn` is the day it happened, such as the day of the congress, at the latest today. */
export interface BudgetYearRequest {
  readonly orgId: OrgId;
  readonly fiscalYear: number;
  readonly command: CompilationCommand;
  readonly actor: Actor;
  readonly expectedRevision: number;
  readonly occurredOn: LocalDate | null;
}

/** 受理结果 the answer to one request, the same for ever under the same key. */
export type BudgetOutcome =
  | { readonly ok: true; readonly requestHash: string; readonly process: BudgetProcess }
  | { readonly ok: false; readonly requestHash: string; readonly refusal: Refusal };

export const budgetIdOf = (orgId: OrgId, fiscalYear: number): string => `${orgId}:${fiscalYear}`;

/** A township has a budget of its own; every other unit's is part of the county's (预算法 §3, §43). */
export const unitKindOf = (kind: OrgKind): BudgetUnitKind =>
  kind === 'township' ? 'township' : 'subdistrict';

export const newBudgetYear = (orgId: OrgId, fiscalYear: number, kind: OrgKind): BudgetYear => ({
  ...{ budgetId: budgetIdOf(orgId, fiscalYear), orgId, authors: [], revision: 0, deadlines: [] },
  compilation: newCompilation(fiscalYear, unitKindOf(kind)),
});

export const budgetProcessOf = ({
  budgetId,
  compilation,
  revision,
  deadlines,
}: BudgetYear): BudgetProcess => ({
  ...{ budgetId, status: compilation.status, revision, deadlines },
});

/** Whose step it is: the unit's that writes, finance's that reviews and replies, the congress's that approves. */
const DESKS: Readonly<Record<CompilationVerb, 'unit' | 'finance' | 'congress'>> = {
  Suggest: 'unit',
  SetControl: 'finance',
  Draft: 'unit',
  SendBack: 'finance',
  Submit: 'finance',
  Approve: 'congress',
  Reply: 'finance',
  Publish: 'unit',
};

/** 岗位 the post that takes a step: in a township its own people, for any other unit the county's budget desk. */
export function deskOf(
  verb: CompilationVerb,
  { unitKind, orgId, countyFinance }: { readonly unitKind: BudgetUnitKind } & Offices,
): { readonly role: Role; readonly orgId: OrgId | null } {
  const desk = DESKS[verb];
  if (desk === 'unit') return { role: 'handler', orgId };
  if (unitKind !== 'township') return { role: 'countyBudget', orgId: countyFinance };
  return { role: desk === 'finance' ? 'townshipFinance' : 'congressClerk', orgId };
}

interface Offices {
  readonly orgId: OrgId;
  /** The finance bureau of the unit's county; null where none is known, and then nobody may act for it. */
  readonly countyFinance: OrgId | null;
}

export interface BudgetContext {
  readonly today: LocalDate;
  readonly calendar: WorkCalendar;
  readonly countyFinance: OrgId | null;
}

/** 预算编制决定 the budget after one request, or why it is refused. */
export function decideBudget(
  year: BudgetYear,
  request: BudgetYearRequest,
  context: BudgetContext,
): Result<BudgetYear> {
  const { command, actor, expectedRevision, occurredOn } = request;
  const { revision, compilation, orgId } = year;
  if (expectedRevision !== revision) {
    return refuse(budgetRefusal('StaleRevision', { expected: expectedRevision, revision }));
  }
  const on = occurredOn ?? context.today;
  if (on > context.today) return refuse(budgetRefusal('InTheFuture', { occurred_on: on }));
  const { unitKind } = compilation;
  const { countyFinance } = context;
  const desk = deskOf(command.verb, { unitKind, orgId, countyFinance });
  if (!holdsPost(actor, desk.role, desk.orgId)) {
    return refuse(budgetRefusal('NotEntitled', { needed: desk.role, org_id: desk.orgId }));
  }
  const writes = command.verb === 'Suggest' || command.verb === 'Draft';
  const reviews = DESKS[command.verb] !== 'unit';
  if (reviews && year.authors.includes(actor.userId)) return refuse(budgetRefusal('OwnDraft'));
  const compiled = compile(compilation, command, on);
  if (!compiled.ok) return compiled;
  const authors = writes ? [...new Set([...year.authors, actor.userId])] : year.authors;
  const deadlines = deadlinesOf(compiled.value, context.calendar);
  return accept({ ...year, compilation: compiled.value, authors, revision: revision + 1, deadlines });
}

const OFFICE_HOUR = 9;

/** A statutory day is missed when the next working day begins. */
const deadlinesOf = (compilation: Compilation, calendar: WorkCalendar): readonly BudgetDeadline[] =>
  compilationClocks(compilation, calendar).flatMap(({ what, dueOn }) =>
    dueOn === null
      ? []
      : [{ what, dueOn, at: instantOn(addWorkingDays(calendar, dueOn, 1).on, OFFICE_HOUR) }],
  );

/** 预算事件 what is kept of a budget, in order: each command as it was accepted, and what clock, approvals and year end have done. */
export interface BudgetEventData {
  BudgetCompiled: {
    readonly command: CompilationCommand;
    /** Warnings of the policy check that did not stand in the way. */
    readonly warned: readonly string[];
  };
  BudgetDeadlinePassed: { readonly what: CompilationClock; readonly dueOn: LocalDate };
  BudgetChanged: {
    readonly caseId: string;
    readonly kind: 'adjustment' | 'transfer';
    readonly approvedBy: string;
    readonly approvalRef: string;
    readonly moves: readonly { readonly lineId: string; readonly amountFen: number }[];
  };
  BudgetYearClosed: {
    readonly lines: number;
    readonly carriedOverFen: number;
    readonly lapsedFen: number;
    readonly carriedTo: readonly string[];
  };
}
export type BudgetEventType = keyof BudgetEventData;

export type BudgetEvent = {
  readonly [T in BudgetEventType]: {
    readonly type: T;
    readonly data: BudgetEventData[T];
    readonly actor: UserId | 'system';
    readonly occurredOn: LocalDate;
    readonly recordedAt: Instant;
  };
}[BudgetEventType];

/** The compilation that the events make; `doctor` compares it with the row. */
export const foldCompilation = (start: Compilation, events: readonly BudgetEvent[]): Compilation =>
  events.reduce((state, event) => {
    if (event.type !== 'BudgetCompiled') return state;
    const after = compile(state, event.data.command, event.occurredOn);
    return after.ok ? after.value : state;
  }, start);
