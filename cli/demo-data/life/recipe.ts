import type { Pilot } from '../../../domain/catalog/types.ts';
import type { ProcedureMethod } from '../../../domain/contracting/procedure/methods.ts';
import type { Grade } from '../../../domain/evaluation/types.ts';
import type { OrgId, ProviderId } from '../../../domain/kernel/brand.ts';
import type { LocalDate } from '../../../domain/kernel/local-date.ts';
import type { EndState, OpenState } from '../../../domain/project/states.ts';
import type { StepId } from '../../../domain/project/steps.ts';
import type { Fund } from '../budget.ts';

/** Ways in which a life leaves the straight road and comes back to it. */
export const DETOURS = [
  'draftEdited',
  'demandReturned',
  'budgetReturned',
  'requirementReturned',
  'planReturned',
  'procurementFailed',
  'contractReturned',
  'suspended',
  'rectified',
  'partlyAccepted',
  'paymentReturned',
  'bonded',
  'amended',
  'reviewed',
  'paidLate',
  'disputed',
  'settledEnd',
] as const;
export type Detour = (typeof DETOURS)[number];

/**
 * Small faults that the policy remarks on without standing in the way, some of them with a recorded reason:
 * late contract notice (CON-04-LATE), no ledger in the first milestone (DEL-01), incomplete service record (SEC-A2), case
 * without file (SEC-J2), no responsibility sheet (PUR-02), two quotes (MTH-11), small survey (EVL-05), renewal after 中
 * (BUD-13).
 */
export type Blemish =
  | 'lateNotice'
  | 'noLedger'
  | 'noPackaging'
  | 'noCaseFile'
  | 'withoutSheet'
  | 'twoQuotes'
  | 'smallSample'
  | 'renewedAfterFair';

/**
 * When the story plays. A `live` one happens today. The others are entered late: from the latest month and day that
 * lies far enough back, from a given start, or so that the last act was so many working days ago.
 */
export type Timing =
  | { readonly kind: 'live' }
  | { readonly kind: 'season'; readonly monthDay: string; readonly atLeastDaysAgo: number }
  | { readonly kind: 'from'; readonly on: LocalDate }
  | { readonly kind: 'lastAct'; readonly workingDaysAgo: number };

/** A short recipe of one project's life; `writeLife` makes every act of it. */
export interface ProjectRecipe {
  /** Stable word that names the project in messages and idempotency keys. */
  readonly key: string;
  /** `{year}` stands for the fiscal year. */
  readonly name: string;
  readonly itemCode: string;
  readonly buyer: OrgId;
  /** Who receives the service; the buyer itself unless said. */
  readonly beneficiaries?: readonly OrgId[];
  readonly amountYuan: number;
  readonly termMonths: number;
  readonly method: ProcedureMethod;
  readonly timing: Timing;
  /** Where the story stops; at its first arrival there unless `step`, `visit` or `milestone` say more. */
  readonly until: OpenState | 'archived';
  readonly step?: StepId;
  readonly visit?: number;
  readonly milestone?: number;
  /** Goes on with what leaves the state unchanged (ledger, disclosure), as far as today. */
  readonly busy?: boolean;
  /** Ends the project from there. */
  readonly end?: Exclude<EndState, 'archived'>;
  readonly endReason?: string;
  readonly detours?: readonly Detour[];
  readonly blemishes?: readonly Blemish[];
  readonly pilot?: Pilot;
  readonly isNew?: boolean;
  readonly fund?: Fund;
  readonly provider?: ProviderId;
  readonly milestones?: number;
  readonly quality?: Grade;
  /** A second handler of the same post takes over after the award. */
  readonly handsOver?: boolean;
  /** Reasons recorded for rules that ask for one, given wherever a command takes them. */
  readonly justifications?: Readonly<Record<string, string>>;
}
