import { Alert, Form, Input } from 'antd';
import { text } from '../../../../domain/kernel/text.ts';
import { useRemark } from '../../shared/form/remarks.tsx';
import { useWords } from '../../shared/language.tsx';
import { type Finding, Told } from './check.tsx';

/** 核对并提交: everything the rules say, the reasons they ask for, and the statement. */
export function Filing({ findings }: { readonly findings: readonly Finding[] }) {
  const say = useWords();
  const asking = findings.filter(
    ({ severity, waivable, result }) => severity === 'require-approval' && waivable && result === 'fired',
  );
  return (
    <>
      {findings.length === 0 ? (
        <Alert
          type="success"
          showIcon
          className="form-part"
          title={say(text('规则核查没有意见', 'The rules have no remark'))}
        />
      ) : (
        <Alert
          type="warning"
          className="form-part"
          title={say(text(`规则核查意见 ${findings.length} 条`, `Remarks of the rules: ${findings.length}`))}
          description={<Told findings={findings} />}
        />
      )}
      {asking.map(({ rule, message }) => (
        <Form.Item
          key={rule}
          name={['justifications', rule]}
          label={say(text(`${rule} 情况说明`, `Reason for ${rule}`))}
          extra={say(message)}
          rules={[{ required: true, message: say(text('请说明理由', 'Give a reason')) }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      ))}
      <Form.Item
        name="statement"
        label={say(text('申请说明', 'Statement'))}
        extra={useRemark(['data', 'statement'])}
        rules={[{ required: true, message: say(text('请填写申请说明', 'Write the statement')) }]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} />
      </Form.Item>
    </>
  );
}
