import type { MilestoneProgress } from '../delivery/types.ts';
import type { MilestoneNo } from '../kernel/brand.ts';
import { fen } from '../kernel/money.ts';

/** 里程碑 before anything has been done for it. */
export const newMilestone = (no: MilestoneNo): MilestoneProgress => ({
  no,
  status: 'scheduled',
  ledgerEntries: 0,
  acceptedOn: null,
  acceptedFen: fen(0),
  paidFen: fen(0),
  submittedOn: null,
  rectifications: 0,
  disputedFen: fen(0),
  deductedFen: fen(0),
  interestFen: fen(0),
});
