import type { CommandType } from './commands.ts';
import { STEPS, type StepId } from './steps.ts';

/** The commands that decide in an approval. Apart from what they mean, because the workflow carries this and not that. */
const APPROVAL_COMMANDS = [
  'ReviewDemand',
  'DecideBudget',
  'ReviewRequirement',
  'FilePlan',
  'DecideContract',
  'DecideAmendment',
  'DecidePayment',
] as const satisfies readonly CommandType[];
export type ApprovalCommand = (typeof APPROVAL_COMMANDS)[number];

export const isApprovalCommand = (type: CommandType): type is ApprovalCommand =>
  (APPROVAL_COMMANDS as readonly CommandType[]).includes(type); // a list of literals is asked about any command

/** The command that decides at a step; null where the step is no approval. */
export function approvalCommandAt(step: StepId | null): ApprovalCommand | null {
  const command = step === null ? null : STEPS[step].command;
  return command !== null && isApprovalCommand(command) ? command : null;
}
