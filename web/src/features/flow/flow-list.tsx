import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Empty, Space, Tag, Typography } from 'antd';
import type { FlowRow } from '../../../../api/contract/approval-flow.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { STANDING } from './standing.ts';

/** 审批流程: every flow the reader may start or keep, with its versions, the latest first. */
export function FlowList() {
  const say = useWords();
  const flows = useQuery({
    queryKey: ['flows'],
    queryFn: () => get<{ items: FlowRow[] }>('/approvals/flows'),
  });
  return (
    <Page
      title={text('审批流程', 'Approval flows')}
      extra={<Link to="/approvals/new">{say(text('发起审批', 'Start an approval'))}</Link>}
    >
      <Fetched of={flows}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              description={say(
                text(
                  '您的单位没有流程，也不由您维护；由单位管理员起草并发布。',
                  'Your organisation has no flows and you keep none; its administrators draft and publish them.',
                ),
              )}
            />
          ) : (
            <div className="cards">
              {[...new Set(items.map(({ flowId }) => flowId))].map((flowId) => (
                <FlowCard key={flowId} versions={versionsOf(items, flowId)} />
              ))}
            </div>
          )
        }
      </Fetched>
    </Page>
  );
}

const versionsOf = (items: readonly FlowRow[], flowId: string): readonly FlowRow[] =>
  items.filter((one) => one.flowId === flowId).toSorted((a, b) => b.version - a.version);

function FlowCard({ versions }: { readonly versions: readonly FlowRow[] }) {
  const say = useWords();
  const { language } = useLanguage();
  const [latest] = versions;
  if (!latest) return null;
  return (
    <Card size="small" title={say(latest.title)} extra={<code>{latest.flowId}</code>}>
      <Space orientation="vertical">
        {versions.map(({ flowId, version, status, publishedAt, draftedAt }) => (
          <Space key={version} wrap>
            <Link to="/flows/$flowId/$version" params={{ flowId, version: String(version) }}>
              {say(text(`第 ${version} 版`, `Version ${version}`))}
            </Link>
            <Tag>{say(STANDING[status])}</Tag>
            <Typography.Text type="secondary">{moment(publishedAt ?? draftedAt, language)}</Typography.Text>
          </Space>
        ))}
      </Space>
    </Card>
  );
}
