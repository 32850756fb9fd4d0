import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { CASE_EVENT_TITLES } from '../../../../domain/approval/case-event-titles.ts';
import type { CaseEventType } from '../../../../domain/approval/case-events.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { ProblemError } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { useMe } from '../../shared/session.ts';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { DealtWith } from '../project/dealt-with.tsx';
import { caseTimelineQuery } from './case-detail.ts';

interface Props {
  readonly caseId: string;
  readonly error: unknown;
  readonly onGoOn: () => void;
}

/** What the server says to the form of a verb: a refusal with its article, or who was quicker. */
export function CaseAnswer({ caseId, error, onGoOn }: Props) {
  const say = useWords();
  const me = useMe().user.userId;
  const isLost = error instanceof ProblemError && error.problem.status === 409;
  const timeline = useQuery({ ...caseTimelineQuery(caseId), enabled: isLost });
  if (!error) return null;
  const last = timeline.data?.items.findLast(({ actor }) => actor !== 'system');
  if (!isLost || !last || last.actor === me) return <ProblemNotice error={error} />;
  return (
    <DealtWith
      by={last.actorName}
      what={CASE_EVENT_TITLES[last.type as CaseEventType]}
      recordedAt={last.recordedAt}
    >
      <Button size="small" onClick={onGoOn}>
        {say(text('按最新情况继续', 'Go on from here'))}
      </Button>
    </DealtWith>
  );
}
