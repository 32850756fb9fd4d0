import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Space, Table, Tag } from 'antd';
import type { Schedule } from '../../../../api/contract/schedule.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { Wide } from '../../shared/ui/wide.tsx';
import { Due } from '../../shared/ui/words.tsx';
import { GanttChart } from './gantt-chart.tsx';
import { RouteDiagram } from './route-diagram.tsx';

const route = getRouteApi('/projects/$projectId/schedule');

/** 进度图 of one project: planned against actual, as a picture and as a table. */
export function ProjectSchedule() {
  const say = useWords();
  const { projectId } = route.useParams();
  const schedule = useQuery({
    queryKey: ['project', projectId, 'schedule'],
    queryFn: () => get<Schedule>(`/projects/${projectId}/schedule`),
  });
  return (
    <Page
      title={text('进度图', 'Schedule')}
      extra={
        <Space wrap>
          <Link to="/projects/$projectId" params={{ projectId }}>
            {say(text('项目详情', 'The project'))}
          </Link>
          <Link to="/policy/decisions/$projectId" params={{ projectId }}>
            {say(text('决定说明', 'Decisions explained'))}
          </Link>
          <Link to="/print/contract/$projectId" params={{ projectId }}>
            {say(text('打印合同信息表', 'Print the contract sheet'))}
          </Link>
        </Space>
      }
    >
      <Fetched of={schedule}>
        {(data) => (
          <>
            <p>
              {data.projectNo} {data.projectName}
            </p>
            <RouteDiagram schedule={data} />
            <GanttChart schedule={data} />
            <StepTable steps={data.steps} />
          </>
        )}
      </Fetched>
    </Page>
  );
}

function StepTable({ steps }: { readonly steps: Schedule['steps'] }) {
  const say = useWords();
  return (
    <Wide label={say(text('环节', 'Steps'))} minWidth={720}>
      <Table
        size="small"
        style={{ marginTop: 16 }}
        pagination={false}
        rowKey={({ step, openedOn, status }) => `${step} ${openedOn} ${status}`}
        dataSource={[...steps]}
        columns={[
          { title: say(text('环节', 'Step')), render: (_, { stepTitle }) => say(stepTitle) },
          {
            title: say(text('办理岗位', 'Post')),
            render: (_, { orgName, roleTitle }) => `${orgName} ${say(roleTitle)}`,
          },
          { title: say(text('开始', 'Opened')), dataIndex: 'openedOn' },
          {
            title: say(text('应办结', 'Due')),
            render: (_, { dueOn, dueAnnounced }) => <Due on={dueOn} announced={dueAnnounced} />,
          },
          {
            title: say(text('实际办结', 'Closed')),
            render: (_, { closedOn, isLate }) => (
              <>
                {closedOn ?? say(text('在办', 'open'))}{' '}
                {isLate && <Tag color="error">{say(text('超期', 'late'))}</Tag>}
              </>
            ),
          },
        ]}
      />
    </Wide>
  );
}
