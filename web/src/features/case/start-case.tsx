import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Card, Empty, Form, Input, Space } from 'antd';
import { useRef } from 'react';
import type { FlowRow } from '../../../../api/contract/approval-flow.ts';
import type { CaseResult } from '../../../../api/contract/approval-view.ts';
import type { WayForecast } from '../../../../api/contract/forecast.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get, ProblemError, post } from '../../shared/api.ts';
import { newKey, useDraft } from '../../shared/form/draft.ts';
import { ObjectFields } from '../../shared/form/fields.tsx';
import { formOf, inOrder } from '../../shared/form/flow-form.ts';
import { RemarksProvider, remarksOf } from '../../shared/form/remarks.tsx';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { Ways } from '../approval/ways.tsx';
import { type FlowDetail, flowQuery } from '../flow/flow-detail.ts';
import { ChosenSigners } from './verb-fields.tsx';

const route = getRouteApi('/approvals/new');

/** 发起审批: choose a published flow, fill in its form, see who will sign, and start. */
export function StartCase() {
  const say = useWords();
  const { flowId } = route.useSearch();
  const flows = useQuery({
    queryKey: ['flows', 'startable'],
    queryFn: () => get<{ items: FlowRow[] }>('/approvals/flows', { startable: true }),
  });
  return (
    <Page title={text('发起审批', 'Start an approval')}>
      <Fetched of={flows}>
        {({ items }) => {
          const chosen = items.find((one) => one.flowId === flowId);
          if (chosen) return <Chosen key={chosen.flowId} flow={chosen} />;
          if (items.length > 0) return <Choose flows={items} />;
          return (
            <Empty
              description={say(
                text(
                  '本单位没有可发起的流程；流程由单位管理员在「流程」页发布。',
                  'Your organisation has no flow to start; its administrators publish flows on the Flows page.',
                ),
              )}
            />
          );
        }}
      </Fetched>
    </Page>
  );
}

function Choose({ flows }: { readonly flows: readonly FlowRow[] }) {
  const say = useWords();
  const navigate = route.useNavigate();
  return (
    <div className="cards">
      {flows.map(({ flowId, version, title }) => (
        <Card key={flowId} size="small" title={say(title)} extra={`v${version}`}>
          <Button type="primary" onClick={() => void navigate({ search: { flowId } })}>
            {say(text(`发起「${title.zh}」`, `Start "${title.en}"`))}
          </Button>
        </Card>
      ))}
    </div>
  );
}

function Chosen({ flow }: { readonly flow: FlowRow }) {
  const detail = useQuery(flowQuery(flow));
  return <Fetched of={detail}>{(data) => <Filling flow={data} />}</Fetched>;
}

interface Values {
  readonly title?: string;
  readonly form?: Readonly<Record<string, unknown>>;
  readonly choices?: object;
}

/** What the form holds as the server takes it; a try may have gaps, a start may not. */
const givenBy = (flow: FlowDetail, { form, choices = {} }: Values) => ({
  form: formOf(flow.formSchema, form),
  choices,
});

function useStart(flow: FlowDetail, onStarted: (caseId: string) => void) {
  const client = useQueryClient();
  const key = useRef(newKey());
  const tryOut = useMutation({
    mutationFn: (values: Values) =>
      post<WayForecast>(`/approvals/flows/${flow.flowId}/versions/${flow.version}/try`, {
        body: givenBy(flow, values),
      }),
  });
  const start = useMutation({
    mutationFn: (values: Values) =>
      post<CaseResult>('/approvals', {
        body: { flowId: flow.flowId, title: values.title, ...givenBy(flow, values), callbackUrl: null },
        key: key.current,
      }),
    onError: (error) => {
      if (error instanceof ProblemError && error.problem.status !== 0) key.current = newKey();
    },
    onSuccess: ({ caseId }) => {
      void client.invalidateQueries({ queryKey: ['tasks'] });
      onStarted(caseId);
    },
  });
  return { tryOut, start };
}

function Filling({ flow }: { readonly flow: FlowDetail }) {
  const say = useWords();
  const navigate = route.useNavigate();
  const [form] = Form.useForm<Values>();
  const draft = useDraft(`start.${flow.flowId}`, localStorage);
  const { tryOut, start } = useStart(flow, (caseId) => {
    draft.drop();
    void navigate({ to: '/approvals/$caseId', params: { caseId } });
  });
  const error = start.error ?? tryOut.error;
  return (
    <RemarksProvider value={remarksOf(error)}>
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.values}
        onValuesChange={(_, all) => draft.keep(all)}
        onFinish={(values) => start.mutate(values)}
        scrollToFirstError
      >
        <h2 className="part-title">{say(flow.title)}</h2>
        <Form.Item name="title" label={say(text('事项', 'Matter'))} rules={[{ required: true, max: 200 }]}>
          <Input />
        </Form.Item>
        <ObjectFields schema={inOrder(flow.formSchema)} path={['form']} />
        <ChosenSigners choices={flow.choices.filter(({ by }) => by === 'initiator')} />
        {error && <ProblemNotice error={error} />}
        <Space wrap className="form-part">
          <Button type="primary" htmlType="submit" loading={start.isPending}>
            {say(text('提交', 'Submit'))}
          </Button>
          <Button loading={tryOut.isPending} onClick={() => tryOut.mutate(form.getFieldsValue())}>
            {say(text('看看由谁审批', 'See who will sign'))}
          </Button>
          <Button onClick={() => void navigate({ search: {} })}>
            {say(text('换一个流程', 'Another flow'))}
          </Button>
        </Space>
        {tryOut.data && <Ways forecast={tryOut.data} />}
      </Form>
    </RemarksProvider>
  );
}
