import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { useMe } from '../../shared/session.ts';
import { Fetched } from '../../shared/ui/page.tsx';
import { Forecast } from '../approval/forecast.tsx';
import { ProjectRounds } from '../approval/project-rounds.tsx';
import { Actions } from '../project/actions.tsx';
import { DealtWith, dealtWithOf } from '../project/dealt-with.tsx';
import { detailQuery } from '../project/detail.ts';
import { ProjectFacts } from '../project/facts.tsx';
import { ProjectTimeline } from '../project/timeline.tsx';
import { timelineQuery } from '../project/timeline-query.ts';

interface Props {
  readonly projectId: string;
  /** False once the task has left the reader's list. */
  readonly isMine: boolean;
  readonly onNext: () => void;
  readonly verb: string | null;
  readonly onVerb: (id: string | null) => void;
}

/** 待办详情: what it is about, what can be done, who has said what. */
export function TaskDetail({ projectId, isMine, onNext, verb, onVerb }: Props) {
  const say = useWords();
  const project = useQuery(detailQuery(projectId));
  return (
    <section aria-label={say(text('待办详情', 'The task'))} className="task-detail">
      {!isMine && <Gone projectId={projectId} onNext={onNext} />}
      <Fetched of={project}>
        {(detail) => (
          <>
            <h2 className="part-title">
              <Link to="/projects/$projectId" params={{ projectId }}>
                {detail.name}
              </Link>
            </h2>
            <ProjectFacts detail={detail} />
            <div className="form-part">
              <Actions key={projectId} detail={detail} verb={verb} onVerb={onVerb} />
            </div>
            {detail.approval && <ProjectRounds approval={detail.approval} />}
            <Forecast projectId={projectId} />
            <h2 className="part-title">{say(text('办理记录', 'Timeline'))}</h2>
            <ProjectTimeline detail={detail} />
          </>
        )}
      </Fetched>
    </section>
  );
}

/** The task is not the reader's any more: who has dealt with it and when; after one's own act the next one opens. */
function Gone({ projectId, onNext }: Pick<Props, 'projectId' | 'onNext'>) {
  const say = useWords();
  const me = useMe().user.userId;
  const timeline = useQuery(timelineQuery(projectId));
  const last = timeline.isFetching ? undefined : timeline.data?.items.at(-1);
  const isOwn = last?.by.userId === me;
  useEffect(() => {
    if (isOwn) onNext();
  }, [isOwn, onNext]);
  if (!last || isOwn) return null;
  return (
    <DealtWith {...dealtWithOf(last)}>
      <Button size="small" onClick={onNext}>
        {say(text('下一项', 'Next'))}
      </Button>
    </DealtWith>
  );
}
