import { Form, Input } from 'antd';
import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { FileInput } from '../../shared/form/file-input.tsx';
import { OpinionInput } from '../../shared/form/opinion-input.tsx';
import { useWords } from '../../shared/language.tsx';

interface Props {
  readonly detail: CaseDetail;
  readonly taskId: string | null;
}

/** 意见 with what its node asks besides: files, a signature, a seal. */
export function OpinionFields({ detail, taskId }: Props) {
  const say = useWords();
  const round = detail.rounds.find(({ seats }) => seats.some((seat) => seat.taskId === taskId));
  const asks = round?.requires;
  const label = say(text('意见', 'Opinion'));
  const needed = (is: boolean | undefined) => [{ required: is ?? false }];
  return (
    <>
      <Form.Item name={['opinion', 'text']} label={label} rules={needed(asks?.opinion)}>
        <OpinionInput label={label} />
      </Form.Item>
      <Form.Item
        name={['opinion', 'attachments']}
        label={say(text('附件', 'Attachments'))}
        rules={needed(asks?.attachment)}
      >
        <FileInput />
      </Form.Item>
      {asks?.signature && (
        <Form.Item
          name={['opinion', 'signature']}
          label={say(text('签名', 'Signature'))}
          rules={needed(true)}
        >
          <Input />
        </Form.Item>
      )}
      {asks?.seal && (
        <Form.Item name={['opinion', 'seal']} label={say(text('用印', 'Seal'))} rules={needed(true)}>
          <Input />
        </Form.Item>
      )}
    </>
  );
}
