import { Link } from '@tanstack/react-router';
import { Card, Checkbox, Grid, Space } from 'antd';
import type { Waiting } from '../../../../api/contract/overview.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Cell, type Column, LongTable } from '../../shared/ui/long-table.tsx';
import { Amount, Due, LampTag } from '../../shared/ui/words.tsx';

interface Props {
  readonly rows: readonly Waiting[];
  /** Ids of what is chosen to be urged; null when the reader may not urge. */
  readonly chosen: readonly string[] | null;
  readonly onChoose: (projectId: string, isChosen: boolean) => void;
  readonly onEnd: () => void;
}

/** 在办项目 as a table; on a narrow screen as cards. */
export function WaitingRows(props: Props) {
  const isWide = Grid.useBreakpoint().md ?? false;
  if (!isWide) return <WaitingCards {...props} />;
  return (
    <LongTable
      label={text('在办清单', 'Open projects')}
      columns={columnsFor(props)}
      rows={props.rows}
      idOf={({ projectId }) => projectId}
      onEnd={props.onEnd}
    />
  );
}

function columnsFor(props: Props): readonly Column<Waiting>[] {
  const choice: Column<Waiting> = {
    title: text('选', 'Choose'),
    width: 6,
    render: (row) => <Choice {...props} row={row} />,
  };
  return [
    ...(props.chosen === null ? [] : [choice]),
    { title: text('项目', 'Project'), width: 34, render: (row) => <Name row={row} /> },
    {
      title: text('金额', 'Amount'),
      width: 10,
      isFigure: true,
      render: ({ amountFen }) => <Amount fen={amountFen} />,
    },
    { title: text('等待', 'Waits for'), render: (row) => <WaitsFor row={row} /> },
    { title: text('到期', 'Due'), width: 12, render: (row) => <HowLate row={row} /> },
    { title: text('催办', 'Urges'), width: 10, render: (row) => <Urges row={row} /> },
    { title: text('灯', 'Lamp'), width: 9, render: ({ lamp }) => <LampTag lamp={lamp} /> },
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

function Choice({ row, chosen, onChoose }: Part & Pick<Props, 'chosen' | 'onChoose'>) {
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
    <Cell below={`${row.projectNo} · ${row.regionName} · ${row.buyerOrgName}`}>
      <Link to="/projects/$projectId" params={{ projectId: row.projectId }}>
        {row.projectName}
      </Link>
    </Cell>
  );
}

function WaitsFor({ row }: Part) {
  const say = useWords();
  return <Cell below={`${row.orgName ?? ''} ${say(row.roleTitle)}`}>{say(row.stepTitle)}</Cell>;
}

function HowLate({ row }: Part) {
  const say = useWords();
  const late = row.workingDaysLate;
  const words = text(`已逾期 ${late} 个工作日`, `${late} working ${late === 1 ? 'day' : 'days'} overdue`);
  return (
    <Cell below={late > 0 && say(words)}>
      <Due on={row.dueOn} announced={row.dueAnnounced} />
    </Cell>
  );
}

function Urges({ row }: Part) {
  const say = useWords();
  const { language } = useLanguage();
  const urged = text(`已催办 ${row.urges} 次`, row.urges === 1 ? 'Urged once' : `Urged ${row.urges} times`);
  return (
    <div className="cell">
      <Cell below={row.lastUrgedAt !== null && moment(row.lastUrgedAt, language)}>
        {say(row.lastUrgedAt === null ? text('未催办', 'Not urged yet') : urged)}
      </Cell>
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
