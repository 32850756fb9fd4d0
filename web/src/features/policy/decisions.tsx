import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Card, Empty, Space, Tag } from 'antd';
import type { z } from 'zod';
import type { TimelineEntry, timelineSchema } from '../../../../api/contract/timeline.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { EVENT_TITLES } from '../../../../domain/project/event-titles.ts';
import type { EventType } from '../../../../domain/project/events.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { Citation } from '../../shared/ui/words.tsx';
import { detailQuery } from '../project/detail.ts';

const route = getRouteApi('/policy/decisions/$projectId');

/** 决定说明: every decision of a project that rules were asked about, with what they found and on which facts. */
export function RecordedDecisions() {
  const say = useWords();
  const { projectId } = route.useParams();
  const project = useQuery(detailQuery(projectId));
  const timeline = useQuery({
    queryKey: ['project', projectId, 'timeline'],
    queryFn: () => get<z.output<typeof timelineSchema>>(`/projects/${projectId}/timeline`),
  });
  return (
    <Page
      title={text('决定说明', 'Decisions explained')}
      about={project.data && `${project.data.projectNo} ${project.data.name}`}
      extra={
        <Link to="/projects/$projectId" params={{ projectId }}>
          {say(text('项目详情', 'The project'))}
        </Link>
      }
    >
      <Fetched of={timeline}>
        {({ items }) => {
          const checked = items.filter(({ verdict }) => verdict !== null);
          if (checked.length === 0)
            return (
              <Empty description={say(text('没有经规则核查的决定', 'No decision was checked by rules'))} />
            );
          return (
            <Space orientation="vertical" style={{ width: '100%' }}>
              {checked.map((entry) => (
                <Decision key={entry.seq} entry={entry} />
              ))}
            </Space>
          );
        }}
      </Fetched>
    </Page>
  );
}

function Decision({ entry }: { readonly entry: TimelineEntry }) {
  const say = useWords();
  const { verdict } = entry;
  if (verdict === null) return null;
  return (
    <Card
      size="small"
      title={`${entry.occurredOn} ${say(EVENT_TITLES[entry.type as EventType])} · ${entry.by.name}`}
    >
      <p>
        {say(
          text(
            `规则包 ${verdict.packVersion}，按 ${verdict.legalDate} 的规定核查 ${verdict.evaluated.length} 条，${verdict.findings.length} 条有意见。`,
            `Pack ${verdict.packVersion}, by the law of ${verdict.legalDate}: ${verdict.evaluated.length} rules, ${verdict.findings.length} with remarks.`,
          ),
        )}
      </p>
      {verdict.findings.map((finding) => (
        <div key={finding.rule}>
          <Tag color="warning">{finding.rule}</Tag> {say(finding.message)}{' '}
          <Citation citation={finding.citation} />
          <p>
            {say(text('依据的事实：', 'Facts: '))}
            {Object.entries(finding.facts)
              .map(([name, value]) => `${name} = ${String(value)}`)
              .join('；')}
          </p>
        </div>
      ))}
      <details>
        <summary>{say(text('核查的规则', 'Rules that were asked'))}</summary>
        {verdict.evaluated.join('、')}
      </details>
    </Card>
  );
}
