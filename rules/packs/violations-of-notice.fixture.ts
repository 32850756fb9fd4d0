import type { MethodChoice, ProcurementNotice, Requirement } from '../../domain/contracting/types.ts';
import { instantOn, localDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import type { References } from '../../domain/project/references.ts';
import { file, references } from './case.fixture.ts';
import { application, clean, ESTIMATE } from './clean.fixture.ts';
import { cleanActs } from './clean-acts.fixture.ts';
import { procedure } from './procedure.fixture.ts';
import { procedureQuestion, questionFor } from './question.fixture.ts';
import { breaks, type Violation } from './violation.fixture.ts';

const requirement = (change: Partial<Requirement>) =>
  questionFor('SubmitRequirement', { requirement: { ...clean.SubmitRequirement.requirement, ...change } });
const choose = (change: Partial<MethodChoice>, refs: Partial<References> = {}) =>
  questionFor(
    'ChooseMethod',
    { choice: { ...clean.ChooseMethod.choice, ...change } },
    { references: { ...references, ...refs } },
  );
const limits = (purchaseLimitFen: number, openTenderFen: number) => ({
  thresholds: {
    ...references.thresholds,
    purchaseLimitFen: fen(purchaseLimitFen),
    openTenderFen: fen(openTenderFen),
  },
});
const notice = (change: Partial<ProcurementNotice>, held: Partial<ProjectFile> = {}) =>
  procedureQuestion(
    { verb: 'IssueDocuments', notice: { ...cleanActs.IssueDocuments.notice, ...change } },
    { file: { ...file, ...held } },
  );
const by = (method: MethodChoice['method'], more: Partial<MethodChoice> = {}) => ({
  method: { ...clean.ChooseMethod.choice, method, ...more },
});
const consulting = by('competitiveConsultation');
const intent = (on: string | null) => ({
  procedure: { ...procedure, intentOn: null },
  method: { ...clean.ChooseMethod.choice, intentPublishedOn: on === null ? null : localDate(on) },
});
/** Below the open-tender threshold unless the threshold is the estimate itself. */
const single = (method: ReturnType<typeof by>, closesOn: string, openTenderFen = ESTIMATE) =>
  procedureQuestion(
    { verb: 'IssueDocuments', notice: { ...cleanActs.IssueDocuments.notice, closesOn: localDate(closesOn) } },
    { file: { ...file, ...method }, references: { ...references, ...limits(30_000_000, openTenderFen) } },
  );
const unreserved = by('openTender', { reservedForSme: false, noReserveReason: '不适宜' });
const asks = (basis: ProcurementNotice['qualifications'][number]['basis']) =>
  notice({ qualifications: [{ name: '条件', basis, points: null }] });

const atProcurement = [
  breaks('no consultation', 'REQ-01', requirement({ publicConsultationRef: null })),
  breaks('no survey', 'REQ-02', requirement({ survey: null })),
  breaks(
    'a survey a year and a day old',
    'REQ-02',
    requirement({ survey: { subjects: 3, on: localDate('2025-09-20') } }),
  ),
  breaks('no standard', 'REQ-03', requirement({ standard: '' })),
  breaks('ceiling one fen too high', 'REQ-06', requirement({ ceilingFen: fen(80_000_001) })),
  breaks('no acceptance plan', 'REQ-07', requirement({ acceptancePlan: '' })),
  breaks(
    'the author reviews',
    'REQ-04',
    questionFor('ReviewRequirement', clean.ReviewRequirement, {
      file: { ...file, requirement: { ...clean.SubmitRequirement.requirement, authorId: 'u-someone' } },
    }),
  ),
  breaks('centralised item elsewhere', 'MTH-01', choose({ inCentralisedCatalogue: true })),
  breaks(
    'at the threshold by consultation',
    'MTH-02',
    choose({ method: 'competitiveConsultation' }, limits(30_000_000, 80_000_000)),
  ),
  breaks(
    'split',
    'MTH-03',
    choose(
      { method: 'competitiveConsultation' },
      { ...limits(30_000_000, 100_000_000), sameClass: { nonOpenFen: 20_000_001, belowLimitFen: 0 } },
    ),
  ),
  breaks(
    'split below the limit',
    'MTH-04',
    choose(
      { method: 'internalSelection' },
      { ...limits(90_000_000, 200_000_000), sameClass: { nonOpenFen: 0, belowLimitFen: 10_000_001 } },
    ),
  ),
  breaks('no legal case', 'MTH-05', choose({ legalCase: ' ' })),
  breaks(
    'internal selection at the limit',
    'MTH-05',
    choose({ method: 'internalSelection' }, limits(80_000_000, 200_000_000)),
  ),
  breaks('not reserved', 'POL-01', choose({ reservedForSme: false })),
  breaks('plan not filed', 'MTH-14', notice({}, { filingNo: null })),
  breaks('intent 29 days before', 'MTH-15', notice({}, intent('2026-08-23'))),
  breaks('no intent', 'MTH-15', notice({}, intent(null))),
  breaks('19 days', 'TND-01', notice({ closesOn: localDate('2026-10-10') })),
  breaks('4 working days', 'TND-02', notice({ documentsUntil: localDate('2026-09-25') })),
  breaks('consultation of 9 days', 'TND-04', notice({ closesOn: localDate('2026-09-30') }, consulting)),
  breaks('budget hidden', 'TND-07', notice({ budgetShown: false })),
  breaks('other media', 'TND-08', notice({ inDesignatedMedia: false })),
  breaks('price weighs 9%', 'TND-09', notice({ priceWeightPercent: 9 })),
  breaks('size', 'POL-05', asks('firmSize')),
  breaks('registration', 'SUP-11', asks('placeOfRegistration')),
  breaks('local award', 'SUP-12', asks('localAward')),
  breaks(
    'a score item without points',
    'TND-10',
    notice({ scoreItems: [{ name: '方案', basis: 'capability', points: null }] }),
  ),
  breaks('an inquiry', 'MTH-08', choose({ method: 'inquiry' })),
  breaks(
    'a subsidy that the catalogue does not allow',
    'MTH-13',
    choose({ method: 'fixedSubsidy', directMode: { allowedRef: null, usersCanChoose: true } }),
  ),
  breaks(
    'above 2 million and too little reserved',
    'POL-02',
    questionFor(
      'ChooseMethod',
      {
        choice: {
          ...clean.ChooseMethod.choice,
          reservedForSme: false,
          smeShare: { reservedPercent: 29, smallMicroPercent: 60 },
        },
      },
      { file: { ...file, application: { ...application, estimateFen: fen(200_000_001) } } },
    ),
  ),
  breaks(
    'single source announced for 4 working days',
    'MTH-06',
    single(
      by('singleSource', { singleSource: { ground: 'onlySupplier', followOnPercent: null } }),
      '2026-09-25',
    ),
  ),
  breaks(
    'a follow-on of 11%',
    'MTH-07',
    single(
      by('singleSource', { singleSource: { ground: 'followOn', followOnPercent: 11 } }),
      '2026-10-20',
      ESTIMATE + 1,
    ),
  ),
  breaks(
    'negotiation of 2 working days',
    'TND-05',
    single(by('competitiveNegotiation'), '2026-09-23', ESTIMATE + 1),
  ),
  breaks('bond of 2.01%', 'TND-06 TND-06-CITY', notice({ bidBondFen: fen(1_608_000) })),
  breaks(
    'deduction of 9%',
    'POL-03',
    notice({ smallMicroDeductionPercent: 9, consortiumDeductionPercent: 4 }, unreserved),
  ),
  breaks(
    'deduction of 7% for a share',
    'POL-04',
    notice({ smallMicroDeductionPercent: 10, consortiumDeductionPercent: 7 }, unreserved),
  ),
  breaks(
    'a change 14 days before the closing',
    'TND-03',
    procedureQuestion(cleanActs.IssueClarification, {
      file: {
        ...file,
        procedure: {
          ...procedure,
          documents: procedure.documents && {
            ...procedure.documents,
            closesAt: instantOn(localDate('2026-10-05'), 10),
          },
        },
      },
    }),
  ),
];

export const violationsOfNotice: readonly Violation[] = atProcurement;
