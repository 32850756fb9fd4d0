import type { OverdueList, SmePayable } from '../delivery/overdue-list.ts';
import { overdueListOf } from '../delivery/overdue-list.ts';
import { DEFAULT_LATE_RATE } from '../delivery/payment.ts';
import type { MilestoneNo } from '../kernel/brand.ts';
import { daysBetween, type LocalDate, yearOf } from '../kernel/local-date.ts';
import { type Fen, fen } from '../kernel/money.ts';
import { milestoneDue } from './facts-of-delivery.ts';
import type { ProjectFile } from './file.ts';
import type { References } from './references.ts';

/** 已付款项 one payment as the audit trail has it. */
export interface MadePayment {
  readonly milestoneNo: MilestoneNo;
  readonly on: LocalDate;
  readonly amountFen: Fen;
}

/** A project with what is needed to tell what it owes. */
export interface Owing {
  readonly file: ProjectFile;
  readonly payments: readonly MadePayment[];
  readonly payeeIsSme: boolean;
  readonly references: Pick<References, 'calendar'>;
}

/** 应付款项 what a project owes or has owed, milestone by milestone, seen from a day; what is in dispute is not due. */
export function payablesOf({ file, payments, payeeIsSme, references }: Owing, on: LocalDate): SmePayable[] {
  const draft = file.contract?.draft;
  if (!draft) return [];
  const rate = draft.lateRate
    ? ({ per: 'day', per10000: draft.lateRate.per10000 } as const)
    : DEFAULT_LATE_RATE;
  return file.milestones.flatMap((milestone): SmePayable[] => {
    const dueOn = milestoneDue({ file, references, on }, milestone.no);
    if (dueOn === null || milestone.acceptedFen === 0) return [];
    return [
      {
        contractNo: draft.contractNo,
        payeeIsSme,
        dueFen: fen(milestone.acceptedFen - milestone.deductedFen - milestone.disputedFen),
        dueOn,
        rate,
        paid: payments.filter(({ milestoneNo }) => milestoneNo === milestone.no),
      },
    ];
  });
}

/** 逾期未付清单 of one year over several projects. */
export const overdueListFor = (projects: readonly Owing[], year: number): OverdueList =>
  overdueListOf(
    projects.flatMap((one) => payablesOf(one, `${year}-12-31`)),
    year,
  );

/** Days past 31 March of the oldest list on which this project stands and that is not public; 0 where there is none. */
export function overdueListDelay(
  owing: Owing,
  { published, on }: { readonly published: readonly number[]; readonly on: LocalDate },
): number {
  const signedOn = owing.file.contract?.signedOn;
  if (!signedOn) return 0;
  for (let year = yearOf(signedOn); year < yearOf(on); year += 1) {
    const { lines, publishBy } = overdueListFor([owing], year);
    if (lines.length > 0 && !published.includes(year)) return Math.max(0, daysBetween(publishBy, on));
  }
  return 0;
}
