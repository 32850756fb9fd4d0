import type { ProjectApproval } from '../../../../api/contract/project-approval.ts';
import { STEPS, type StepId } from '../../../../domain/project/steps.ts';
import { Rounds } from './seats.tsx';

/** 审批环节 of a project, each under the name of its step. */
export const ProjectRounds = ({ approval: { rounds, names } }: { readonly approval: ProjectApproval }) => (
  <Rounds
    rounds={rounds.map(({ step, ...round }) => ({ ...round, title: STEPS[step as StepId].title }))}
    names={names}
  />
);
