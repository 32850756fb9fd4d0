import type { Schedule } from '../../../../api/contract/schedule.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { StepLine, type StepNode } from '../../shared/ui/step-line.tsx';

/** Steps behind the open one that are drawn; the table below has all of them. */
const BEHIND = 3;

/** 办理路线: what has been done, what is open, and who is expected next on the approval route. */
export function RouteDiagram({ schedule }: { readonly schedule: Schedule }) {
  const say = useWords();
  return <StepLine label={say(text('办理路线', 'Route'))} nodes={nodesOf(schedule, say)} />;
}

function nodesOf({ steps, forecast }: Schedule, say: ReturnType<typeof useWords>): readonly StepNode[] {
  const done = steps.filter(({ status }) => status === 'done').slice(-BEHIND);
  const open = steps.filter(({ status }) => status === 'open');
  return [
    ...[...done, ...open].map(
      ({ step, stepTitle, orgName, roleTitle, status, openedOn }): StepNode => ({
        key: `${step} ${openedOn} ${status}`,
        kind: status === 'open' ? 'open' : 'done',
        title: stepTitle,
        who: `${orgName} ${say(roleTitle)}`,
      }),
    ),
    ...forecast.map(
      ({ step, stepTitle, orgName, roleTitle }): StepNode => ({
        key: `ahead ${step}`,
        kind: 'ahead',
        title: stepTitle,
        who: `${orgName ?? ''} ${say(roleTitle)}`,
      }),
    ),
  ];
}
