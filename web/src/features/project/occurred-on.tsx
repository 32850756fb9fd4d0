import { Form, Input } from 'antd';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';

/** 发生日期 of what is entered later (补录); the server takes it for such projects only. */
export function OccurredOn() {
  const say = useWords();
  return (
    <Form.Item name="occurredOn" label={say(text('发生日期（补录）', 'Day it happened (entered later)'))}>
      <Input type="date" />
    </Form.Item>
  );
}
