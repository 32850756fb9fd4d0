import { Link } from '@tanstack/react-router';
import { Card, Grid, Space, Table, type TableColumnsType, Tag, Typography } from 'antd';
import type { ProjectRow } from '../../../../api/contract/project.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Amount, Due, LampTag } from '../../shared/ui/words.tsx';

interface Props {
  readonly rows: readonly ProjectRow[];
  readonly loading: boolean;
}

/** 项目列表 as a table; on a narrow screen as cards. */
export function ProjectTable({ rows, loading }: Props) {
  const isWide = Grid.useBreakpoint().md ?? false;
  const columns = useColumns();
  if (!isWide) return <ProjectCards rows={rows} />;
  return (
    <Table<ProjectRow>
      rowKey="projectId"
      size="middle"
      columns={columns}
      dataSource={[...rows]}
      loading={loading}
      pagination={false}
      scroll={{ x: 960 }}
    />
  );
}

const NameLink = ({ row }: { readonly row: ProjectRow }) => (
  <Link to="/projects/$projectId" params={{ projectId: row.projectId }}>
    {row.name}
  </Link>
);

function useColumns(): TableColumnsType<ProjectRow> {
  const say = useWords();
  return [
    {
      title: say(text('项目', 'Project')),
      render: (_, row) => (
        <Space orientation="vertical" size={0}>
          <NameLink row={row} />
          <Typography.Text type="secondary">{row.projectNo}</Typography.Text>
        </Space>
      ),
    },
    { title: say(text('购买主体', 'Buyer')), dataIndex: 'buyerOrgName' },
    {
      title: say(text('金额', 'Amount')),
      align: 'right',
      render: (_, { amountFen }) => <Amount fen={amountFen} />,
    },
    {
      title: say(text('状态', 'State')),
      render: (_, row) => <StateOf row={row} />,
    },
    {
      title: say(text('到期日', 'Due')),
      render: (_, row) => <Due on={row.dueOn} announced={row.dueAnnounced} />,
    },
    { title: say(text('灯', 'Lamp')), render: (_, { lamp }) => <LampTag lamp={lamp} /> },
  ];
}

function StateOf({ row }: { readonly row: ProjectRow }) {
  const say = useWords();
  return (
    <Space orientation="vertical" size={0}>
      <span>
        {say(row.stateTitle)} {row.lateEntry && <Tag>{say(text('补录', 'entered later'))}</Tag>}
      </span>
      {row.stepTitle && <Typography.Text type="secondary">{say(row.stepTitle)}</Typography.Text>}
    </Space>
  );
}

function ProjectCards({ rows }: { readonly rows: readonly ProjectRow[] }) {
  return (
    <div className="cards">
      {rows.map((row) => (
        <Card
          key={row.projectId}
          size="small"
          title={<NameLink row={row} />}
          extra={<LampTag lamp={row.lamp} />}
        >
          <p>
            {row.buyerOrgName} · <Amount fen={row.amountFen} />
          </p>
          <StateOf row={row} />
          <p>
            <Due on={row.dueOn} announced={row.dueAnnounced} />
          </p>
        </Card>
      ))}
    </div>
  );
}
