import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Space, Tabs, Tag } from 'antd';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { type FlowDetail, flowQuery } from './flow-detail.ts';
import { FlowDiagram } from './flow-diagram.tsx';
import { FlowStanding } from './flow-standing.tsx';
import { FlowWords } from './flow-words.tsx';
import { RunningCases } from './running-cases.tsx';
import { STANDING } from './standing.ts';

const route = getRouteApi('/flows/$flowId/$version');

/** 流程版本: drawn, told in words, proved, tried; its administrators draft, publish and retire here. */
export function FlowPage() {
  const { flowId, version } = route.useParams();
  const flow = useQuery(flowQuery({ flowId, version: Number(version) }));
  return <Fetched of={flow}>{(detail) => <Detail key={`${flowId} ${version}`} flow={detail} />}</Fetched>;
}

function Detail({ flow }: { readonly flow: FlowDetail }) {
  const say = useWords();
  const { tab = 'diagram' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title={text(`${flow.title.zh} 第 ${flow.version} 版`, `${flow.title.en}, version ${flow.version}`)}
      extra={
        <Space wrap>
          <Tag>{say(STANDING[flow.status])}</Tag>
          <code>{flow.flowId}</code>
        </Space>
      }
    >
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ search: { tab: key }, replace: true })}
        items={[
          {
            key: 'diagram',
            label: say(text('流程图', 'Diagram')),
            children: (
              <>
                <FlowDiagram flow={flow} />
                <FlowWords flow={flow} />
              </>
            ),
          },
          {
            key: 'standing',
            label: say(text('校验与发布', 'Proofs and publishing')),
            children: <FlowStanding key={flow.draftedAt} flow={flow} />,
          },
          {
            key: 'cases',
            label: say(text('在办审批单', 'Running cases')),
            children: <RunningCases flow={flow} />,
          },
        ]}
      />
    </Page>
  );
}
