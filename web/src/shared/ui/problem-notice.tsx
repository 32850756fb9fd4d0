import { Alert, Button, Space, Typography } from 'antd';
import { text } from '../../../../domain/kernel/text.ts';
import { ProblemError } from '../api.ts';
import { useWords } from '../language.tsx';
import { Citation } from './words.tsx';

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** 不予办理或出错: what the server has told, with rule, article, the fields that are wrong and what to do about it. */
export function ProblemNotice({ error, onRetry }: Props) {
  const say = useWords();
  const problem = error instanceof ProblemError ? error.problem : null;
  if (!problem) return <Alert type="error" showIcon title={String(error)} />;
  const retry = onRetry && (
    <Button size="small" onClick={onRetry}>
      {say(text('重试', 'Try again'))}
    </Button>
  );
  return (
    <Alert
      type={problem.status >= 500 || problem.status === 0 ? 'error' : 'warning'}
      showIcon
      role="alert"
      message={problem.title}
      action={retry}
      description={
        <Space orientation="vertical" size={4}>
          <span>{problem.detail}</span>
          {problem.citation && (
            <span>
              {say(text('依据：', 'Basis: '))}
              <Citation citation={problem.citation} />
            </span>
          )}
          {problem.remedy && <Typography.Text strong>{problem.remedy}</Typography.Text>}
          {problem.errors?.map(({ pointer, message }) => (
            <span key={`${pointer} ${message}`}>
              <code>{pointer}</code> {message}
            </span>
          ))}
          {problem.others?.map(({ rule, detail }) => (
            <span key={rule}>
              {rule} {detail}
            </span>
          ))}
        </Space>
      }
    />
  );
}
