import { type CaseState, openRounds } from '../approval/case.ts';
import type { Flow } from '../approval/flow.ts';
import { nodeOf } from '../approval/flow-paths.ts';
import { invariant } from '../kernel/invariant.ts';
import { STEPS, type StepId } from './steps.ts';

/** The nodes of a project's flow bear the names of its steps. */
function stepOf(node: string): StepId {
  invariant(node in STEPS, `${node} is no step of a project`);
  return node as StepId; // just checked
}

/** The step that the approval waits at; null when it waits for nobody. Its flow has no parallel branches. */
export function openNode(state: CaseState): StepId | null {
  const [round] = openRounds(state);
  return round ? stepOf(round.node) : null;
}

/** The steps after the open one, as the case will take them: along the flow, or straight back to who returned it. */
export function routeAhead(state: CaseState, flow: Flow): readonly StepId[] {
  const ahead: StepId[] = [];
  let at: string | null = openNode(state);
  while (at !== null) {
    const here: string = at;
    const node = nodeOf(flow, here);
    invariant(node.kind === 'approve', `Step ${here} is signed`);
    const back = state.comeBacks.find(({ after, usedSeq }) => after === here && usedSeq === null);
    at = back?.reopen[0] ?? node.next;
    if (at !== null) ahead.push(stepOf(at));
  }
  return ahead;
}
