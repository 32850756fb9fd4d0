import { useQuery } from '@tanstack/react-query';
import { Space, Timeline, Typography } from 'antd';
import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { choiceLabel } from '../../../../api/contract/labels.ts';
import { CASE_EVENT_TITLES } from '../../../../domain/approval/case-event-titles.ts';
import type { CaseEventType } from '../../../../domain/approval/case-events.ts';
import type { Text } from '../../../../domain/kernel/text.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { caseTimelineQuery, type CaseTimeline as Told } from './case-detail.ts';

type Entry = Told['items'][number];

/** What the engine does between two words of people; it follows from them and is shown by the rounds. */
const BETWEEN: readonly string[] = ['TaskOpened', 'BranchArrived', 'ClockMoved', 'TimerMoved'];

/** 办理记录 of a case: who, when, what was said and why; the latest first. */
export function CaseTimeline({ detail }: { readonly detail: CaseDetail }) {
  const timeline = useQuery(caseTimelineQuery(detail.caseId));
  return (
    <Fetched of={timeline}>
      {({ items }) => (
        <Timeline
          items={items
            .filter(({ type }) => !BETWEEN.includes(type))
            .toReversed()
            .map((entry) => ({ key: entry.no, content: <Line entry={entry} detail={detail} /> }))}
        />
      )}
    </Fetched>
  );
}

function Line({ entry, detail }: { readonly entry: Entry; readonly detail: CaseDetail }) {
  const say = useWords();
  const { language } = useLanguage();
  const words = wordsOf(entry, detail);
  return (
    <Space orientation="vertical" size={2}>
      <Space wrap size={6}>
        <Typography.Text strong>{say(CASE_EVENT_TITLES[entry.type as CaseEventType])}</Typography.Text>
        <span>{entry.actor === 'system' ? say(text('系统', 'the system')) : entry.actorName}</span>
        <Typography.Text type="secondary">{moment(entry.recordedAt, language)}</Typography.Text>
      </Space>
      {words.map((one) => (
        <span key={one.zh}>{say(one)}</span>
      ))}
    </Space>
  );
}

/** What an event says besides its name: the step, the word, the people, the reason. */
function wordsOf({ data }: Entry, { rounds, people }: CaseDetail): readonly Text[] {
  const asText = (value: unknown): readonly Text[] =>
    typeof value === 'string' && value !== '' ? [text(value, value)] : isText(value) ? [value] : [];
  const nested = (name: string, field: string): unknown => {
    const inner = data[name];
    return typeof inner === 'object' && inner !== null ? Reflect.get(inner, field) : undefined;
  };
  const roundId = data['roundId'] ?? nested('round', 'id');
  const round = rounds.find((one) => one.roundId === roundId);
  const named = [nested('hop', 'to'), ...(Array.isArray(data['to']) ? (data['to'] as unknown[]) : [])];
  const names = named.flatMap((id) => (typeof id === 'string' ? [people[id] ?? id] : []));
  return [
    ...(round ? [round.title] : []),
    ...(typeof data['decision'] === 'string' ? [choiceLabel(data['decision'])] : []),
    ...asText(names.join('、')),
    ...['reason', 'text', 'why', 'cause'].flatMap((field) => asText(data[field])),
    ...asText(nested('opinion', 'text')),
    ...asText(nested('hop', 'reason')),
    ...asText(nested('cause', 'title')),
  ];
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
