import type { MilestoneNo } from './brand.ts';
import type { LocalDate } from './local-date.ts';
import type { Fen } from './money.ts';

/** 里程碑计划 one milestone of a contract as agreed: what is delivered by which day for how much. */
export interface MilestonePlan {
  readonly no: MilestoneNo;
  readonly deliverable: string;
  readonly dueOn: LocalDate;
  readonly amountFen: Fen;
}
