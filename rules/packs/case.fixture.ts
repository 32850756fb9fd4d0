import type { Actor } from '../../domain/approval/types.ts';
import { NO_PERFORMANCE } from '../../domain/delivery/performance.ts';
import { DISCLOSURE_KINDS } from '../../domain/disclosure/types.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { fen, yuan } from '../../domain/kernel/money.ts';
import type { CommandType } from '../../domain/project/commands.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import type { References } from '../../domain/project/references.ts';
import { STEPS, type StepId, stepIds } from '../../domain/project/steps.ts';
import { application, award, clean, contract, ESTIMATE, item, line, ON, REGION } from './clean.fixture.ts';
import { cleanActs } from './clean-acts.fixture.ts';
import { provider } from './clean-provider.fixture.ts';
import { procedure } from './procedure.fixture.ts';

/** The file of the project as it would be at the end of its life: whatever a command looks back at is there. */
export const file: ProjectFile = {
  projectNo: 'GF-2026-0001',
  application,
  lateEntry: null,
  policyVersion: '2026.1',
  submittedOn: ON,
  catalogItem: item,
  targets: clean.SetPerformanceTargets.targets,
  budget: {
    request: clean.RequestBudget.request,
    minutesRequired: true,
    minutesRef: null,
    lineId: line.id,
    reservedFen: ESTIMATE,
    committedFen: fen(0),
    paidFen: fen(0),
  },
  requirement: { ...clean.SubmitRequirement.requirement, authorId: 'u-author' },
  method: clean.ChooseMethod.choice,
  filingNo: 'BA-1',
  notice: { ...cleanActs.IssueDocuments.notice, issuedOn: ON },
  procedure,
  disputes: [],
  choice: null,
  award: { providerId: 'p-1', priceFen: award.priceFen, awardedOn: ON, detail: award },
  contract: { draft: contract, signedOn: ON },
  milestones: [
    {
      no: 1,
      status: 'accepted',
      ledgerEntries: 3,
      acceptedOn: ON,
      acceptedFen: fen(10_000_000),
      paidFen: fen(0),
      submittedOn: ON,
      rectifications: 0,
      disputedFen: fen(0),
      deductedFen: fen(0),
      interestFen: fen(0),
    },
  ],
  currentMilestone: 1,
  acceptance: clean.RecordAcceptance.acceptance,
  payment: clean.RequestPayment.payment,
  performance: {
    ...NO_PERFORMANCE,
    bond: { ...clean.RecordBond.bond, cashOnly: false, receivedOn: ON, returned: null },
    amendments: [
      {
        ...clean.AmendContract.amendment,
        ...{ no: 1, status: 'approved', agreedByBoth: true, proposedOn: ON, signedOn: null },
      },
    ],
    receivables: [{ ...clean.RequestReceivable.receivable, no: 1, requestedOn: ON, confirmedOn: null }],
  },
  selfEvaluation: clean.SelfEvaluate.selfEvaluation,
  evaluation: clean.ReviewEvaluation.review,
  resultUse: clean.PublishResult.resultUse,
  disclosures: DISCLOSURE_KINDS.map((kind) => ({
    kind,
    madeOn: ON,
    dueOn: ON,
    dueAnnounced: true,
    publishedOn: ON,
    url: 'https://example.org/d',
  })),
  end: null,
};

const parties = {
  buyer: 'org-town',
  sector: 'org-sector',
  countyFinance: 'org-finance',
  cityFinance: 'org-city',
  agency: 'org-agency',
  provider: 'org-p1',
  reformOffice: 'org-reform',
};

export const references: References = {
  calendar: {
    version: 't',
    years: { 2026: { notice: '通知', holidays: ['10-01', '10-02'], makeUpDays: [] } },
  },
  matrix: { version: 't', confirmed: false, bands: { township: [] } },
  limits: {},
  thresholds: {
    regionCode: REGION,
    purchaseLimitFen: yuan(300_000),
    openTenderFen: yuan(2_000_000),
    effectiveFrom: localDate('2020-01-01'),
    citation: '待确认',
    confirmed: false,
  },
  buyer: { orgId: 'org-town', name: '某镇', kind: 'township', regionCode: REGION, level: 'township' },
  seats: parties,
  catalogItem: item,
  budgetLine: line,
  organisation: { people: {}, posts: [], departments: {}, groups: {}, proxies: [], admins: [] },
  flow: null,
  providers: { 'p-1': provider },
  payments: [{ milestoneNo: 1, on: ON, amountFen: fen(10_000_000) }],
  overdueListYears: [],
  sameClass: { nonOpenFen: 0, belowLimitFen: 0 },
};

const stepFor = (command: CommandType): StepId | null =>
  stepIds.find((id) => STEPS[id].command === command) ?? null;

/** The project at the step that waits for a command. */
export const processAt = (command: CommandType): ProjectProcess => ({
  v: 1,
  projectId: 'pj-1',
  revision: 3,
  stage: 'contracting',
  state: 'procuring',
  step: stepFor(command),
  route: [],
  parties,
  approval: null,
  duties: [{ userId: 'u-author', duty: 'request' }],
  openedOn: ON,
  dueOn: ON,
  dueAnnounced: true,
  deadlines: [],
  lateEntry: false,
  lastOn: ON,
});

export const actor = (userId: string): Actor => ({
  userId,
  name: '某人',
  posts: [{ role: 'handler', orgId: 'org-town' }],
});
