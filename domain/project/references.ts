import type { Flow } from '../approval/flow.ts';
import type { ApprovalMatrix } from '../approval/matrix.ts';
import type { Organisation } from '../approval/organisation.ts';
import type { OrgKind, Parties } from '../approval/types.ts';
import type { BudgetLine } from '../budget/types.ts';
import type { CatalogItem } from '../catalog/types.ts';
import type { OrgId, ProviderId, RegionCode } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { WorkCalendar } from '../kernel/working-days.ts';
import type { Provider } from '../provider/types.ts';
import type { MadePayment } from './payables.ts';
import type { TimeLimits } from './steps.ts';

/** 限额标准 thresholds of one jurisdiction for services, dated; unconfirmed ones are shown with a banner. */
export interface ThresholdSet {
  readonly regionCode: RegionCode;
  readonly purchaseLimitFen: number;
  readonly openTenderFen: number;
  readonly effectiveFrom: LocalDate;
  readonly citation: string;
  readonly confirmed: boolean;
}

export interface BuyerOrg {
  readonly orgId: OrgId;
  readonly name: string;
  readonly kind: OrgKind;
  readonly regionCode: RegionCode;
  readonly level: 'city' | 'county' | 'township';
}

/**
 * What a decision needs to know beyond the project's own file, read in the transaction that records it.
 * A reference that was asked for and not found is null; the rules then say what is missing.
 */
export interface References {
  readonly calendar: WorkCalendar;
  readonly matrix: ApprovalMatrix;
  readonly limits: TimeLimits;
  readonly thresholds: ThresholdSet;
  readonly buyer: BuyerOrg;
  /** Who takes which seat, from the buyer's region and the sector of the catalogue item. */
  readonly seats: Parties;
  /** The catalogue item as the buyer's region publishes it on the legal date; null when not listed. */
  readonly catalogItem: CatalogItem | null;
  /** The line the project asks for or holds. */
  readonly budgetLine: BudgetLine | null;
  /** The people, posts and leaders of the parties; empty for commands that no approval is about. */
  readonly organisation: Organisation;
  /** The pinned flow of the approval under way. */
  readonly flow: Flow | null;
  /** Directory entries of all providers the command or the file names. */
  readonly providers: Readonly<Record<ProviderId, Provider>>;
  /** Payments made so far; read only when the project is closed. */
  readonly payments: readonly MadePayment[];
  /** 已公示的逾期清单 years whose overdue list the buyer has made public; read only when the project is closed. */
  readonly overdueListYears: readonly number[];
  /** 同一预算年度同类服务: what this buyer bought in the same year and catalogue item, this project excluded. */
  readonly sameClass: { readonly nonOpenFen: number; readonly belowLimitFen: number };
}
