import { Descriptions, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { choiceLabel, fieldLabel } from '../../../../api/contract/labels.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../language.tsx';
import { Wide } from './wide.tsx';
import { Amount } from './words.tsx';

type Words = ReturnType<typeof useWords>;
type Fields = Readonly<Record<string, unknown>>;

interface Props {
  readonly value: Fields;
  /** Names of organisations and providers by id. */
  readonly names?: Readonly<Record<string, string>>;
}

/** 表单内容 as it was filled in: every field with its name, lists as tables, money in yuan. */
export function Sheet({ value, names = {} }: Props) {
  const say = useWords();
  const entries = Object.entries(value).filter(([, one]) => !isEmpty(one));
  const plain = entries.filter(([, one]) => !isRecord(one) && !isRows(one));
  const wide = entries.filter(([, one]) => isRecord(one) || isRows(one));
  return (
    <>
      {plain.length > 0 && (
        <Descriptions size="small" bordered column={{ xs: 1, md: 2 }} className="form-part">
          {plain.map(([name, one]) => (
            <Descriptions.Item key={name} label={say(fieldLabel(name))}>
              {shown(name, one, { say, names })}
            </Descriptions.Item>
          ))}
        </Descriptions>
      )}
      {wide.map(([name, one]) => (
        <section key={name}>
          <h2 className="sheet-part">{say(fieldLabel(name))}</h2>
          {isRows(one) ? (
            <Rows name={name} rows={one} names={names} />
          ) : (
            <Sheet value={one as Fields} names={names} />
          )}
        </section>
      ))}
    </>
  );
}

function Rows({
  name,
  rows,
  names,
}: {
  readonly name: string;
  readonly rows: readonly Fields[];
  readonly names: Fields;
}) {
  const say = useWords();
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <Wide label={say(fieldLabel(name))} minWidth={columns.length * 110}>
      <Table
        size="small"
        className="form-part"
        pagination={false}
        rowKey={(row) => JSON.stringify(row)}
        dataSource={[...rows]}
        columns={columns.map((column) => ({
          title: say(fieldLabel(column)),
          render: (_, row: Fields) => shown(column, row[column], { say, names }),
        }))}
      />
    </Wide>
  );
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRows = (value: unknown): value is readonly Fields[] =>
  Array.isArray(value) && value.length > 0 && value.every(isRecord);
const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** One value as it is read: money in yuan, yes and no, words of closed lists, names for ids. */
export function shown(
  name: string,
  value: unknown,
  { say, names = {} }: { readonly say: Words; readonly names?: Fields },
): ReactNode {
  if (isEmpty(value)) return '—';
  if (typeof value === 'boolean') return say(value ? text('是', 'yes') : text('否', 'no'));
  if (typeof value === 'number') return name.endsWith('Fen') ? <Amount fen={value} /> : String(value);
  if (Array.isArray(value))
    return value.map((one) => <Tag key={String(one)}>{shown(name, one, { say, names })}</Tag>);
  if (isRecord(value))
    return Object.entries(value)
      .filter(([, one]) => !isEmpty(one))
      .map(([field, one]) => (
        <div key={field}>
          {say(fieldLabel(field))}：{shown(field, one, { say, names })}
        </div>
      ));
  const word = String(value);
  if (typeof names[word] === 'string') return names[word];
  return say(choiceLabel(word));
}
