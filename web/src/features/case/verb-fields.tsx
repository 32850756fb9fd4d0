import { Form, Input, Select } from 'antd';
import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { ObjectFields } from '../../shared/form/fields.tsx';
import { inOrder } from '../../shared/form/flow-form.ts';
import { PersonPicker, PICKERS } from '../../shared/form/pickers.tsx';
import type { Schema } from '../../shared/form/schema.ts';
import { useWords } from '../../shared/language.tsx';
import type { CaseVerb } from './case-verbs.ts';
import { OpinionFields } from './opinion-fields.tsx';

const BY_HAND: readonly string[] = ['taskId', 'opinion', 'choices', 'form', 'to', 'from'];

/** Fields that need to know the case; the others come from the schema of the verb. */
export const isByHand = (name: string): boolean => BY_HAND.includes(name);

interface Props {
  readonly detail: CaseDetail;
  readonly verb: CaseVerb;
  readonly schema: Schema;
}

export function ByHand({ detail, verb, schema: { properties = {} } }: Props) {
  return (
    <>
      {'form' in properties && (
        <ObjectFields schema={inOrder(detail.formSchema)} path={['data', 'form']} place={['form']} />
      )}
      {'from' in properties && <OnePerson name="from" title={text('由谁', 'From')} />}
      {properties['to'] && <To detail={detail} verb={verb} schema={properties['to']} />}
      {'choices' in properties && (
        <ChosenSigners
          choices={detail.choices.filter(
            ({ by }) => by === (verb.verb === 'approve' ? 'signer' : 'initiator'),
          )}
        />
      )}
      {'opinion' in properties && <OpinionFields detail={detail} taskId={verb.taskId} />}
    </>
  );
}

/** Whereto: a place in the flow, a day, one person or several. */
function To({ detail, verb, schema }: Props) {
  const say = useWords();
  if (verb.verb === 'return')
    return (
      <Form.Item name="to" label={say(text('退回到', 'Return to'))} rules={[{ required: true }]}>
        <Select
          options={placesBehind(detail, verb.taskId).map(([value, title]) => ({ value, label: say(title) }))}
        />
      </Form.Item>
    );
  if (schema.format === 'date')
    return (
      <Form.Item name="to" label={say(text('申请延至', 'Extend until'))} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
    );
  const title = text('交给谁', 'To whom');
  return schema.type === 'array' ? (
    <People name={['to']} title={title} />
  ) : (
    <OnePerson name="to" title={title} />
  );
}

const OnePerson = ({ name, title }: { readonly name: string; readonly title: Text }) => {
  const label = useWords()(title);
  return (
    <Form.Item name={name} label={label} rules={[{ required: true }]}>
      <PersonPicker label={label} />
    </Form.Item>
  );
};

function People({ name, title }: { readonly name: readonly string[]; readonly title: Text }) {
  const label = useWords()(title);
  return (
    <Form.Item name={[...name]} label={label} rules={[{ required: true }]}>
      {PICKERS['people']?.({ label, isMany: true })}
    </Form.Item>
  );
}

/** 自选审批人: the signers of nodes that leave it to this person. */
export const ChosenSigners = ({ choices }: Pick<CaseDetail, 'choices'>) =>
  choices.map(({ node, title }) => (
    <People
      key={node}
      name={['choices', node]}
      title={text(`「${title.zh}」的审批人`, `Signers of "${title.en}"`)}
    />
  ));

/** The initiator, and every node that has passed before the one of this task. */
function placesBehind({ rounds }: CaseDetail, taskId: string | null): readonly (readonly [string, Text])[] {
  const own = rounds.find(({ seats }) => seats.some((seat) => seat.taskId === taskId))?.node;
  const passed = rounds.filter(({ status, node }) => status === 'passed' && node !== own);
  return [
    ['initiator', text('发起人', 'The initiator')],
    ...new Map(passed.map(({ node, title }) => [node, title])),
  ];
}
