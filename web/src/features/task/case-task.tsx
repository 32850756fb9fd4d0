import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { caseQuery } from '../case/case-detail.ts';
import { CaseView } from '../case/case-view.tsx';

interface Props {
  readonly caseId: string;
  readonly verb: string | null;
  readonly onVerb: (id: string | null) => void;
}

/** 待办详情 of an approval case that stands by itself. */
export function CaseTask({ caseId, verb, onVerb }: Props) {
  const say = useWords();
  const detail = useQuery(caseQuery(caseId));
  return (
    <section aria-label={say(text('待办详情', 'The task'))} className="task-detail">
      <Fetched of={detail}>
        {(data) => (
          <>
            <h2 className="part-title">
              <Link to="/approvals/$caseId" params={{ caseId }}>
                {data.title}
              </Link>
            </h2>
            <CaseView key={caseId} detail={data} verb={verb} onVerb={onVerb} />
          </>
        )}
      </Fetched>
    </section>
  );
}
