import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useRef } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { ProblemError, post } from '../../shared/api.ts';
import { newKey, useDraft } from '../../shared/form/draft.ts';
import { ObjectFields } from '../../shared/form/fields.tsx';
import { openApiQuery } from '../../shared/form/open-api.ts';
import { PersonPicker } from '../../shared/form/pickers.tsx';
import { RemarksProvider, remarksOf } from '../../shared/form/remarks.tsx';
import { bodyOf, filled, only } from '../../shared/form/schema.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { PROXIES } from './key.ts';

const ASKED = ['fromOn', 'toOn', 'upToFen', 'reason'];

/** 登记代理 for oneself: to whom, from when to when, up to which amount, and why. */
export function AbsenceForm() {
  const say = useWords();
  const { message } = App.useApp();
  const client = useQueryClient();
  const api = useQuery(openApiQuery);
  const [form] = Form.useForm<{ readonly proxy?: object }>();
  const draft = useDraft('absence');
  const key = useRef(newKey());
  const send = useMutation({
    mutationFn: (body: unknown) => post('/proxies', { body, key: key.current }),
    onSuccess: () => {
      key.current = newKey();
      draft.drop();
      form.resetFields();
      void message.success(say(text('已登记', 'Recorded')));
    },
    onError: (error) => {
      // What was refused may be changed and sent again, as a new act.
      if (error instanceof ProblemError && error.problem.status !== 0) key.current = newKey();
    },
    onSettled: () => client.invalidateQueries({ queryKey: PROXIES }),
  });
  const label = say(text('代理人', 'Proxy'));
  return (
    <Fetched of={api}>
      {(document) => {
        const whole = bodyOf(document, '/api/v1/proxies') ?? {};
        return (
          <RemarksProvider value={remarksOf(send.error)}>
            <Form
              form={form}
              layout="vertical"
              className="narrow-form"
              initialValues={draft.values}
              onValuesChange={(_, all) => draft.keep(all)}
              onFinish={({ proxy }) => send.mutate(filled(only(whole, ['to', ...ASKED]), proxy))}
            >
              <Form.Item name={['proxy', 'to']} label={label} rules={[{ required: true }]}>
                <PersonPicker label={label} />
              </Form.Item>
              <ObjectFields schema={only(whole, ASKED)} path={['proxy']} />
              {send.error && <ProblemNotice error={send.error} />}
              <Button type="primary" htmlType="submit" loading={send.isPending}>
                {say(text('登记', 'Record'))}
              </Button>
            </Form>
          </RemarksProvider>
        );
      }}
    </Fetched>
  );
}
