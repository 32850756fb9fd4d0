import { invariant } from '../../kernel/invariant.ts';
import { cite } from '../../kernel/law.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { endOf, type Period } from '../../kernel/period.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import type { WorkCalendar } from '../../kernel/working-days.ts';
import { isGiven } from '../../policy/given.ts';
import type { ProcedureCommandData, ProcedureContext } from './commands.ts';
import { type Deciders, dayOf, fewestSuppliers, missing, rulesOf, unless } from './decision-kit.ts';
import { PERIODS, type PeriodId } from './periods.ts';
import { procedureRefusal, tooShort } from './refusals.ts';
import { BUYER_NAMES_PERCENT, MAX_BID_BOND_PERCENT } from './region.ts';
import { deductionRefusal } from './sme.ts';
import type { ProcedureDocuments, ProcedureState } from './state.ts';

/** The rule each minimum period stands for. */
const PERIOD_RULES: Readonly<Partial<Record<PeriodId, string>>> = {
  documents: 'TND-02',
  consultationDocuments: 'TND-04',
  tender: 'TND-01',
  clarification: 'TND-03',
  consultation: 'TND-04',
  consultationClarification: 'TND-04',
  negotiation: 'TND-05',
  negotiationClarification: 'TND-05',
  singleSource: 'MTH-06',
};

const QUOTES = { rule: 'PR-10', citation: cite('region', 'quoteWorkingDays', 'D') };

export const documentDeciders: Deciders<'IssueDocuments' | 'OpenClarification' | 'IssueClarification'> = {
  IssueDocuments: (state, { documents }, context) =>
    unless(
      [
        timeFault(documents, context),
        beforehand(state, context),
        lawfulContent(state, documents, dayOf(context.now)),
        invitationRefusal(state, documents),
        openPeriodRefusal(state, documents, context),
      ],
      context,
      ['DocumentsIssued', { documents: { ...documents, issuedOn: dayOf(context.now) } }],
    ),
  OpenClarification: (_state, data, context) =>
    unless([isGiven(data.question) ? null : missing('question')], context, ['ClarificationOpened', data]),
  IssueClarification: (state, data, context) =>
    unless([clarificationRefusal(state, data, context)], context, ['ClarificationIssued', data]),
};

type Draft = ProcedureCommandData['IssueDocuments']['documents'];

function timeFault(
  { documentsUntil, closesAt, ceilingFen }: Draft,
  { now }: ProcedureContext,
): Refusal | null {
  if (ceilingFen <= 0) return missing('ceilingFen');
  if (closesAt <= now) return missing('closesAt');
  return documentsUntil < dayOf(now) || documentsUntil > dayOf(closesAt) ? missing('documentsUntil') : null;
}

/** What must have happened before documents go out: filing and the public intent. */
function beforehand(state: ProcedureState, { now, calendar, region }: ProcedureContext): Refusal | null {
  const on = dayOf(now);
  if (!rulesOf(state).statutory) return null;
  if (!isGiven(state.plan.filingNo)) return procedureRefusal('PlanNotFiled');
  if (on < region.intentFrom) return null;
  if (state.intentOn === null) return procedureRefusal('IntentNotPublic');
  const earliest = endOf(PERIODS.intent, state.intentOn, calendar).on;
  return on < earliest ? procedureRefusal('IntentNotPublic', { earliest }) : null;
}

function lawfulContent(state: ProcedureState, documents: Draft, on: LocalDate): Refusal | null {
  const { statutory } = rulesOf(state);
  const { budgetFen } = state.plan;
  const { ceilingFen, floorFen, bidBondFen, media } = documents;
  if (ceilingFen > budgetFen || floorFen !== null) {
    return procedureRefusal('PriceBoundsUnlawful', { ceiling_fen: ceilingFen, budget_fen: budgetFen });
  }
  if (bidBondFen * 100 > budgetFen * MAX_BID_BOND_PERCENT || (bidBondFen > 0 && documents.bondCashOnly)) {
    return procedureRefusal('BidBondUnlawful', { bid_bond_fen: bidBondFen, budget_fen: budgetFen });
  }
  if (!statutory) return null;
  if (!documents.inDesignatedMedia) return procedureRefusal('MediaNotDesignated', { media });
  if (!documents.budgetShown) return procedureRefusal('BudgetNotShown');
  return scoringRefusal(state, documents) ?? deductionRefusal(on, documents);
}

function scoringRefusal(state: ProcedureState, { priceWeightPercent, scoreItems }: Draft): Refusal | null {
  const { priceWeight, ranking } = rulesOf(state);
  if (ranking !== 'score' || priceWeight === null) return null;
  const weight = priceWeightPercent ?? 0;
  if (weight < priceWeight.min || weight > priceWeight.max) {
    const facts = { weight, min: priceWeight.min, max: priceWeight.max };
    return { ...procedureRefusal('PriceWeightOutOfRange', facts), citation: priceWeight.citation };
  }
  const points = scoreItems.reduce((sum, { maxCentipoints }) => sum + maxCentipoints, weight * 100);
  const distinct = new Set(scoreItems.map(({ id }) => id)).size === scoreItems.length;
  const whole = scoreItems.every(
    (item) => Number.isSafeInteger(item.maxCentipoints) && item.maxCentipoints > 0,
  );
  return points === 10_000 && distinct && whole
    ? null
    : procedureRefusal('ScoreNotQuantified', { centipoints: points });
}

function invitationRefusal(state: ProcedureState, { invited }: Draft): Refusal | null {
  const { openTo, suppliers, statutory } = rulesOf(state);
  if (openTo === 'all') return null;
  const count = new Set(invited.map(({ providerId }) => providerId)).size;
  const least = state.plan.twoMayGoOn ? fewestSuppliers(state) : suppliers.invited;
  if (count < least || count < invited.length) return procedureRefusal('TooFewInvited', { count, least });
  const byBuyer = invited.filter(({ namedBy }) => namedBy === 'buyer').length;
  // A single source is named by the buyer by its nature, and below the limit no statute asks who names.
  const bounded = statutory && suppliers.invited > 1 && !state.plan.twoMayGoOn;
  return bounded && byBuyer * 100 > count * BUYER_NAMES_PERCENT
    ? procedureRefusal('BuyerNamesTooMany', { by_buyer: byBuyer, count })
    : null;
}

function openPeriodRefusal(
  state: ProcedureState,
  { documentsUntil, closesAt }: Draft,
  { now, calendar, region }: ProcedureContext,
): Refusal | null {
  const rules = rulesOf(state);
  const from = dayOf(now);
  if (!rules.statutory) {
    const quotes: Period = { ...PERIODS.negotiation, length: region.quoteWorkingDays };
    const earliest = endOf(quotes, from, calendar).on;
    return region.quoteWorkingDays > 0 && dayOf(closesAt) < earliest
      ? tooShort(QUOTES, { period: 'quotes', earliest, given: dayOf(closesAt) })
      : null;
  }
  const binds = !rules.openOnlyAboveThreshold || state.plan.overOpenTender;
  return (
    (rules.documents && minimumRefusal(rules.documents, [from, documentsUntil], calendar)) ??
    (rules.open && binds ? minimumRefusal(rules.open, [from, dayOf(closesAt)], calendar) : null)
  );
}

/** 不得少于 refuses a day that comes before the end of a minimum period. */
function minimumRefusal(
  id: PeriodId,
  [from, given]: readonly [LocalDate, LocalDate],
  calendar: WorkCalendar,
): Refusal | null {
  const period = PERIODS[id];
  const earliest = endOf(period, from, calendar).on;
  const source = { rule: PERIOD_RULES[id] ?? 'PR-02', citation: period.citation };
  return given < earliest ? tooShort(source, { period: id, from, given, earliest }) : null;
}

/** A change that may affect bids leaves its minimum until the closing, or moves the closing. */
function clarificationRefusal(
  state: ProcedureState,
  { affectsBids, newClosesAt }: ProcedureCommandData['IssueClarification'],
  { now, calendar }: ProcedureContext,
): Refusal | null {
  const closesAt = openDocuments(state).closesAt;
  if (newClosesAt !== null && newClosesAt < closesAt) return missing('newClosesAt');
  const closes = newClosesAt ?? closesAt;
  if (closes <= now) return missing('newClosesAt');
  const { change } = rulesOf(state);
  return affectsBids && change ? minimumRefusal(change, [dayOf(now), dayOf(closes)], calendar) : null;
}

export function openDocuments({ documents }: ProcedureState): ProcedureDocuments {
  invariant(documents !== null, 'Documents stand before bids');
  return documents;
}
