import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Card, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { choiceLabel, fieldLabel } from '../../../../api/contract/labels.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../language.tsx';
import { OptionalPart } from './optional-part.tsx';
import { PICKERS } from './pickers.tsx';
import { useRemark } from './remarks.tsx';
import { isRequired, plainSchema, type Schema, type Variant, variantsOf } from './schema.ts';

export type Path = readonly (string | number)[];

interface Props {
  readonly schema: Schema;
  /** Where the value stands in the form. */
  readonly path: Path;
  /** Where it stands in the list that holds it, when one does. */
  readonly place?: Path;
  readonly required: boolean;
}

const LONG_TEXT = 200;
const FEN = 100;

/** Every field of an object, in the order of its schema. */
export function ObjectFields({ schema, path, place = path }: Omit<Props, 'required'>) {
  return Object.entries(schema.properties ?? {}).map(([name, one]) => (
    <Field
      key={name}
      schema={one}
      path={[...path, name]}
      place={[...place, name]}
      required={isRequired(schema, name)}
    />
  ));
}

/** One field by its schema: an object in a frame, a list with its rows, anything else as one input. */
function Field({ schema, path, place = path, required }: Props) {
  const say = useWords();
  const shapes = variantsOf(schema);
  const { schema: plain, isNullable } = plainSchema(schema);
  const remark = useRemark(path);
  const label = say(nameOf(plain, String(path.at(-1))));
  if (shapes) return <Shapes {...shapes} path={path} place={place} isAsked={!isNullable} />;
  if (plain.properties && isNullable)
    return (
      <OptionalPart label={label} path={path}>
        <ObjectFields schema={plain} path={path} place={place} />
      </OptionalPart>
    );
  if (plain.properties) {
    return (
      <Card size="small" title={label} className="form-part">
        <ObjectFields schema={plain} path={path} place={place} />
      </Card>
    );
  }
  if (plain.type === 'array' && plain.items?.properties) {
    return <Rows schema={plain} path={path} place={place} label={label} />;
  }
  if (plain.type === 'object') return null;
  const isAsked = required && !isNullable && plain.type !== 'boolean' && !mayBeEmpty(plain);
  return (
    <Form.Item
      name={[...place]}
      label={plain.type === 'boolean' ? null : label}
      rules={[{ required: isAsked, message: say(text(`请填写「${label}」`, `${label} is required`)) }]}
      extra={remark}
      {...conversion(plain, String(path.at(-1)))}
    >
      {inputFor(plain, { name: String(path.at(-1)), label, say })}
    </Form.Item>
  );
}

interface ShapesProps {
  readonly tag: string;
  readonly variants: readonly Variant[];
  readonly path: Path;
  readonly place: Path;
  readonly isAsked: boolean;
}

/** A value of several shapes: first which one, then its fields. */
function Shapes({ tag, variants, path, place, isAsked }: ShapesProps) {
  const say = useWords();
  const word: unknown = Form.useWatch([...path, tag]);
  const chosen = variants.find((one) => one.word === word)?.schema;
  const properties = Object.fromEntries(
    Object.entries(chosen?.properties ?? {}).filter(([name]) => name !== tag),
  );
  return (
    <>
      <Form.Item name={[...place, tag]} label={say(fieldLabel(tag))} rules={[{ required: isAsked }]}>
        <Select
          allowClear={!isAsked}
          options={variants.map((one) => ({ value: one.word, label: say(choiceLabel(one.word)) }))}
        />
      </Form.Item>
      {chosen && <ObjectFields schema={{ ...chosen, properties }} path={path} place={place} />}
    </>
  );
}

function Rows({ schema, path, place = path, label }: Omit<Props, 'required'> & { readonly label: string }) {
  const say = useWords();
  return (
    <Card size="small" title={label} className="form-part">
      <Form.List name={[...place]} initialValue={schema.minItems ? [{}] : []}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }, index) => (
              <Card
                key={key}
                size="small"
                type="inner"
                title={`${label} ${index + 1}`}
                className="form-part"
                extra={
                  <Button
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={say(text(`删除${label} ${index + 1}`, `Remove ${label} ${index + 1}`))}
                    onClick={() => remove(name)}
                  />
                }
              >
                <ObjectFields schema={schema.items ?? {}} path={[...path, name]} place={[name]} />
              </Card>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({})}>
              {say(text(`添加${label}`, `Add ${label}`))}
            </Button>
          </>
        )}
      </Form.List>
    </Card>
  );
}

/** A flow names its fields in one language; in the other one the console's own word is taken. */
const nameOf = ({ title }: Schema, name: string): Text => {
  const own = fieldLabel(name);
  return title === undefined ? own : text(title, own.en);
};

/** 可留空 a text of a flow's own form that has to be there and may be empty. */
const mayBeEmpty = ({ title, type, minLength = 0, enum: words, format }: Schema): boolean =>
  title !== undefined && type === 'string' && minLength === 0 && !words && !format;

/** Money is entered in yuan and sent in fen. */
function conversion(schema: Schema, name: string) {
  if (schema.type === 'boolean') return { valuePropName: 'checked' };
  if (!name.endsWith('Fen')) return {};
  return {
    getValueProps: (value: unknown) => ({ value: typeof value === 'number' ? value / FEN : null }),
    normalize: (value: unknown) => (typeof value === 'number' ? Math.round(value * FEN) : undefined),
  };
}

interface Shown {
  readonly name: string;
  readonly label: string;
  readonly say: ReturnType<typeof useWords>;
}

function inputFor(schema: Schema, { name, label, say }: Shown): ReactNode {
  const picker = PICKERS[name];
  if (picker) return picker({ label, isMany: schema.type === 'array' });
  const options = (values: readonly string[]) =>
    // The words of a flow's own form are its own; the console's lists may use the same ones for something else.
    values.map((value) => ({ value, label: schema.title ? value : say(choiceLabel(value)) }));
  if (schema.enum) return <Select allowClear options={options(schema.enum)} />;
  switch (schema.type) {
    case 'boolean':
      return <Checkbox>{label}</Checkbox>;
    case 'integer':
    case 'number':
      return name.endsWith('Fen') ? (
        <InputNumber min={0} precision={2} suffix={say(text('元', 'CNY'))} className="form-number" />
      ) : (
        <InputNumber className="form-number" />
      );
    case 'array':
      return schema.items?.enum ? (
        <Select mode="multiple" options={options(schema.items.enum)} />
      ) : (
        <Select mode="tags" tokenSeparators={['；', ';']} open={false} suffixIcon={null} />
      );
    default:
      if (schema.format === 'date') return <Input type="date" />;
      return (schema.maxLength ?? 0) > LONG_TEXT ? (
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      ) : (
        <Input />
      );
  }
}
