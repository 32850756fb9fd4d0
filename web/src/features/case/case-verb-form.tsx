import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Space } from 'antd';
import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useDraft } from '../../shared/form/draft.ts';
import { ObjectFields } from '../../shared/form/fields.tsx';
import { formOf } from '../../shared/form/flow-form.ts';
import { openApiQuery } from '../../shared/form/open-api.ts';
import { RemarksProvider, remarksOf } from '../../shared/form/remarks.tsx';
import { bodyOf, filled, only, type Schema } from '../../shared/form/schema.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { useSendKey } from '../approval/use-send-key.ts';
import { CaseAnswer } from './case-answer.tsx';
import type { CaseVerb } from './case-verbs.ts';
import { useCaseCommand } from './use-case-command.ts';
import { ByHand, isByHand } from './verb-fields.tsx';

interface Props {
  readonly detail: CaseDetail;
  readonly verb: CaseVerb;
  readonly onDone: () => void;
}

/** 办理: the fields of one verb, by the schema of its address. */
export function CaseVerbForm(props: Props) {
  const api = useQuery(openApiQuery);
  const { path } = props.verb;
  return (
    <Fetched of={api}>
      {(description) => {
        const template = path.replace(props.detail.caseId, '{caseId}');
        const schema = bodyOf(description, template)?.properties?.['data'];
        return schema ? <Filling {...props} schema={schema} /> : null;
      }}
    </Fetched>
  );
}

type Data = Readonly<Record<string, unknown>>;

function Filling({ detail, verb, onDone, schema }: Props & { readonly schema: Schema }) {
  const say = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Data>();
  const draft = useDraft(`${detail.caseId}.${verb.id}`);
  const { send, goOn } = useCaseCommand(detail, verb.path);
  useSendKey(form);
  const names = Object.keys(schema.properties ?? {});
  const submit = async (given: Data) => {
    const done = await send.mutateAsync(dataOf({ schema, verb, detail }, given)).catch(() => null);
    if (!done) return;
    draft.drop();
    void message.success(`${say(verb.title)} · ${say(text('已办理', 'Done'))}`);
    onDone();
  };
  const opinion = { text: verb.verb === 'approve' ? say(text('同意。', 'Approved.')) : '' };
  return (
    <RemarksProvider value={remarksOf(send.error)}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ opinion, ...(names.includes('form') && { form: detail.form }), ...draft.values }}
        onValuesChange={(_, all) => draft.keep(all)}
        onFinish={(values) => void submit(values)}
      >
        <ByHand detail={detail} verb={verb} schema={schema} />
        <ObjectFields
          schema={only(
            schema,
            names.filter((name) => !isByHand(name)),
          )}
          path={['data']}
          place={[]}
        />
        <CaseAnswer caseId={detail.caseId} error={send.error} onGoOn={goOn} />
        <Space wrap>
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {say(verb.title)}
          </Button>
          <Button onClick={onDone}>{say(text('取消', 'Cancel'))}</Button>
        </Space>
      </Form>
    </RemarksProvider>
  );
}

/** What the verb carries: what was filled in, what nobody is asked for, and the form as its own schema has it. */
function dataOf(
  { schema, verb, detail }: Pick<Props, 'verb' | 'detail'> & { readonly schema: Schema },
  { opinion, choices, form, ...given }: Data,
): unknown {
  const words = { text: '', attachments: [], signature: null, seal: null };
  const told = { ...given, opinion: { ...words, ...(opinion as Data | undefined) }, choices };
  const about = { ...(verb.taskId !== null && { taskId: verb.taskId }) };
  return filled(schema, {
    ...told,
    ...about,
    ...(form !== undefined && { form: formOf(detail.formSchema, form as Data) }),
  });
}
