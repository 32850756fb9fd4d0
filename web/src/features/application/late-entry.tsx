import { Card, Checkbox, Form, Input } from 'antd';
import { fieldLabel } from '../../../../api/contract/labels.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import type { ProjectDetail } from '../project/detail.ts';

const IS_LATE = ['late', 'isLate'];

/** 补录: a project that began before it is entered here, with the reason and the days on which it was begun and filed. */
export function LateEntry({ project }: { readonly project: ProjectDetail | null }) {
  const say = useWords();
  const isLate = Form.useWatch<unknown>(IS_LATE) === true;
  if (project) return project.lateEntry ? <Day name="filedOn" /> : null;
  return (
    <Card size="small" className="form-part">
      <Form.Item name={IS_LATE} valuePropName="checked" noStyle>
        <Checkbox>
          {say(
            text(
              '补录：项目此前已在系统外办理，各事项按实际发生日期登记',
              'Late entry: begun outside this system; each act is entered with the day it happened',
            ),
          )}
        </Checkbox>
      </Form.Item>
      {isLate && (
        <>
          <Form.Item
            name={['late', 'reason']}
            label={say(fieldLabel('lateEntry'))}
            rules={[{ required: true, message: say(text('请填写补录说明', 'Say why it is entered late')) }]}
          >
            <Input />
          </Form.Item>
          <Day name="beganOn" />
          <Day name="filedOn" />
        </>
      )}
    </Card>
  );
}

const DAYS = {
  beganOn: text('立项日期', 'Day it was begun'),
  filedOn: text('申请提交日期', 'Day the application was filed'),
};

function Day({ name }: { readonly name: keyof typeof DAYS }) {
  const say = useWords();
  const label = say(DAYS[name]);
  return (
    <Form.Item
      name={['late', name]}
      label={label}
      rules={[{ required: true, message: say(text(`请填写${label}`, `${label} is required`)) }]}
    >
      <Input type="date" />
    </Form.Item>
  );
}
