import { Descriptions } from 'antd';
import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { useWords } from '../../shared/language.tsx';
import { shown } from '../../shared/ui/sheet.tsx';

/** 表单内容 in the order of the flow's own form, under the names that it gives. */
export function FormValues({ form, formSchema }: Pick<CaseDetail, 'form' | 'formSchema'>) {
  const say = useWords();
  return (
    <Descriptions size="small" bordered column={{ xs: 1, md: 2 }} className="form-part">
      {Object.entries(formSchema.properties).map(([name, { title }]) => (
        <Descriptions.Item key={name} label={title}>
          {shown(name, form[name], { say })}
        </Descriptions.Item>
      ))}
    </Descriptions>
  );
}
