import { Alert, Button, List, Space, Tag, Typography } from 'antd';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import type { Import, Preview } from './use-import.ts';

type Row = Preview['rows'][number];

const EFFECTS: Readonly<Record<Row['effect'], Text>> = {
  create: text('新增', 'new'),
  same: text('已有，内容相同', 'there already'),
  refused: text('需要改正', 'to be corrected'),
};

interface Props {
  readonly preview: Preview;
  readonly use: Import;
}

/** 导入预览: what every row would do, the cells that are wrong beside it; recorded only when all can stand. */
export function PreviewRows({ preview: { accepted, counts, rows, faults }, use }: Props) {
  const say = useWords();
  const { file, record } = use;
  return (
    <>
      <Alert
        type={accepted ? 'success' : 'warning'}
        showIcon
        role="status"
        className="form-part"
        title={say(
          text(
            `新增 ${counts.create} 行，已有 ${counts.same} 行，需要改正 ${counts.refused} 行`,
            `${counts.create} new, ${counts.same} there already, ${counts.refused} to be corrected`,
          ),
        )}
        description={
          accepted
            ? say(text('可以导入：全部写入或全部不写入。', 'It can be imported: all rows or none.'))
            : say(
                text(
                  '请按下列单元格改正文件后重新选择；在此之前一行也不会写入。',
                  'Correct these cells in the file and choose it again; until then no row is written.',
                ),
              )
        }
        action={
          <Button
            type="primary"
            disabled={!accepted || file === null}
            loading={record.isPending}
            onClick={() => file && record.mutate(file)}
          >
            {say(text(`导入 ${counts.create} 行`, `Import ${counts.create} rows`))}
          </Button>
        }
      />
      <Faults faults={faults} />
      {rows.length > 0 && <Rows rows={rows} />}
    </>
  );
}

/** Rows of the preview on one page. */
const PAGE = 50;

/** Rows with the most faults first. */
function Rows({ rows }: Pick<Preview, 'rows'>) {
  const say = useWords();
  return (
    <List
      size="small"
      bordered
      className="form-part"
      pagination={rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
      dataSource={rows.toSorted((a, b) => b.faults.length - a.faults.length || a.row - b.row)}
      rowKey="row"
      renderItem={({ row, name, effect, faults }) => (
        <List.Item>
          <Space orientation="vertical" size={2}>
            <Space wrap>
              <b>{say(text(`第 ${row} 行`, `Row ${row}`))}</b>
              {name}
              <Tag>{say(EFFECTS[effect])}</Tag>
            </Space>
            <Faults faults={faults} />
          </Space>
        </List.Item>
      )}
    />
  );
}

const Faults = ({ faults }: Pick<Row, 'faults'>) => {
  const say = useWords();
  return faults.map(({ cell, message }) => (
    <div key={`${cell} ${message.en}`}>
      <code>{cell}</code> <Typography.Text type="danger">{say(message)}</Typography.Text>
    </div>
  ));
};
