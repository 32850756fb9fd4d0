import type { BudgetRequest } from '../../domain/budget/types.ts';
import type { Application, CatalogItem } from '../../domain/catalog/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { fen } from '../../domain/kernel/money.ts';
import type { References } from '../../domain/project/references.ts';
import { file, processAt, references } from './case.fixture.ts';
import { application, clean, item, line } from './clean.fixture.ts';
import { questionFor } from './question.fixture.ts';
import { breaks, type Violation } from './violation.fixture.ts';

const submit = (change: Partial<Application>, published: Partial<CatalogItem> | null = {}) =>
  questionFor('SubmitProject', clean.SubmitProject, {
    file: { ...file, application: { ...application, ...change }, catalogItem: null },
    references: { ...references, catalogItem: published && { ...item, ...published } },
  });
const declare = (change: Partial<Application['negativeList']>) =>
  submit({ negativeList: { ...application.negativeList, ...change } });

const atSubmission = [
  breaks('the item is not in the catalogue', 'CAT-01', submit({}, null)),
  breaks('a barred kind', 'CAT-02', declare({ barredKind: 'staffing' })),
  breaks('works in the package', 'CAT-03', declare({ hasWorksPackage: true })),
  breaks('attendance kept by the buyer', 'CAT-04', declare({ buyerKeepsAttendance: true })),
  breaks('a term of 37 months', 'CAT-05', submit({ termMonths: 37 })),
  breaks('an item of the county without delegation', 'CAT-06', submit({}, { responsibleLevel: 'county' })),
  breaks(
    'a catalogue published the day after',
    'CAT-08',
    submit({}, { publishedOn: localDate('2026-09-22') }),
  ),
  breaks('a catalogue not published', 'CAT-08', submit({}, { publishedOn: null })),
  breaks('a basic service without standard', 'CAT-09', submit({}, { standardRef: ' ' })),
  breaks(
    'a buyer of the wrong kind',
    'PUR-01',
    questionFor('SubmitProject', clean.SubmitProject, {
      references: { ...references, buyer: { ...references.buyer, kind: 'publicInstitution1' } },
    }),
  ),
  breaks('bought for another township', 'PUR-02', submit({ beneficiaryOrgIds: ['org-other'] })),
];

const { targets } = clean.SetPerformanceTargets;
const request = (
  change: Partial<BudgetRequest>,
  refs: Partial<References> = {},
  app: Partial<Application> = {},
) =>
  questionFor(
    'RequestBudget',
    { request: { ...clean.RequestBudget.request, ...change } },
    {
      references: { ...references, ...refs },
      file: { ...file, application: { ...application, ...app } },
    },
  );
const budgetLine = (change: Partial<typeof line>) => ({ budgetLine: { ...line, ...change } });

const [output] = targets.indicators;
const weighted = (weight: number) =>
  questionFor('SetPerformanceTargets', {
    targets: {
      ...targets,
      indicators: output
        ? [
            { ...output, weight },
            { ...output, dimension: 'execution', weight: 100 - weight },
          ]
        : [],
    },
  });
/** Some other service of a sector, whose targets measure output alone. */
const inSector = (sector: string) =>
  questionFor('SetPerformanceTargets', clean.SetPerformanceTargets, {
    file: {
      ...file,
      application: { ...application, pilot: null },
      catalogItem: { ...item, name: '社区服务', sector },
    },
  });

const atBudget = [
  breaks(
    'no indicators',
    'BUD-08 EVL-01 EVL-03',
    questionFor('SetPerformanceTargets', { targets: { ...targets, indicators: [] } }),
  ),
  breaks(
    'no ex-ante evaluation',
    'BUD-09',
    questionFor('SetPerformanceTargets', { targets: { ...targets, exAnte: null } }),
  ),
  breaks('output and benefit at 59.99', 'EVL-03', weighted(59.99)),
  breaks('no satisfaction in elder care', 'SEC-C1', inSector('民政')),
  breaks('no satisfaction after school', 'SEC-E1', inSector('教育')),
  breaks('no line', 'BUD-01 BUD-02', request({}, { budgetLine: null })),
  breaks("another body's line", 'BUD-01', request({}, budgetLine({ orgId: 'org-x' }))),
  breaks('a line of last year', 'BUD-01', request({}, budgetLine({ fiscalYear: 2025 }))),
  breaks('a line never approved', 'BUD-01', request({}, budgetLine({ approvedOn: null }))),
  breaks('one fen too much', 'BUD-02', request({}, budgetLine({ availableFen: fen(79_999_999) }))),
  breaks('13 months without plan', 'BUD-03', request({}, {}, { termMonths: 13 })),
  breaks('higher total without congress', 'BUD-04', request({ raisesTotalBudget: true })),
  breaks('net spending without offset', 'BUD-06', request({ addsNetSpending: true, offset: '' })),
  breaks('not in the table', 'BUD-07', request({}, budgetLine({ inServiceTable: false }))),
  breaks('money for another sector', 'BUD-10', request({}, budgetLine({ permittedSectors: ['民政'] }))),
  breaks('approved tomorrow', 'BUD-12', request({}, budgetLine({ approvedOn: localDate('2026-09-22') }))),
  breaks('a poor grade', 'BUD-13', request({ previousGrade: 'poor' })),
  breaks('a justification of the unjustifiable', 'CTL-04', request({ justifications: { 'BUD-01': '急' } })),
  breaks('no minutes', 'CTL-02', questionFor('DecideBudget', { ...clean.DecideBudget, minutesRef: null })),
  breaks('the applicant decides', 'CTL-01', {
    ...questionFor('DecideBudget'),
    facts: questionFor('DecideBudget', clean.DecideBudget, {
      process: { ...processAt('DecideBudget'), duties: [{ userId: 'u-someone', duty: 'request' }] },
    }).facts,
  }),
];

export const violationsBeforeMoney: readonly Violation[] = [...atSubmission, ...atBudget];
