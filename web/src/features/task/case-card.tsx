import { Card, Space } from 'antd';
import type { InboxEntry } from '../../../../api/contract/inbox.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Due, LampTag } from '../../shared/ui/words.tsx';

/** 审批单 an approval case that stands by itself: what waits in it, and its form to read and print. */
export function CaseCard({ entry }: { readonly entry: InboxEntry }) {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <Card title={entry.title} extra={<LampTag lamp={entry.lamp} />}>
      <Space orientation="vertical">
        <span>
          {entry.subjectNo} · {entry.orgName} · {say(entry.stateTitle)}
        </span>
        {entry.task && (
          <span>
            {say(entry.task.title)} · {entry.task.holderName} ·{' '}
            <Due on={entry.dueOn} announced={entry.dueAnnounced} />
          </span>
        )}
        <a href={`${entry.path}/approval-form?lang=${language}`} target="_blank" rel="noreferrer">
          {say(text('查看审批单', 'Read the approval form'))}
        </a>
      </Space>
    </Card>
  );
}
