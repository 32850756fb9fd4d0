import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Skeleton, Space } from 'antd';
import { COMMAND_TITLES } from '../../../../api/contract/command-titles.ts';
import { text } from '../../../../domain/kernel/text.ts';
import type { CommandType } from '../../../../domain/project/commands.ts';
import { useDraft } from '../../shared/form/draft.ts';
import { ObjectFields } from '../../shared/form/fields.tsx';
import { openApiQuery } from '../../shared/form/open-api.ts';
import { RemarksProvider, remarksOf } from '../../shared/form/remarks.tsx';
import { bodyOf, filled, type Schema } from '../../shared/form/schema.ts';
import { useWords } from '../../shared/language.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { CommandAnswer } from './command-answer.tsx';
import type { Action, ProjectDetail } from './detail.ts';
import { OccurredOn } from './occurred-on.tsx';
import { type Given, useCommand } from './use-command.ts';

interface Props {
  readonly detail: ProjectDetail;
  readonly action: Action;
  readonly onDone: () => void;
}

/** 办理 one command by the form its schema describes, checked by the server as it is filled in. */
export function CommandForm(props: Props) {
  const api = useQuery(openApiQuery);
  if (api.error) return <ProblemNotice error={api.error} onRetry={() => void api.refetch()} />;
  if (!api.data) return <Skeleton active />;
  const schema = bodyOf(api.data, templateOf(props))?.properties?.['data'];
  return schema ? <Filling {...props} schema={schema} /> : null;
}

/** The address of a command as the API's document writes it. */
export const templateOf = ({
  detail,
  action,
}: {
  readonly detail: Pick<ProjectDetail, 'projectId'>;
  readonly action: Pick<Action, 'path'>;
}): string => action.path.replace(detail.projectId, '{projectId}');

interface Values {
  readonly data?: unknown;
  readonly occurredOn?: string;
}

function Filling({ detail, action, onDone, schema }: Props & { readonly schema: Schema }) {
  const say = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const draft = useDraft(`${detail.projectId}.${action.command}`);
  const use = useCommand(detail, action.path);
  const given = ({ data, occurredOn }: Values): Given => ({ data: filled(schema, data), occurredOn });
  const send = async (values: Values) => {
    const result = await use.send.mutateAsync(given(values)).catch(() => null);
    if (result === null) return;
    draft.drop();
    void message.success(say(text('已办理', 'Done')));
    onDone();
  };
  return (
    <RemarksProvider value={remarksOf(use.send.error ?? use.check.error)}>
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.values}
        onValuesChange={(_, all) => draft.keep(all)}
        onFinish={(values) => void send(values)}
        scrollToFirstError
      >
        <ObjectFields schema={schema} path={['data']} />
        {detail.lateEntry && <OccurredOn />}
        <CommandAnswer projectId={detail.projectId} use={use} />
        <Space wrap>
          <Button type="primary" htmlType="submit" loading={use.send.isPending}>
            {say(COMMAND_TITLES[action.command as CommandType])}
          </Button>
          <Button
            loading={use.check.isPending}
            onClick={() => use.check.mutate(given(form.getFieldsValue()))}
          >
            {say(text('预检', 'Check first'))}
          </Button>
        </Space>
      </Form>
    </RemarksProvider>
  );
}
