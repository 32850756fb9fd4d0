import { readFileSync } from 'node:fs';
import { clocksOf, type ProcedureClock } from '../../domain/contracting/procedure/clocks.ts';
import type {
  NewProcedure,
  ProcedureCommand,
  ProcedureCommandData,
  ProcedureVerb,
} from '../../domain/contracting/procedure/commands.ts';
import { decideProcedure } from '../../domain/contracting/procedure/decide.ts';
import { startProcedure } from '../../domain/contracting/procedure/decide-plan.ts';
import type { ProcedureEvent } from '../../domain/contracting/procedure/events.ts';
import { evolveProcedure } from '../../domain/contracting/procedure/evolve.ts';
import { METHOD_RULES, type ProcedureMethod } from '../../domain/contracting/procedure/methods.ts';
import type { PanelCandidate } from '../../domain/contracting/procedure/panel.ts';
import { PERIODS } from '../../domain/contracting/procedure/periods.ts';
import { DEFAULT_REGION, type ProcedureRegion } from '../../domain/contracting/procedure/region.ts';
import type { ProcedureState } from '../../domain/contracting/procedure/state.ts';
import { instantOn, type LocalDate } from '../../domain/kernel/local-date.ts';
import { yuan } from '../../domain/kernel/money.ts';
import { endOf } from '../../domain/kernel/period.ts';
import type { Refusal, Result } from '../../domain/kernel/refusal.ts';
import { addWorkingDays, type WorkCalendar } from '../../domain/kernel/working-days.ts';

const official = new URL('../../db/reference/work-calendar.json', import.meta.url);
export const CALENDAR = JSON.parse(readFileSync(official, 'utf8')) as WorkCalendar;

export const plan = (
  method: ProcedureMethod,
  change: Partial<NewProcedure['plan']> = {},
): NewProcedure['plan'] => ({
  method,
  legalCase: '符合该方式的适用情形',
  budgetFen: yuan(1_000_000),
  overOpenTender: false,
  overPurchaseLimit: METHOD_RULES[method].statutory,
  cityApprovalRef: null,
  filingNo: '备案-1',
  complex: false,
  frameworkMonths: method === 'frameworkAgreement' ? 24 : null,
  directModeAllowed: true,
  ...change,
});

export const EXPERTS: readonly PanelCandidate[] = Array.from({ length: 12 }, (_, at) => ({
  id: `expert-${at + 1}`,
  interests: [],
}));

type Draft = ProcedureCommandData['IssueDocuments']['documents'];

/** One procedure on a given day; every step of the way is a command. */
export class ProcedureScene {
  readonly events: ProcedureEvent[] = [];
  readonly region: ProcedureRegion;
  /** The latest refusal. */
  refused: Refusal | null = null;
  today: LocalDate;
  hour = 9;
  #state: ProcedureState | null = null;

  constructor(
    method: ProcedureMethod,
    given: {
      readonly on?: LocalDate;
      readonly plan?: Partial<NewProcedure['plan']>;
      readonly region?: Partial<ProcedureRegion>;
    } = {},
  ) {
    this.today = given.on ?? '2026-03-02';
    this.region = { ...DEFAULT_REGION, ...given.region };
    const answer = startProcedure(
      { procedureId: 'p', intentOn: null, plan: plan(method, given.plan) },
      this.context,
    );
    this.take(answer);
  }

  get context() {
    return { now: instantOn(this.today, this.hour), calendar: CALENDAR, region: this.region };
  }

  get state(): ProcedureState {
    if (this.#state === null) throw new Error('The procedure did not start');
    return this.#state;
  }

  get clocks(): readonly ProcedureClock[] {
    return clocksOf(this.state, this.context);
  }

  clock(what: ProcedureClock['what']): ProcedureClock {
    const found = this.clocks.find((one) => one.what === what);
    if (!found) throw new Error(`No clock ${what}`);
    return found;
  }

  on(day: LocalDate, hour = 9): this {
    this.today = day;
    this.hour = hour;
    return this;
  }

  /** Goes so many working days on. */
  later(workingDays: number): this {
    return this.on(addWorkingDays(CALENDAR, this.today, workingDays).on);
  }

  /** `ok`, or the code of the refusal. */
  give<V extends ProcedureVerb>(verb: V, data: ProcedureCommandData[V]): string {
    // Verb and data come paired from the signature.
    return this.take(decideProcedure(this.state, { verb, data } as ProcedureCommand, this.context));
  }

  take(answer: Result<readonly ProcedureEvent[]>): string {
    if (!answer.ok) {
      this.refused = answer.refusal;
      return answer.refusal.code;
    }
    for (const event of answer.value) this.#state = evolveProcedure(this.#state, event);
    this.events.push(...answer.value);
    return 'ok';
  }

  must<V extends ProcedureVerb>(verb: V, data: ProcedureCommandData[V]): this {
    const answer = this.give(verb, data);
    if (answer !== 'ok') throw new Error(`${verb}: ${answer}`);
    return this;
  }

  /** Documents with the shortest lawful periods from today. */
  draft(change: Partial<Draft> = {}): Draft {
    const rules = METHOD_RULES[this.state.plan.method];
    const end = (id: keyof typeof PERIODS | null): LocalDate =>
      id ? endOf(PERIODS[id], this.today, CALENDAR).on : addWorkingDays(CALENDAR, this.today, 3).on;
    const weight = rules.priceWeight ? 10 : null;
    return {
      media: '四川政府采购网',
      inDesignatedMedia: true,
      documentsUntil: rules.documents ? end(rules.documents) : this.today,
      closesAt: instantOn(end(rules.open), 10),
      ceilingFen: this.state.plan.budgetFen,
      floorFen: null,
      budgetShown: true,
      bidBondFen: yuan(10_000),
      bondCashOnly: false,
      priceWeightPercent: weight,
      scoreItems: [
        { id: '方案', kind: 'technical', maxCentipoints: 6_000 },
        { id: '业绩', kind: 'business', maxCentipoints: 3_000 },
      ],
      invited: ['a', 'b', 'c', 'd'].map((providerId) => ({ providerId, namedBy: 'library' })),
      reservedForSme: true,
      smallMicroDeductionPercent: 0,
      consortiumDeductionPercent: 0,
      ...change,
    };
  }

  issue(change: Partial<Draft> = {}): this {
    const { statutory } = METHOD_RULES[this.state.plan.method];
    if (statutory && this.state.intentOn === null) {
      this.must('PublishIntent', { media: '四川政府采购网', inDesignatedMedia: true });
      this.on(this.clock('intent').dueOn ?? this.today);
    }
    return this.must('IssueDocuments', { documents: this.draft(change) });
  }

  bid(
    providerId: string,
    priceYuan: number,
    change: Partial<ProcedureCommandData['ReceiveBid']> = {},
  ): string {
    const base = { providerId, priceFen: yuan(priceYuan), smeClaim: 'none', consortiumMembers: [] } as const;
    return this.give('ReceiveBid', { ...base, ...change });
  }

  bids(prices: Readonly<Record<string, number>>): this {
    for (const [providerId, price] of Object.entries(prices)) {
      const answer = this.bid(providerId, price);
      if (answer !== 'ok') throw new Error(`bid of ${providerId}: ${answer}`);
    }
    return this;
  }

  /** Goes to the closing time and closes. */
  close(): this {
    const closing = this.clock('closing').dueOn ?? this.today;
    return this.on(closing, 10).must('CloseBids', {});
  }

  /** The rule under which a plan is refused, or `ok`. */
  start(given: NewProcedure['plan']): string {
    const answer = startProcedure({ procedureId: 'q', intentOn: null, plan: given }, this.context);
    return answer.ok ? 'ok' : answer.refusal.rule;
  }

  panelOf(): this {
    return METHOD_RULES[this.state.plan.method].panel ? this.panel() : this;
  }

  panel(size = 5): this {
    return this.must('FormPanel', {
      size,
      buyerMembers: [{ id: 'buyer-1', interests: [] }],
      pool: EXPERTS,
      seed: '抽签-1',
    });
  }

  /** Evaluates with equal technical points, so that the price decides. */
  evaluate(): this {
    if (METHOD_RULES[this.state.plan.method].panel && this.state.panel === null) this.panel();
    if (this.state.status === 'closed') this.must('BeginEvaluation', {});
    for (const { providerId } of this.state.bids) {
      this.must('JudgeBid', { providerId, valid: true, reasons: [], priceExplanation: null });
      if (METHOD_RULES[this.state.plan.method].ranking === 'score') this.score(providerId);
    }
    return this.must('FinishEvaluation', { tieSeed: '并列-1' });
  }

  score(providerId: string, technical = 5_000): this {
    for (const { id, recusedFor } of this.state.panel?.members ?? []) {
      if (recusedFor !== null) continue;
      const centipoints = { 方案: technical, 业绩: 2_000 };
      this.must('RecordScores', { memberId: id, providerId, centipoints });
    }
    return this;
  }

  choose(): this {
    const { statutory, winners } = METHOD_RULES[this.state.plan.method];
    if (statutory) this.must('DeliverReport', {});
    const ranking = this.state.recommendation?.ranking ?? [];
    const struck = this.state.recommendation?.struck ?? [];
    const inOrder = ranking
      .map((one) => one.providerId)
      .filter((id) => !struck.some((s) => s.providerId === id));
    const admitted = winners === 'one' ? 1 : Math.max(2, Math.floor(inOrder.length * 0.8) - 1);
    return this.must('ChooseWinner', { winners: inOrder.slice(0, admitted), minutesRef: '纪要-1' });
  }

  notify(): this {
    return this.must('NotifyAward', { media: '四川政府采购网', inDesignatedMedia: true });
  }
}

export const THREE = { a: 900_000, b: 950_000, c: 980_000 };
