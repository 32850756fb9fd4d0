import { Link } from '@tanstack/react-router';
import { Result } from 'antd';
import { text } from '../../../domain/kernel/text.ts';
import { useWords } from '../shared/language.tsx';

export function NotFound() {
  const say = useWords();
  return (
    <Result
      status="404"
      title={say(text('没有这个页面', 'There is no such page'))}
      extra={<Link to="/">{say(text('回到工作台', 'Back to the home page'))}</Link>}
    />
  );
}
