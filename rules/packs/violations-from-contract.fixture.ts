import type { ContractDraft } from '../../domain/contracting/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import { file } from './case.fixture.ts';
import { application, clean, contract } from './clean.fixture.ts';
import { questionFor } from './question.fixture.ts';
import { breaks, type Violation } from './violation.fixture.ts';
import { challenge } from './violations-of-disputes.fixture.ts';
import { inDirectory, plannedUntil, underContract } from './violations-under-contract.fixture.ts';

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
    questionFor('SignContract', clean.SignContract, { file: { ...file, disputes: [challenge] } }),
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

export const violationsFromContract: readonly Violation[] = [
  ...atContract,
  ...underContract,
  ...inDirectory,
  ...atDelivery,
  ...atTheEnd,
];
