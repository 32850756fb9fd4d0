import { useQuery } from '@tanstack/react-query';
import { Space, Tag, Timeline, Typography } from 'antd';
import type { z } from 'zod';
import type { TimelineEntry, timelineSchema } from '../../../../api/contract/timeline.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { EVENT_TITLES } from '../../../../domain/project/event-titles.ts';
import type { EventType } from '../../../../domain/project/events.ts';
import { get } from '../../shared/api.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { Citation } from '../../shared/ui/words.tsx';

/** 办理记录: who, when, with which opinion, what was checked and which money moved. */
export function ProjectTimeline({ projectId }: { readonly projectId: string }) {
  const timeline = useQuery({
    queryKey: ['project', projectId, 'timeline'],
    queryFn: () => get<z.output<typeof timelineSchema>>(`/projects/${projectId}/timeline`),
  });
  return (
    <Fetched of={timeline}>
      {({ items }) => (
        <Timeline items={items.map((entry) => ({ key: entry.seq, content: <Entry entry={entry} /> }))} />
      )}
    </Fetched>
  );
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const say = useWords();
  const { language } = useLanguage();
  const { opinion } = entry.data;
  const titleOf = (type: string) => say(EVENT_TITLES[type as EventType]);
  return (
    <Space orientation="vertical" size={2}>
      <Space wrap size={6}>
        <Typography.Text strong>{titleOf(entry.type)}</Typography.Text>
        <span>{entry.by.name}</span>
        <Typography.Text type="secondary">{entry.occurredOn}</Typography.Text>
        {entry.enteredLater && (
          <Tag>
            {say(text('录入于 ', 'recorded '))}
            {moment(entry.recordedAt, language)}
          </Tag>
        )}
      </Space>
      {typeof opinion === 'string' && <span>{opinion}</span>}
      {entry.move && (
        <Typography.Text type="secondary">
          → {say(entry.move.stateTitle)} {entry.move.stepTitle && `· ${say(entry.move.stepTitle)}`}
        </Typography.Text>
      )}
      {entry.verdict?.findings.map((finding) => (
        <span key={finding.rule}>
          <Tag color="warning">{finding.rule}</Tag> {say(finding.message)}{' '}
          <Citation citation={finding.citation} />
        </span>
      ))}
    </Space>
  );
}
