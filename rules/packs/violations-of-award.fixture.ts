import type { ProcedureState, ReceivedBid } from '../../domain/contracting/procedure/state.ts';
import type { ProviderCheck } from '../../domain/contracting/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { Provider } from '../../domain/provider/types.ts';
import { file, references } from './case.fixture.ts';
import { clean, item, ON } from './clean.fixture.ts';
import { cleanActs } from './clean-acts.fixture.ts';
import { provider } from './clean-provider.fixture.ts';
import { procedure } from './procedure.fixture.ts';
import { procedureQuestion } from './question.fixture.ts';
import { breaks, type Violation } from './violation.fixture.ts';

const held = (change: Partial<ProcedureState>) => ({
  file: { ...file, procedure: { ...procedure, ...change } },
});
const awarded = (change: Partial<ProcedureState>) => procedureQuestion(cleanActs.ChooseWinner, held(change));
const { choice } = cleanActs.ChooseWinner;
const checked = (change: Partial<ProviderCheck>) =>
  procedureQuestion({
    ...cleanActs.ChooseWinner,
    choice: { ...choice, check: { ...choice.check, ...change } },
  });
const chosen = (change: Partial<Provider>) =>
  procedureQuestion(cleanActs.SelectProvider, {
    references: { ...references, providers: { 'p-1': { ...provider, ...change } } },
  });
const bids = (change: (bid: ReceivedBid, place: number) => Partial<ReceivedBid>) =>
  procedure.bids.map((bid, place) => ({ ...bid, ...change(bid, place) }));
const seated = (...kinds: readonly ('buyer' | 'expert')[]) => ({
  panel: procedure.panel && {
    ...procedure.panel,
    members: kinds.map((kind, index) => ({ id: `m-${index}`, kind, recusedFor: null })),
  },
});
const { recommendation } = procedure;
const recommended = (change: Partial<NonNullable<typeof recommendation>>) => ({
  recommendation: recommendation && { ...recommendation, ...change },
});
const poor = { grade: 'poor', itemCode: item.code, on: localDate('2024-09-21') } as const;
const framework = {
  ...file,
  method: { ...clean.ChooseMethod.choice, method: 'frameworkAgreement', frameworkMonths: 24 },
} as const;

const atEvaluation = [
  breaks(
    'a sign of collusion',
    'SUP-15',
    procedureQuestion({ ...cleanActs.BeginEvaluation, collusionSigns: ['sameAccount'] }),
  ),
  breaks(
    'a member of a consortium who bids alone as well',
    'SUP-14',
    procedureQuestion(
      cleanActs.BeginEvaluation,
      held({ bids: bids((_, place) => (place === 0 ? { consortiumMembers: ['p-2'] } : {})) }),
    ),
  ),
];

const atAward = [
  breaks('four in the panel', 'TND-11', awarded(seated('expert', 'expert', 'expert', 'expert'))),
  breaks('three experts of five', 'TND-11', awarded(seated('buyer', 'buyer', 'expert', 'expert', 'expert'))),
  breaks('two valid bids', 'TND-12', awarded({ bids: bids((_, place) => ({ valid: place < 2 })) })),
  breaks('the same bidder thrice', 'TND-12', awarded({ bids: bids(() => ({ providerId: 'p-1' })) })),
  breaks(
    'all too dear',
    'BUD-02 TND-13',
    awarded({ bids: bids((_, place) => ({ priceFen: fen(80_000_001 + place) })) }),
  ),
  breaks(
    'the second wins',
    'AWD-02',
    awarded(recommended({ ranking: [...(recommendation?.ranking ?? [])].reverse() })),
  ),
  breaks('conditions unproven', 'SUP-02', checked({ sixConditionsProven: false })),
  breaks('credit not checked', 'SUP-03', checked({ creditCheckedOn: null })),
  breaks('credit checked 31 days ago', 'SUP-03', checked({ creditCheckedOn: localDate('2026-08-21') })),
  breaks('same control', 'SUP-05', checked({ sharesControlWithBidder: true })),
  breaks('designed it', 'SUP-06', checked({ designedOrSupervised: true })),
  breaks('no recusal', 'SUP-07', checked({ interestWithoutRecusal: true })),
  breaks(
    'a framework that turns nobody away',
    'MTH-10',
    procedureQuestion(
      { ...cleanActs.ChooseWinner, choice: { ...choice, winners: ['p-1', 'p-2', 'p-3'] } },
      { file: framework },
    ),
  ),
  breaks(
    'a report after 3 working days',
    'AWD-01',
    procedureQuestion(cleanActs.NotifyAward, held(recommended({ endedOn: localDate('2026-09-16') }))),
  ),
  breaks(
    'another method without approval',
    'MTH-09',
    procedureQuestion({ ...cleanActs.ChangeMethod, approvalRef: null }, held({ status: 'failed' })),
  ),
];

const atSelection = [
  breaks('an ineligible kind', 'SUP-01', chosen({ kind: 'publicInstitution1' })),
  breaks('on a credit list', 'SUP-03', chosen({ onCreditList: true })),
  breaks('the last day of a ban', 'SUP-04', chosen({ bannedUntil: ON })),
  breaks('suspended in the directory', 'SUP-16', chosen({ standing: 'suspended' })),
  breaks('a village committee without record', 'SUP-08', chosen({ kind: 'villageCommittee' })),
  breaks('a collective not registered', 'SUP-09', chosen({ kind: 'ruralCollective', certificateNo: null })),
  breaks('poor two years ago to the day', 'SUP-13', chosen({ lastGrade: poor })),
  breaks('an individual', 'MTH-12', chosen({ kind: 'individual' })),
  breaks(
    'two quotes, no minutes',
    'MTH-11',
    procedureQuestion({
      ...cleanActs.SelectProvider,
      selection: {
        ...cleanActs.SelectProvider.selection,
        quotes: cleanActs.SelectProvider.selection.quotes.slice(0, 2),
      },
    }),
  ),
];

export const violationsOfAward: readonly Violation[] = [...atEvaluation, ...atAward, ...atSelection];
