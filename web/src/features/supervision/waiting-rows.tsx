import { Link } from '@tanstack/react-router';
import { Card, Checkbox, Grid, Space, Table, type TableColumnsType } from 'antd';
import type { Waiting } from '../../../../api/contract/overview.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Amount, Due, LampTag } from '../../shared/ui/words.tsx';

interface Props {
  readonly rows: readonly Waiting[];
  /** Ids of what is chosen to be urged; null when the reader may not urge. */
  readonly chosen: readonly string[] | null;
  readonly onChoose: (projectId: string, isChosen: boolean) => void;
}

/** 在办项目 as a table; on a narrow screen as cards. */
export function WaitingRows(props: Props) {
  const isWide = Grid.useBreakpoint().md ?? false;
  const columns = useColumns(props);
  if (!isWide) return <WaitingCards {...props} />;
  return (
    <Table<Waiting>
      rowKey="projectId"
      size="middle"
      columns={columns}
      dataSource={[...props.rows]}
      pagination={false}
      scroll={{ x: 960 }}
    />
  );
}

function useColumns(props: Props): TableColumnsType<Waiting> {
  const say = useWords();
  const choice: TableColumnsType<Waiting> =
    props.chosen === null
      ? []
      : [
          {
            title: say(text('选', 'Choose')),
            width: 64,
            render: (_, row) => <Choice {...props} row={row} />,
          },
        ];
  return [
    ...choice,
    { title: say(text('项目', 'Project')), render: (_, row) => <Name row={row} /> },
    {
      title: say(text('金额', 'Amount')),
      align: 'right',
      render: (_, { amountFen }) => <Amount fen={amountFen} />,
    },
    { title: say(text('等待', 'Waits for')), render: (_, row) => <WaitsFor row={row} /> },
    { title: say(text('到期', 'Due')), render: (_, row) => <HowLate row={row} /> },
    { title: say(text('催办', 'Urges')), render: (_, row) => <Urges row={row} /> },
    { title: say(text('灯', 'Lamp')), render: (_, { lamp }) => <LampTag lamp={lamp} /> },
  ];
}

function WaitingCards(props: Props) {
  return (
    <div className="cards">
      {props.rows.map((row) => (
        <Card key={row.projectId} size="small">
          <Space orientation="vertical" size={8} style={{ width: '100%' }}>
            <div className="waiting-head">
              <Choice {...props} row={row} />
              <LampTag lamp={row.lamp} />
            </div>
            <Name row={row} />
            <Amount fen={row.amountFen} />
            <WaitsFor row={row} />
            <HowLate row={row} />
            <Urges row={row} />
          </Space>
        </Card>
      ))}
    </div>
  );
}

interface Part {
  readonly row: Waiting;
}

function Choice({ row, chosen, onChoose }: Part & Omit<Props, 'rows'>) {
  const say = useWords();
  if (chosen === null) return null;
  return (
    <Checkbox
      checked={chosen.includes(row.projectId)}
      aria-label={say(text(`选中 ${row.projectName}`, `Choose ${row.projectName}`))}
      onChange={({ target }) => onChoose(row.projectId, target.checked)}
    />
  );
}

function Name({ row }: Part) {
  return (
    <div className="waiting-part">
      <Link to="/projects/$projectId" params={{ projectId: row.projectId }}>
        {row.projectName}
      </Link>
      <small>
        {row.projectNo} · {row.regionName} · {row.buyerOrgName}
      </small>
    </div>
  );
}

function WaitsFor({ row }: Part) {
  const say = useWords();
  return (
    <div className="waiting-part">
      <span>{say(row.stepTitle)}</span>
      <small>
        {row.orgName} {say(row.roleTitle)}
      </small>
    </div>
  );
}

function HowLate({ row }: Part) {
  const say = useWords();
  const late = row.workingDaysLate;
  return (
    <div className="waiting-part">
      <Due on={row.dueOn} announced={row.dueAnnounced} />
      {late > 0 && (
        <small>
          {say(text(`已逾期 ${late} 个工作日`, `${late} working ${late === 1 ? 'day' : 'days'} overdue`))}
        </small>
      )}
    </div>
  );
}

function Urges({ row }: Part) {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <div className="waiting-part">
      {row.lastUrgedAt === null ? (
        <span>{say(text('未催办', 'Not urged yet'))}</span>
      ) : (
        <>
          <span>
            {say(text(`已催办 ${row.urges} 次`, row.urges === 1 ? 'Urged once' : `Urged ${row.urges} times`))}
          </span>
          <small>{moment(row.lastUrgedAt, language)}</small>
        </>
      )}
      <Link
        to="/projects/$projectId/schedule"
        params={{ projectId: row.projectId }}
        className="inline-link"
        aria-label={say(text(`进度图：${row.projectName}`, `Schedule of ${row.projectName}`))}
      >
        {say(text('进度图', 'Schedule'))}
      </Link>
    </div>
  );
}
