import { useQuery } from '@tanstack/react-query';
import { Space, Tag, Timeline, Typography } from 'antd';
import { fieldLabel } from '../../../../api/contract/labels.ts';
import type { TimelineEntry } from '../../../../api/contract/timeline.ts';
import { BUCKET_TITLES } from '../../../../domain/budget/ledger.ts';
import { formatFen } from '../../../../domain/kernel/money.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { EVENT_TITLES } from '../../../../domain/project/event-titles.ts';
import type { EventType } from '../../../../domain/project/events.ts';
import { remarkOf } from '../../../../domain/project/remarks.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { shown } from '../../shared/ui/sheet.tsx';
import { Citation } from '../../shared/ui/words.tsx';
import { changedFields } from './changes.ts';
import type { ProjectDetail } from './detail.ts';
import { timelineQuery } from './timeline-query.ts';

type Names = Readonly<Record<string, string>>;

/** 办理记录: who, when, with which opinion, what was checked, what was changed and which money moved; the latest first. */
export function ProjectTimeline({ detail }: { readonly detail: ProjectDetail }) {
  const timeline = useQuery(timelineQuery(detail.projectId));
  return (
    <Fetched of={timeline}>
      {({ items }) => {
        const names: Names = {
          ...Object.fromEntries(items.map(({ by }) => [by.userId, by.name])),
          ...detail.approval?.names,
          ...(detail.providerId !== null && {
            [detail.providerId]: detail.providerName ?? detail.providerId,
          }),
        };
        // The project's own event beside it tells what an approval came to.
        const told = items.filter(
          ({ type, data }) => type !== 'ApprovalRecorded' || data['alongside'] === null,
        );
        return (
          <Timeline
            items={told.toReversed().map((entry) => ({
              key: entry.seq,
              content: (
                <Entry entry={entry} earlier={items.filter(({ seq }) => seq < entry.seq)} names={names} />
              ),
            }))}
          />
        );
      }}
    </Fetched>
  );
}

interface EntryProps {
  readonly entry: TimelineEntry;
  readonly earlier: readonly TimelineEntry[];
  readonly names: Names;
}

function Entry({ entry, earlier, names }: EntryProps) {
  const say = useWords();
  const { language } = useLanguage();
  const remark = remarkOf(entry, (id) => names[id] ?? id);
  const post = entry.by.roleTitle && `${entry.by.orgName ?? ''} ${say(entry.by.roleTitle)}`;
  return (
    <Space orientation="vertical" size={2}>
      <Space wrap size={6}>
        <Typography.Text strong>{say(EVENT_TITLES[entry.type as EventType])}</Typography.Text>
        <span>{entry.by.name}</span>
        {post && <Typography.Text type="secondary">{post}</Typography.Text>}
        <Typography.Text type="secondary">
          {entry.enteredLater ? entry.occurredOn : moment(entry.recordedAt, language)}
        </Typography.Text>
        {entry.enteredLater && (
          <Tag>
            {say(text('录入于 ', 'recorded '))}
            {moment(entry.recordedAt, language)}
          </Tag>
        )}
      </Space>
      {remark && say(remark) !== '' && <span>{say(remark)}</span>}
      <Moved move={entry.move} />
      <Checked verdict={entry.verdict} />
      <Changes entry={entry} earlier={earlier} />
      {entry.postings.map(({ postingId, fromBucket, toBucket, amountFen }) => (
        <Typography.Text key={postingId} type="secondary">
          {say(text('记账：', 'Money: '))}
          {say(bucket(fromBucket))} → {say(bucket(toBucket))} {formatFen(amountFen, language)}
        </Typography.Text>
      ))}
    </Space>
  );
}

const bucket = (name: string): Text => BUCKET_TITLES[name] ?? text(name, name);

function Moved({ move }: Pick<TimelineEntry, 'move'>) {
  const say = useWords();
  if (!move) return null;
  return (
    <Typography.Text type="secondary">
      → {say(move.stateTitle)} {move.stepTitle && `· ${say(move.stepTitle)}`}
      {move.dueOn && say(text(`（${move.dueOn} 到期）`, ` (due ${move.dueOn})`))}
    </Typography.Text>
  );
}

/** 核查结论: how many rules were asked, and each that had something to say, with its article. */
function Checked({ verdict }: Pick<TimelineEntry, 'verdict'>) {
  const say = useWords();
  if (!verdict || verdict.evaluated.length === 0) return null;
  const count = verdict.evaluated.length;
  return (
    <>
      <Typography.Text type="secondary">
        {say(
          text(
            `核查规则 ${count} 条，${verdict.findings.length === 0 ? '无意见' : `意见 ${verdict.findings.length} 条`}`,
            `Rules asked: ${count}, with remarks: ${verdict.findings.length}`,
          ),
        )}
      </Typography.Text>
      {verdict.findings.map((finding) => (
        <span key={finding.rule}>
          <Tag>{finding.rule}</Tag> {say(finding.message)} <Citation citation={finding.citation} />
        </span>
      ))}
    </>
  );
}

function Changes({ entry, earlier }: Pick<EntryProps, 'entry' | 'earlier'>) {
  const say = useWords();
  const changes = changedFields(entry, earlier);
  if (changes.length === 0) return null;
  return (
    <details>
      <summary>{say(text(`改动 ${changes.length} 处`, `${changes.length} fields changed`))}</summary>
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          {say(fieldLabel(field))}：<del>{shown(field, before, { say })}</del> →{' '}
          {shown(field, after, { say })}
        </div>
      ))}
    </details>
  );
}
