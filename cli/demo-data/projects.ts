import type { ProjectRecipe } from './life/recipe.ts';
import { contractingProjects } from './projects/contracting.ts';
import { deliveringProjects } from './projects/delivering.ts';
import { earlyProjects } from './projects/early.ts';
import { finishedProjects } from './projects/finished.ts';

/** The projects of the demo: at least one in every state, some near due, some overdue, among them the two pilots. */
export const demoProjects: readonly ProjectRecipe[] = [
  ...finishedProjects,
  ...deliveringProjects,
  ...contractingProjects,
  ...earlyProjects,
];

/** The story that `goufu demo` tells: the plan's plant-protection pilot from draft to archive. */
export function demoStory(): ProjectRecipe {
  const story = finishedProjects.find(({ key }) => key === 'plant-protection-shahe');
  if (!story) throw new Error('The story of the demo is gone');
  return story;
}
