import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Descriptions, Space, Steps, Tabs, Tag } from 'antd';
import type { z } from 'zod';
import type { projectDetailSchema } from '../../../../api/contract/project.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { STAGES } from '../../../../domain/project/states.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { Amount, Due, LampTag } from '../../shared/ui/words.tsx';
import { Actions } from './actions.tsx';
import { STAGE_TITLES } from './stage-titles.ts';
import { ProjectTimeline } from './timeline.tsx';

export type ProjectDetail = z.output<typeof projectDetailSchema>;

const route = getRouteApi('/projects/$projectId');

/** 项目详情: where it stands, what may be done, and everything that has happened. */
export function ProjectPage() {
  const { projectId } = route.useParams();
  const project = useQuery({
    queryKey: ['project', projectId],
    queryFn: () => get<ProjectDetail>(`/projects/${projectId}`),
  });
  return <Fetched of={project}>{(detail) => <Detail detail={detail} />}</Fetched>;
}

function Detail({ detail }: { readonly detail: ProjectDetail }) {
  const say = useWords();
  const { tab = 'actions' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={detail.name} extra={<LampTag lamp={detail.lamp} />}>
      <Steps
        size="small"
        responsive
        current={STAGES.indexOf(detail.stage)}
        items={STAGES.map((stage) => ({ title: say(STAGE_TITLES[stage]) }))}
        style={{ marginBottom: 16 }}
      />
      <Facts detail={detail} />
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ search: { tab: key }, replace: true })}
        items={[
          { key: 'actions', label: say(text('办理', 'Act')), children: <Actions detail={detail} /> },
          {
            key: 'timeline',
            label: say(text('办理记录', 'Timeline')),
            children: <ProjectTimeline projectId={detail.projectId} />,
          },
        ]}
      />
    </Page>
  );
}

function Facts({ detail }: { readonly detail: ProjectDetail }) {
  const say = useWords();
  return (
    <Descriptions size="small" bordered column={{ xs: 1, sm: 2, lg: 3 }} style={{ marginBottom: 16 }}>
      <Descriptions.Item label={say(text('项目编号', 'Number'))}>{detail.projectNo}</Descriptions.Item>
      <Descriptions.Item label={say(text('购买主体', 'Buyer'))}>{detail.buyerOrgName}</Descriptions.Item>
      <Descriptions.Item label={say(text('金额', 'Amount'))}>
        <Amount fen={detail.amountFen} />
      </Descriptions.Item>
      <Descriptions.Item label={say(text('状态', 'State'))}>
        <Space wrap size={4}>
          {say(detail.stateTitle)}
          {detail.stepTitle && <Tag>{say(detail.stepTitle)}</Tag>}
          {detail.lateEntry && <Tag>{say(text('补录', 'entered later'))}</Tag>}
        </Space>
      </Descriptions.Item>
      <Descriptions.Item label={say(text('到期日', 'Due'))}>
        <Due on={detail.dueOn} announced={detail.dueAnnounced} />
      </Descriptions.Item>
      <Descriptions.Item label={say(text('承接主体', 'Provider'))}>
        {detail.providerName ?? say(text('未确定', 'not chosen yet'))}
      </Descriptions.Item>
    </Descriptions>
  );
}
