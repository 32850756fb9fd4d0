import { Descriptions } from 'antd';
import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { fieldLabel } from '../../../../api/contract/labels.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { inOrder } from '../../shared/form/flow-form.ts';
import { useWords } from '../../shared/language.tsx';
import { shown } from '../../shared/ui/sheet.tsx';

/** 表单内容 in the order of the flow's own form, under the names that it gives. */
export function FormValues({ form, formSchema }: Pick<CaseDetail, 'form' | 'formSchema'>) {
  const say = useWords();
  return (
    <Descriptions size="small" bordered column={{ xs: 1, md: 2 }} className="form-part">
      {Object.entries(inOrder(formSchema).properties).map(([name, { title }]) => (
        <Descriptions.Item key={name} label={say(text(title, fieldLabel(name).en))}>
          {plainWord(form[name]) ?? shown(name, form[name], { say })}
        </Descriptions.Item>
      ))}
    </Descriptions>
  );
}

/** A text as it was written: a flow's words are its own, also where the console has a list with the same one. */
const plainWord = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
