import type { MilestoneNo } from '../kernel/brand.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import type { Target } from './deadlines.ts';
import { backToWork, type Outline, outline, to, toEnd } from './decision.ts';
import type { ProjectFile } from './file.ts';

interface Settled {
  readonly milestoneNo: MilestoneNo;
  /** What of this milestone still waits for the end of a dispute. */
  readonly disputedFen: number;
  /** What this settlement takes from the commitment. */
  readonly paidFen: number;
  readonly today: LocalDate;
}

/**
 * 支付之后 where a project goes when a milestone is paid as far as nobody disputes it: on to the next milestone; with none
 * left, to the dispute that is still open; then to the end of a terminated contract, or to the evaluation.
 */
export function afterSettling(
  file: ProjectFile,
  { milestoneNo, disputedFen, paidFen, today }: Settled,
  main: (target: Target | null) => Outline,
): readonly Outline[] {
  const { termination } = file.performance;
  const goesOn = !termination && file.milestones.some(({ status }) => status === 'scheduled');
  if (goesOn) return [main(backToWork(file, today))];
  const others = file.milestones.filter(({ no }) => no !== milestoneNo);
  if (disputedFen > 0 || others.some((one) => one.disputedFen > 0)) {
    return [main(to('settling', { step: 'disputeResolution' }))];
  }
  if (!termination) return [main(to('evaluating'))];
  const { cause, settlementRef } = termination;
  const releasedFen = fen((file.budget?.committedFen ?? 0) - paidFen);
  return [
    main(null),
    outline('ContractTerminated', { cause, settlementRef, releasedFen }, toEnd('terminated')),
  ];
}
