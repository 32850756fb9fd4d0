import type { Award, ContractDraft } from '../../domain/contracting/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import type { Provider } from '../../domain/provider/types.ts';
import { file, references } from './case.fixture.ts';
import { application, award, clean, contract, item, ON } from './clean.fixture.ts';
import { provider } from './clean-provider.fixture.ts';
import { questionFor } from './question.fixture.ts';
import { breaks, type Violation } from './violation.fixture.ts';
import { inDirectory, plannedUntil, underContract } from './violations-under-contract.fixture.ts';

const awarded = (change: Partial<Award>) => questionFor('RecordAward', { award: { ...award, ...change } });
const checked = (change: Partial<Award['check']>) => awarded({ check: { ...award.check, ...change } });
const named = (change: Partial<Provider>) => ({
  references: { ...references, providers: { 'p-1': { ...provider, ...change } } },
});
const chosen = (change: Partial<Provider>) =>
  questionFor('SelectProvider', clean.SelectProvider, named(change));
const prices = (...valid: readonly number[]) =>
  valid.map((priceFen, index) => ({
    providerId: `p-${index + 1}`,
    priceFen: fen(priceFen),
    receivedOn: ON,
    valid: true,
    score: 1,
  }));
const poor = { grade: 'poor', itemCode: item.code, on: localDate('2024-09-21') };

const atAward = [
  breaks('four in the panel', 'TND-11', awarded({ panel: { ...award.panel, members: 4 } })),
  breaks('three experts of five', 'TND-11', awarded({ panel: { ...award.panel, experts: 3 } })),
  breaks('two valid bids', 'TND-12', awarded({ bids: award.bids.slice(0, 2) })),
  breaks(
    'the same bidder thrice',
    'TND-12',
    awarded({ bids: award.bids.map((bid) => ({ ...bid, providerId: 'p-1' })) }),
  ),
  breaks(
    'all too dear',
    'BUD-02 TND-13',
    awarded({ priceFen: fen(80_000_001), bids: prices(80_000_001, 90_000_000, 90_000_000) }),
  ),
  breaks('the second wins', 'AWD-02', awarded({ ranking: ['p-2', 'p-1'] })),
  breaks('conditions unproven', 'SUP-02', checked({ sixConditionsProven: false })),
  breaks('credit not checked', 'SUP-03', checked({ creditCheckedOn: null })),
  breaks('credit checked 31 days ago', 'SUP-03', checked({ creditCheckedOn: localDate('2026-08-21') })),
  breaks('same control', 'SUP-05', checked({ sharesControlWithBidder: true })),
  breaks('designed it', 'SUP-06', checked({ designedOrSupervised: true })),
  breaks('no recusal', 'SUP-07', checked({ interestWithoutRecusal: true })),
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
    questionFor('SelectProvider', {
      selection: {
        ...clean.SelectProvider.selection,
        quotes: clean.SelectProvider.selection.quotes.slice(0, 2),
      },
    }),
  ),
];

const draft = (change: Partial<ContractDraft>, held: Partial<ProjectFile> = {}) =>
  questionFor('DraftContract', { contract: { ...contract, ...change } }, { file: { ...file, ...held } });
const signed = (awardedOn: string) =>
  questionFor('SignContract', clean.SignContract, {
    file: { ...file, award: file.award && { ...file.award, awardedOn: localDate(awardedOn) } },
  });

const atContract = [
  breaks('a clause missing', 'CON-02', draft({ clauses: contract.clauses.slice(1) })),
  breaks('another price', 'CON-02', draft({ valueFen: fen(77_999_999) })),
  breaks('a year and a day', 'CON-03', draft({ endsOn: localDate('2027-10-02') })),
  breaks('bond of 11%', 'CON-06', draft({ performanceBondPercent: 11 })),
  breaks('passed on', 'CON-08', draft({ wholeSubcontracted: true })),
  breaks('guarantee', 'CON-11', draft({ guaranteesFinancing: true })),
  breaks('61 days to pay', 'CON-12', draft({ paymentTermDays: 61 })),
  breaks(
    'mediation for a fee',
    'SEC-J1',
    draft({ chargesServiceUsers: true }, { application: { ...application, pilot: 'peoplesMediators' } }),
  ),
  // 30 days after 19 August is Friday 18 September; a day later the end would roll over the weekend to the 21st.
  breaks('signed a day late', 'CON-01', signed('2026-08-19')),
  breaks(
    'challenge open',
    'AWD-03',
    questionFor('SignContract', { ...clean.SignContract, challengePending: true }),
  ),
  breaks(
    'unilateral end',
    'CON-10',
    questionFor('TerminateContract', { ...clean.TerminateContract, ground: 'unilateral' }),
  ),
];

const { entry } = clean.RecordLedgerEntry;
const sprayed = (change: Partial<NonNullable<typeof entry.plantProtection>>) =>
  questionFor('RecordLedgerEntry', {
    entry: { ...entry, plantProtection: entry.plantProtection && { ...entry.plantProtection, ...change } },
  });
const mediated = (caseFileRef: string | null, feeFen: number) =>
  questionFor(
    'RecordLedgerEntry',
    { entry: { ...entry, plantProtection: null, mediation: { caseFileRef, feeFen: fen(feeFen) } } },
    { file: { ...file, application: { ...application, pilot: 'peoplesMediators' } } },
  );
const { acceptance } = clean.RecordAcceptance;
const accepted = (change: Partial<typeof acceptance>) =>
  questionFor('RecordAcceptance', { acceptance: { ...acceptance, ...change } });
const paid = (amountFen: number) =>
  questionFor('ConfirmPayment', { ...clean.ConfirmPayment, amountFen: fen(amountFen) });

const atDelivery = [
  breaks(
    'a second milestone due today and not delivered',
    'DEL-02',
    questionFor('RecordLedgerEntry', clean.RecordLedgerEntry, { file: plannedUntil('2026-09-21') }),
  ),
  breaks(
    'paid on Monday instead of Friday, the 30th day',
    'PAY-03-LATE',
    questionFor('ConfirmPayment', clean.ConfirmPayment, {
      file: {
        ...file,
        milestones: file.milestones.map((one) => ({ ...one, acceptedOn: localDate('2026-08-19') })),
      },
    }),
  ),
  breaks('packaging not told', 'SEC-A2', sprayed({ packagingDisposal: null })),
  breaks('banned pesticide', 'SEC-A3', sprayed({ bannedPesticide: true })),
  breaks('fee of one fen', 'SEC-J1', mediated('卷1', 1)),
  breaks('no case file', 'SEC-J2', mediated(null, 0)),
  breaks(
    'no ledger',
    'DEL-01',
    questionFor('SubmitMilestone', clean.SubmitMilestone, {
      file: { ...file, milestones: file.milestones.map((one) => ({ ...one, ledgerEntries: 0 })) },
    }),
  ),
  breaks('the handler alone', 'DEL-03', accepted({ members: ['handler', 'handler'] })),
  breaks('an item not stated', 'DEL-04', accepted({ items: acceptance.items.slice(1) })),
  breaks('no opinion', 'DEL-04', accepted({ beneficiaryOpinion: null })),
  breaks('one fen above acceptance', 'PAY-01', paid(10_000_001)),
  breaks('beyond the contract', 'PAY-01', {
    ...questionFor('RequestPayment', clean.RequestPayment, {
      file: { ...file, budget: file.budget && { ...file.budget, paidFen: fen(68_000_001) } },
    }),
  }),
  breaks(
    'another payee',
    'PAY-02',
    questionFor('ConfirmPayment', { ...clean.ConfirmPayment, payeeProviderId: 'p-2' }),
  ),
];

const { review } = clean.ReviewEvaluation;
const graded = (change: Partial<typeof review>, held: Partial<ProjectFile> = {}) =>
  questionFor(
    'ReviewEvaluation',
    { review: { ...review, ...change }, justifications: {} },
    { file: { ...file, ...held } },
  );
const self = (change: Partial<NonNullable<ProjectFile['selfEvaluation']>>) =>
  graded({}, { selfEvaluation: { ...clean.SelfEvaluate.selfEvaluation, ...change } });
const closing = (held: Partial<ProjectFile>) =>
  questionFor('ArchiveProject', clean.ArchiveProject, { file: { ...file, ...held } });
const unpublished = (...kinds: readonly string[]) => ({
  disclosures: file.disclosures.map((one) =>
    kinds.includes(one.kind) ? { ...one, publishedOn: null } : one,
  ),
});
const published = (kind: (typeof clean.PublishDisclosure)['kind'], redacted: boolean, dueOn: string) =>
  questionFor(
    'PublishDisclosure',
    { kind, url: 'https://example.org', redacted },
    {
      file: { ...file, disclosures: file.disclosures.map((one) => ({ ...one, dueOn: localDate(dueOn) })) },
    },
  );
const points = (satisfaction: number) => ({ execution: 10, output: 50, benefit: 25, satisfaction });

const atTheEnd = [
  breaks('89.99 called excellent', 'EVL-02', graded({ scores: points(4.99) })),
  breaks('no third party', 'EVL-04', graded({ thirdPartyReportRef: null })),
  breaks('29 answers', 'EVL-05', self({ satisfactionSample: 29 })),
  breaks('half the target', 'EVL-06', self({ achieved: [59] })),
  breaks('fair without plan', 'EVL-07', graded({ grade: 'fair', scores: points(-10) })),
  breaks('result not used', 'EVL-08', closing({ resultUse: null })),
  breaks('procedure not public', 'DSC-01', closing(unpublished('procedure'))),
  breaks(
    'contract not public, not filed',
    'CON-04 CON-05',
    closing(unpublished('contract', 'contractFiling')),
  ),
  breaks('14 years', 'CTL-03', questionFor('ArchiveProject', { ...clean.ArchiveProject, keepYears: 14 })),
  breaks('not redacted', 'DSC-03', published('budget', false, '2026-09-21')),
  breaks('a day late', 'DSC-02', published('budget', true, '2026-09-20')),
  breaks('contract a day late', 'CON-04-LATE', published('contract', true, '2026-09-20')),
  breaks('filing a day late', 'CON-05-LATE', published('contractFiling', true, '2026-09-20')),
];

export const violationsFromAward: readonly Violation[] = [
  ...atAward,
  ...atContract,
  ...underContract,
  ...inDirectory,
  ...atDelivery,
  ...atTheEnd,
];
