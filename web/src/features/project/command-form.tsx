import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Skeleton, Space } from 'antd';
import { useRef } from 'react';
import { COMMAND_TITLES } from '../../../../api/contract/command-titles.ts';
import type { CommandResult } from '../../../../api/contract/project.ts';
import { text } from '../../../../domain/kernel/text.ts';
import type { CommandType } from '../../../../domain/project/commands.ts';
import { ProblemError, post } from '../../shared/api.ts';
import { newKey, useDraft } from '../../shared/form/draft.ts';
import { ObjectFields } from '../../shared/form/fields.tsx';
import { openApiQuery } from '../../shared/form/open-api.ts';
import { bodyOf, filled, type Schema } from '../../shared/form/schema.ts';
import { useWords } from '../../shared/language.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import type { ProjectDetail } from './project-page.tsx';

interface Props {
  readonly detail: ProjectDetail;
  readonly action: ProjectDetail['allowedActions'][number];
  readonly onDone: () => void;
}

/** 办理 one command by the form its schema describes, checked by the server as it is filled in. */
export function CommandForm(props: Props) {
  const api = useQuery(openApiQuery);
  if (api.error) return <ProblemNotice error={api.error} onRetry={() => void api.refetch()} />;
  if (!api.data) return <Skeleton active />;
  const path = props.action.path.replace(props.detail.projectId, '{projectId}');
  const schema = bodyOf(api.data, path)?.properties?.['data'];
  return schema ? <Filling {...props} schema={schema} /> : null;
}

interface Values {
  readonly data?: unknown;
  readonly occurredOn?: string;
}

function Filling({ detail, action, onDone, schema }: Props & { readonly schema: Schema }) {
  const say = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const draft = useDraft(`${detail.projectId}.${action.command}`);
  const act = useAct(detail, action.path, schema);
  const send = async (values: Values) => {
    const result = await act.send.mutateAsync(values).catch(() => null);
    if (result === null) return;
    draft.drop();
    void message.success(say(text('已办理', 'Done')));
    onDone();
  };
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={draft.values}
      onValuesChange={(_, all) => draft.keep(all)}
      onFinish={(values) => void send(values)}
      scrollToFirstError
    >
      <ObjectFields schema={schema} path={['data']} />
      {detail.lateEntry && (
        <Form.Item name="occurredOn" label={say(text('发生日期（补录）', 'Day it happened (entered later)'))}>
          <Input type="date" />
        </Form.Item>
      )}
      <Answer act={act} />
      <Space wrap>
        <Button type="primary" htmlType="submit" loading={act.send.isPending}>
          {say(COMMAND_TITLES[action.command as CommandType])}
        </Button>
        <Button loading={act.check.isPending} onClick={() => act.check.mutate(form.getFieldsValue())}>
          {say(text('预检', 'Check first'))}
        </Button>
      </Space>
    </Form>
  );
}

function useAct(detail: ProjectDetail, path: string, schema: Schema) {
  const client = useQueryClient();
  const key = useRef(newKey());
  const bodyFrom = ({ data, occurredOn }: Values) => ({
    expectedRevision: detail.revision,
    data: filled(schema, data),
    ...(occurredOn && { occurredOn }),
  });
  const below = path.replace('/api/v1', '');
  const check = useMutation({
    mutationFn: (values: Values) =>
      post<CommandResult>(`${below}?dryRun=true`, { body: bodyFrom(values), key: newKey() }),
  });
  const send = useMutation({
    mutationFn: (values: Values) => post<CommandResult>(below, { body: bodyFrom(values), key: key.current }),
    onError: (error) => {
      // What was refused may be changed and sent again, as a new act.
      if (error instanceof ProblemError && error.problem.status !== 0) key.current = newKey();
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['project', detail.projectId] }),
        client.invalidateQueries({ queryKey: ['tasks'] }),
      ]),
  });
  return { check, send };
}

/** What the server says to the form: a refusal with its article, or the remarks that go with a yes. */
function Answer({ act }: { readonly act: ReturnType<typeof useAct> }) {
  const say = useWords();
  const error = act.send.error ?? act.check.error;
  if (error) return <ProblemNotice error={error} />;
  if (!act.check.data) return null;
  const { notes } = act.check.data;
  return (
    <Alert
      type={notes.length === 0 ? 'success' : 'info'}
      showIcon
      style={{ marginBottom: 16 }}
      title={say(text('预检通过，可以办理', 'The check passes; it can be done'))}
      description={notes.map(({ rule, message }) => `${rule} ${say(message)}`).join('；')}
    />
  );
}
