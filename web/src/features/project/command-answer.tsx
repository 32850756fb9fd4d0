import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { text } from '../../../../domain/kernel/text.ts';
import { ProblemError } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { useMe } from '../../shared/session.ts';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { DealtWith, dealtWithOf } from './dealt-with.tsx';
import { timelineQuery } from './timeline-query.ts';
import type { CommandUse } from './use-command.ts';

interface Props {
  readonly projectId: string;
  readonly use: CommandUse;
}

/** What the server says to a form: a refusal with its article, who was quicker, or the remarks that go with a yes. */
export function CommandAnswer({ projectId, use }: Props) {
  const say = useWords();
  const error = use.send.error ?? use.check.error;
  const isLost = error instanceof ProblemError && error.problem.status === 409;
  if (use.isOvertaken || isLost) return <Overtaken projectId={projectId} use={use} error={error} />;
  if (error) return <ProblemNotice error={error} />;
  if (!use.check.data) return null;
  const { notes } = use.check.data;
  return (
    <Alert
      type={notes.length === 0 ? 'success' : 'info'}
      showIcon
      className="form-part"
      title={say(text('预检通过，可以办理', 'The check passes; it can be done'))}
      description={notes
        .map(
          ({ rule, citation, message }) =>
            `${rule} ${say(message)} (${citation.document}${citation.article})`,
        )
        .join('；')}
    />
  );
}

/** 已被他人处理: who has acted since this form was opened, and when. */
function Overtaken({ projectId, use, error }: Props & { readonly error: unknown }) {
  const say = useWords();
  const me = useMe().user.userId;
  const timeline = useQuery(timelineQuery(projectId));
  const last = timeline.data?.items.at(-1);
  if (!last || last.by.userId === me) return error ? <ProblemNotice error={error} /> : null;
  return (
    <DealtWith {...dealtWithOf(last)}>
      <Button size="small" onClick={use.goOn}>
        {say(text('按最新情况继续', 'Go on from here'))}
      </Button>
    </DealtWith>
  );
}
