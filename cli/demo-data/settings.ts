import type { ApprovalMatrix } from '../../domain/approval/matrix.ts';
import type { RegionCode } from '../../domain/kernel/brand.ts';
import { type LocalDate, localDate } from '../../domain/kernel/local-date.ts';
import { yuan } from '../../domain/kernel/money.ts';
import type { TimeLimits } from '../../domain/project/steps.ts';
import { CITY, counties } from './places.ts';

/** All settings of the demo are in force since long before the oldest project. */
export const SETTINGS_SINCE: LocalDate = localDate('2020-01-01');

const OUR_DESIGN = '演示设置：各地自定，待当地财政部门确认';

/**
 * Thresholds of 财库〔2019〕69号 as a floor for counties: 30万 purchase limit, 200万 open tender. No Sichuan text was at
 * hand, so the row is not confirmed and the console shows a banner.
 */
const THRESHOLD_CITATION =
  '财库〔2019〕69号 全国下限（县级分散采购30万元、公开招标200万元）；四川省现行标准待财政部门确认';

export const thresholds = { purchaseLimitFen: yuan(300_000), openTenderFen: yuan(2_000_000) } as const;

export const approvalMatrix: ApprovalMatrix = {
  version: 'mintuo-demo-1',
  confirmed: false,
  bands: {
    township: [
      { fromFen: 0, steps: ['budgetCheck', 'leaderBudgetApproval'], minutesRequired: false },
      {
        fromFen: yuan(50_000),
        steps: ['budgetCheck', 'leaderBudgetApproval', 'mayorBudgetApproval'],
        minutesRequired: true,
      },
      {
        fromFen: yuan(300_000),
        steps: [
          'budgetCheck',
          'leaderBudgetApproval',
          'mayorBudgetApproval',
          'sectorBudgetReview',
          'countyBudgetReview',
        ],
        minutesRequired: true,
      },
    ],
    // A subdistrict has no budget of its own: the county looks at every purchase.
    subdistrict: [
      {
        fromFen: 0,
        steps: ['budgetCheck', 'leaderBudgetApproval', 'countyBudgetReview'],
        minutesRequired: false,
      },
      {
        fromFen: yuan(50_000),
        steps: ['budgetCheck', 'leaderBudgetApproval', 'mayorBudgetApproval', 'countyBudgetReview'],
        minutesRequired: true,
      },
      {
        fromFen: yuan(300_000),
        steps: [
          'budgetCheck',
          'leaderBudgetApproval',
          'mayorBudgetApproval',
          'sectorBudgetReview',
          'countyBudgetReview',
        ],
        minutesRequired: true,
      },
    ],
    // A department is itself the sector's voice, so the sector's review falls away.
    countyDepartment: [
      { fromFen: 0, steps: ['budgetCheck', 'leaderBudgetApproval'], minutesRequired: false },
      {
        fromFen: yuan(50_000),
        steps: ['budgetCheck', 'leaderBudgetApproval', 'mayorBudgetApproval', 'countyBudgetReview'],
        minutesRequired: true,
      },
    ],
  },
};

/** 松坪县 asks for faster work than the defaults of domain/project/steps.ts. */
const QUICKER: TimeLimits = {
  demandReview: { due: 3, remind: 1 },
  targetSetting: { due: 7, remind: 2 },
  budgetRequest: { due: 5, remind: 1 },
  countyBudgetReview: { due: 7, remind: 2 },
  requirementDrafting: { due: 10, remind: 2 },
  selection: { due: 10, remind: 2 },
  contractDrafting: { due: 7, remind: 1 },
  evaluationReview: { due: 10, remind: 2 },
};

const QUICK_COUNTY: RegionCode = '519903';

export const timeLimitsOf = (county: RegionCode): TimeLimits => (county === QUICK_COUNTY ? QUICKER : {});

export interface RegionSetting {
  readonly region: RegionCode;
  readonly kind: 'approvalMatrix' | 'timeLimits' | 'thresholds';
  readonly effectiveFrom: LocalDate;
  readonly citation: string;
  readonly data: object;
}

/** Every row of region_setting; none is confirmed. */
export const regionSettings: readonly RegionSetting[] = [
  {
    region: CITY,
    kind: 'approvalMatrix',
    effectiveFrom: SETTINGS_SINCE,
    citation: OUR_DESIGN,
    data: approvalMatrix,
  },
  {
    region: QUICK_COUNTY,
    kind: 'timeLimits',
    effectiveFrom: SETTINGS_SINCE,
    citation: OUR_DESIGN,
    data: QUICKER,
  },
  ...counties.map(
    ({ code }): RegionSetting => ({
      region: code,
      kind: 'thresholds',
      effectiveFrom: SETTINGS_SINCE,
      citation: THRESHOLD_CITATION,
      data: thresholds,
    }),
  ),
];
