import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Space, Steps, Tabs } from 'antd';
import { useState } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { STAGES } from '../../../../domain/project/states.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { LampTag } from '../../shared/ui/words.tsx';
import { Actions } from './actions.tsx';
import { ApprovalTab } from './approval-tab.tsx';
import { detailQuery, type ProjectDetail } from './detail.ts';
import { ProjectFacts } from './facts.tsx';
import { FileTab } from './file-tab.tsx';
import { STAGE_TITLES } from './stage-titles.ts';
import { ProjectTimeline } from './timeline.tsx';

const route = getRouteApi('/projects/$projectId');

/** 项目详情: where it stands, what may be done, and everything that has happened. */
export function ProjectPage() {
  const { projectId } = route.useParams();
  const say = useWords();
  const project = useQuery(detailQuery(projectId));
  if (project.data) return <Detail key={projectId} detail={project.data} />;
  return (
    <Page title={text('项目详情', 'Project')}>
      <Fetched of={project}>{() => null}</Fetched>
      {project.error && <Link to="/projects">{say(text('回到项目清单', 'Back to the projects'))}</Link>}
    </Page>
  );
}

function Detail({ detail }: { readonly detail: ProjectDetail }) {
  const say = useWords();
  const { tab = 'actions' } = route.useSearch();
  const navigate = route.useNavigate();
  const [verb, setVerb] = useState<string | null>(null);
  return (
    <Page title={detail.name} extra={<Papers detail={detail} />}>
      <Steps
        size="small"
        responsive
        current={STAGES.indexOf(detail.stage)}
        items={STAGES.map((stage) => ({ title: say(STAGE_TITLES[stage]) }))}
        style={{ marginBottom: 16 }}
      />
      <ProjectFacts detail={detail} />
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ search: { tab: key }, replace: true })}
        items={[
          {
            key: 'actions',
            label: say(text('办理', 'Act')),
            children: <Actions detail={detail} verb={verb} onVerb={setVerb} />,
          },
          {
            key: 'approval',
            label: say(text('审批', 'Approval')),
            children: <ApprovalTab detail={detail} />,
          },
          { key: 'file', label: say(text('卷宗', 'File')), children: <FileTab detail={detail} /> },
          {
            key: 'timeline',
            label: say(text('办理记录', 'Timeline')),
            children: <ProjectTimeline detail={detail} />,
          },
        ]}
      />
    </Page>
  );
}

/** The lamp, and what can be looked at or printed. */
function Papers({ detail: { projectId, lamp, file } }: { readonly detail: ProjectDetail }) {
  const say = useWords();
  const { language } = useLanguage();
  const params = { projectId };
  return (
    <Space wrap className="no-print">
      <LampTag lamp={lamp} />
      <Link to="/projects/$projectId/schedule" params={params}>
        {say(text('进度图', 'Schedule'))}
      </Link>
      <Link to="/policy/decisions/$projectId" params={params}>
        {say(text('决定说明', 'Decisions explained'))}
      </Link>
      <a
        href={`/api/v1/projects/${projectId}/approval-form?lang=${language}`}
        target="_blank"
        rel="noreferrer"
      >
        {say(text('打印审批单', 'Print the approval form'))}
      </a>
      {file.contract && (
        <Link to="/print/contract/$projectId" params={params}>
          {say(text('打印合同信息表', 'Print the contract sheet'))}
        </Link>
      )}
    </Space>
  );
}
