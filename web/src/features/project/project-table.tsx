import { Link } from '@tanstack/react-router';
import { Card, Grid, Tag } from 'antd';
import type { ProjectRow } from '../../../../api/contract/project.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Cell, type Column, LongTable } from '../../shared/ui/long-table.tsx';
import { Amount, Due, LampTag } from '../../shared/ui/words.tsx';

interface Props {
  readonly rows: readonly ProjectRow[];
  readonly total: number | undefined;
  readonly onEnd: () => void;
}

/** 项目列表 as a table; on a narrow screen as cards. */
export function ProjectTable({ rows, total, onEnd }: Props) {
  const isWide = Grid.useBreakpoint().md ?? false;
  if (!isWide) return <ProjectCards rows={rows} />;
  return (
    <LongTable
      label={text('项目列表', 'Projects')}
      columns={COLUMNS}
      rows={rows}
      idOf={({ projectId }) => projectId}
      total={total}
      onEnd={onEnd}
    />
  );
}

const COLUMNS: readonly Column<ProjectRow>[] = [
  {
    title: text('项目', 'Project'),
    width: 36,
    render: (row) => (
      <Cell below={row.projectNo}>
        <NameLink row={row} />
      </Cell>
    ),
  },
  { title: text('购买主体', 'Buyer'), render: ({ buyerOrgName }) => buyerOrgName },
  {
    title: text('金额', 'Amount'),
    width: 11,
    isFigure: true,
    render: ({ amountFen }) => <Amount fen={amountFen} />,
  },
  { title: text('状态', 'State'), width: 18, render: (row) => <StateOf row={row} /> },
  {
    title: text('到期日', 'Due'),
    width: 10,
    render: (row) => <Due on={row.dueOn} announced={row.dueAnnounced} />,
  },
  { title: text('灯', 'Lamp'), width: 9, render: ({ lamp }) => <LampTag lamp={lamp} /> },
];

const NameLink = ({ row }: { readonly row: ProjectRow }) => (
  <Link to="/projects/$projectId" params={{ projectId: row.projectId }}>
    {row.name}
  </Link>
);

function StateOf({ row }: { readonly row: ProjectRow }) {
  const say = useWords();
  return (
    <Cell below={row.stepTitle && say(row.stepTitle)}>
      {say(row.stateTitle)} {row.lateEntry && <Tag>{say(text('补录', 'entered later'))}</Tag>}
    </Cell>
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
