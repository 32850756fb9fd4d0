import { localDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { PolicyQuestion } from '../../domain/policy/types.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import type { PlantProtectionCondition } from '../../domain/provider/entry.ts';
import { verificationFacts } from '../../domain/provider/entry-facts.ts';
import { file } from './case.fixture.ts';
import { application, clean, contract, item, ON, REGION } from './clean.fixture.ts';
import { questionFor } from './question.fixture.ts';
import { breaks, type Violation } from './violation.fixture.ts';

/** Two equal milestones; the first is delivered, the second is due on a day. */
export const plannedUntil = (dueOn: string): ProjectFile => ({
  ...file,
  contract: file.contract && {
    ...file.contract,
    draft: {
      ...file.contract.draft,
      milestones: [
        { no: 1, deliverable: '第一次', dueOn: localDate('2026-09-01'), amountFen: fen(39_000_000) },
        { no: 2, deliverable: '第二次', dueOn: localDate(dueOn), amountFen: fen(39_000_000) },
      ],
    },
  },
});

const { amendment } = clean.AmendContract;
const amended = (change: Partial<typeof clean.AmendContract.amendment>, held: Partial<ProjectFile> = {}) =>
  questionFor(
    'AmendContract',
    { amendment: { ...amendment, ...change } },
    { file: { ...file, performance: { ...file.performance, amendments: [] }, ...held } },
  );
const { subcontract } = clean.RecordSubcontract;
const { bondReturn } = clean.ReturnBond;
const { job } = clean.AnnounceAerialJob;
const { review: progress } = clean.ReviewProgress;
const { payment } = clean.RequestPayment;
/** The case with a kind of service that the catalogue names. */
const ofItem = (change: Partial<typeof item>) => ({
  file: { ...file, application: { ...application, pilot: null }, catalogItem: { ...item, ...change } },
});
const earlierAddition = {
  ...amendment,
  addedFen: fen(1),
  no: 1,
  status: 'published',
  agreedByBoth: true,
  proposedOn: ON,
  signedOn: ON,
} as const;

export const underContract: readonly Violation[] = [
  breaks('a tenth and a fen', 'CON-07', amended({ addedFen: fen(7_800_001) })),
  breaks(
    'a tenth after a fen was added before',
    'CON-07',
    amended(
      { addedFen: fen(7_800_000) },
      {
        contract: file.contract && {
          ...file.contract,
          draft: { ...contract, valueFen: fen(78_000_001) },
        },
        performance: { ...file.performance, amendments: [earlierAddition] },
      },
    ),
  ),
  breaks('an addition that moves the end', 'CON-07', amended({ endsOn: localDate('2027-09-30') })),
  breaks('a term of 13 months', 'CON-03', amended({ kind: 'term', endsOn: localDate('2027-10-15') })),
  breaks('changed by one side', 'CON-10', amended({ ground: 'unilateral' })),
  breaks(
    'suspended by one side',
    'CON-10',
    questionFor('SuspendDelivery', { ...clean.SuspendDelivery, ground: 'unilateral' }),
  ),
  breaks(
    'subcontracted without consent',
    'CON-09',
    questionFor('RecordSubcontract', { subcontract: { ...subcontract, consentRef: null } }),
  ),
  breaks(
    'all of it subcontracted',
    'CON-08',
    questionFor('RecordSubcontract', { subcontract: { ...subcontract, amountFen: contract.valueFen } }),
  ),
  breaks(
    'a bond of a tenth and a fen',
    'CON-06',
    questionFor('RecordBond', { bond: { ...clean.RecordBond.bond, amountFen: fen(7_800_001) } }),
  ),
  breaks(
    'a fen of the bond kept back',
    'PAY-05',
    questionFor('ReturnBond', { bondReturn: { ...bondReturn, refundFen: fen(7_799_999) } }),
  ),
  breaks(
    'the bond paid to somebody else',
    'PAY-05',
    questionFor('ReturnBond', { bondReturn: { ...bondReturn, payeeProviderId: 'p-2' } }),
  ),
  breaks(
    'half the contract behind plan',
    'DEL-02-LATE',
    questionFor('ReviewProgress', clean.ReviewProgress, { file: plannedUntil('2026-09-21') }),
  ),
  breaks(
    'an accident that nobody explains',
    'SEC-C2',
    questionFor(
      'ReviewProgress',
      { review: { ...progress, safetyIncidents: 1 }, justifications: {} },
      ofItem({ name: '居家养老', sector: '民政' }),
    ),
  ),
  breaks(
    'confirmed on the 31st day',
    'PAY-06',
    questionFor('ConfirmReceivable', clean.ConfirmReceivable, {
      file: {
        ...file,
        performance: {
          ...file.performance,
          receivables: file.performance.receivables.map((one) => ({
            ...one,
            requestedOn: localDate('2026-08-21'),
          })),
        },
      },
    }),
  ),
  breaks(
    'accepted eleven days after it was handed in, ten agreed',
    'DEL-05',
    questionFor('RecordAcceptance', clean.RecordAcceptance, {
      file: {
        ...file,
        contract: file.contract && { ...file.contract, draft: { ...contract, acceptanceDays: 10 } },
        milestones: file.milestones.map((one) => ({ ...one, submittedOn: localDate('2026-09-10') })),
      },
    }),
  ),
  breaks(
    'a fen held back that nobody disputes',
    'PAY-04',
    questionFor('RequestPayment', {
      payment: { ...payment, amountFen: fen(6_999_999), disputedFen: fen(3_000_000), disputeReason: '面积' },
    }),
  ),
  breaks(
    'asked for after the term',
    'PAY-03',
    questionFor('RequestPayment', clean.RequestPayment, {
      file: {
        ...file,
        milestones: file.milestones.map((one) => ({ ...one, acceptedOn: localDate('2026-08-19') })),
      },
    }),
  ),
  breaks(
    'from the air without a word',
    'SEC-A4',
    questionFor('AnnounceAerialJob', { job: { ...job, announcementRef: null } }),
  ),
  breaks(
    'a crew without insurance',
    'SEC-A4',
    questionFor('AnnounceAerialJob', { job: { ...job, aerial: false, injuryInsuranceRef: null } }),
  ),
  breaks(
    'a mediator a day under eighteen',
    'SEC-J2-ADULT',
    questionFor(
      'AppointMediator',
      { mediator: { ...clean.AppointMediator.mediator, bornOn: localDate('2008-09-22') } },
      { file: { ...file, application: { ...application, pilot: 'peoplesMediators' } } },
    ),
  ),
  breaks(
    'one of ten not checked',
    'SEC-E2',
    questionFor(
      'VerifyProviderStaff',
      { staffCheck: { ...clean.VerifyProviderStaff.staffCheck, checked: 9 } },
      ofItem({ name: '课后服务', sector: '教育' }),
    ),
  ),
  breaks(
    'a list with this contract on it, not public by 31 March',
    'PAY-07',
    questionFor('ArchiveProject', clean.ArchiveProject, {
      file: {
        ...file,
        contract: file.contract && { ...file.contract, signedOn: localDate('2025-03-01') },
        milestones: file.milestones.map((one) => ({ ...one, acceptedOn: localDate('2025-06-02') })),
      },
    }),
  ),
  breaks(
    'kept a year',
    'CTL-03 SEC-A2-KEEP',
    questionFor('ArchiveProject', { ...clean.ArchiveProject, keepYears: 1 }),
  ),
];

const verified = (conditionsFound: readonly PlantProtectionCondition[]): PolicyQuestion => ({
  checkpoint: 'VerifyProvider',
  facts: verificationFacts({ verb: 'Verify', proofs: [], conditionsFound }, true),
  legalDate: ON,
  regionCode: REGION,
  packVersion: null,
  sectors: ['农业农村'],
});

export const inDirectory: readonly Violation[] = [
  breaks('no crew of its own', 'SEC-A1', verified(['equipment', 'technicians', 'rules'])),
];
