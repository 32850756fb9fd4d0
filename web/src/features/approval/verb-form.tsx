import { App, Button, Form, Select, Space } from 'antd';
import { text } from '../../../../domain/kernel/text.ts';
import { STEPS, type StepId } from '../../../../domain/project/steps.ts';
import { useDraft } from '../../shared/form/draft.ts';
import { ObjectFields } from '../../shared/form/fields.tsx';
import { PersonPicker } from '../../shared/form/pickers.tsx';
import { RemarksProvider, remarksOf } from '../../shared/form/remarks.tsx';
import { filled, only, type Schema } from '../../shared/form/schema.ts';
import { useWords } from '../../shared/language.tsx';
import { CommandAnswer } from '../project/command-answer.tsx';
import type { ProjectDetail } from '../project/detail.ts';
import { OccurredOn } from '../project/occurred-on.tsx';
import { useCommand } from '../project/use-command.ts';
import { useSendKey } from './use-send-key.ts';
import type { Verb } from './verbs.ts';

interface Props {
  readonly detail: ProjectDetail;
  readonly verb: Verb;
  readonly onDone: () => void;
}

type Data = Readonly<Record<string, unknown>>;

interface Values {
  readonly data?: Data;
  readonly occurredOn?: string;
}

/** Fields that the verb itself fills in, or that are asked for by hand. */
const NOT_ASKED: readonly string[] = ['decision', 'verb', 'taskId', 'to', 'from'];

const fieldsOf = ({ properties = {} }: Schema): readonly string[] =>
  Object.keys(properties).filter((name) => !NOT_ASKED.includes(name));

/** The data of the command: the word and what was filled in. */
function dataOf({ kind, word, taskId, schema }: Verb, given: Data): Data {
  if (kind === 'decide') return { ...(filled(schema, given) as Data), decision: word };
  const names = ['verb', ...(taskId !== null && 'taskId' in (schema.properties ?? {}) ? ['taskId'] : [])];
  const told = { ...given, verb: word, taskId };
  return { act: filled(only(schema, [...fieldsOf(schema), 'to', 'from', ...names]), told) };
}

/** 办理: the few fields of one verb. Ctrl+Enter sends it. */
export function VerbForm({ detail, verb, onDone }: Props) {
  const say = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const draft = useDraft(`${detail.projectId}.${verb.id}`);
  const use = useCommand(detail, verb.action.path);
  useSendKey(form);
  const send = async ({ data = {}, occurredOn }: Values) => {
    const done = await use.send.mutateAsync({ data: dataOf(verb, data), occurredOn }).catch(() => null);
    if (!done) return;
    draft.drop();
    void message.success(`${say(verb.title)} · ${say(text('已办理', 'Done'))}`);
    onDone();
  };
  const opinion = verb.word === 'approve' || verb.word === 'file' ? say(text('同意。', 'Approved.')) : '';
  return (
    <RemarksProvider value={remarksOf(use.send.error)}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ data: { opinion }, ...draft.values }}
        onValuesChange={(_, all) => draft.keep(all)}
        onFinish={(values) => void send(values)}
      >
        <ByHand detail={detail} verb={verb} />
        <ObjectFields schema={only(verb.schema, fieldsOf(verb.schema))} path={['data']} />
        {detail.lateEntry && <OccurredOn />}
        <CommandAnswer projectId={detail.projectId} use={use} />
        <Space wrap>
          <Button type="primary" htmlType="submit" loading={use.send.isPending}>
            {say(verb.title)}
          </Button>
          <Button onClick={onDone}>{say(text('取消', 'Cancel'))}</Button>
        </Space>
      </Form>
    </RemarksProvider>
  );
}

/** To whom a task goes, or to which step the approval is returned. */
function ByHand({ detail, verb }: Pick<Props, 'detail' | 'verb'>) {
  const say = useWords();
  const names = Object.keys(verb.schema.properties ?? {});
  if (verb.kind === 'decide') return null;
  if (verb.word === 'return')
    return (
      <Form.Item name={['data', 'to']} label={say(text('退回到', 'Return to'))} rules={[{ required: true }]}>
        <Select options={placesBehind(detail, say)} />
      </Form.Item>
    );
  return (['from', 'to'] as const)
    .filter((name) => names.includes(name))
    .map((name) => {
      const label = say(name === 'from' ? text('由谁', 'From') : text('交给谁', 'To whom'));
      return (
        <Form.Item key={name} name={['data', name]} label={label} rules={[{ required: true }]}>
          <PersonPicker label={label} />
        </Form.Item>
      );
    });
}

const placesBehind = ({ approval }: ProjectDetail, say: ReturnType<typeof useWords>) => {
  const passed = (approval?.rounds ?? []).filter(({ status }) => status === 'passed');
  const steps = [...new Set(passed.map(({ step }) => step))];
  return [
    { value: 'initiator', label: say(text('发起人', 'The initiator')) },
    ...steps.map((step) => ({ value: step, label: say(STEPS[step as StepId].title) })),
  ];
};
