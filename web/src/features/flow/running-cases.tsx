import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Card, Empty, Space, Tag } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { CaseRow, upgradePreviewSchema } from '../../../../api/contract/approval-view.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { usePages } from '../../shared/pages.ts';
import { MoreRows } from '../../shared/ui/more-rows.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import type { FlowDetail } from './flow-detail.ts';

type Preview = z.output<typeof upgradePreviewSchema>;

/** 在办审批单 of a flow that the reader may see, each with what moving to this version would change for it. */
export function RunningCases({ flow }: { readonly flow: FlowDetail }) {
  const say = useWords();
  const pages = usePages<CaseRow>(['case', 'list'], '/approvals', { flowId: flow.flowId, status: 'running' });
  if (pages.error) return <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.isPending && pages.rows.length === 0)
    return (
      <Empty
        description={say(
          text(
            '没有您可以查看的在办审批单，可从「发起审批」开始',
            'No running case you may see; start one under Flows',
          ),
        )}
      />
    );
  return (
    <>
      <div className="cards">
        {pages.rows.map((row) => (
          <CaseOnFlow key={row.caseId} row={row} flow={flow} />
        ))}
      </div>
      <MoreRows pages={pages} />
    </>
  );
}

function CaseOnFlow({ row, flow }: { readonly row: CaseRow; readonly flow: FlowDetail }) {
  const say = useWords();
  const [isAsked, setAsked] = useState(false);
  const { caseId } = row;
  const preview = useQuery({
    queryKey: ['case', caseId, 'upgrade', flow.version],
    queryFn: () => get<Preview>(`/approvals/${caseId}/upgrade-preview`, { toVersion: flow.version }),
    enabled: isAsked,
  });
  const isOther = row.flowVersion !== flow.version && flow.status === 'published';
  return (
    <Card size="small" title={row.title} extra={<Tag>v{row.flowVersion}</Tag>}>
      <Space orientation="vertical">
        <Link to="/approvals/$caseId" params={{ caseId }}>
          {row.caseNo}
        </Link>
        <span>
          {row.initiator.name} · {row.orgName}
        </span>
        {isOther && (
          <Button size="small" onClick={() => setAsked(true)}>
            {say(text(`升级到第 ${flow.version} 版的预览`, `What version ${flow.version} would change`))}
          </Button>
        )}
        {isAsked && <Fetched of={preview}>{(data) => <Changes preview={data} steps={flow.steps} />}</Fetched>}
      </Space>
    </Card>
  );
}

const PARTS: Readonly<Record<keyof Preview, Text>> = {
  added: text('新增环节', 'New steps'),
  removed: text('取消环节', 'Dropped steps'),
  changed: text('改动环节', 'Changed steps'),
  conflicts: text('因此不能升级', 'Keeps it from moving'),
};

function Changes({ preview, steps }: { readonly preview: Preview; readonly steps: FlowDetail['steps'] }) {
  const say = useWords();
  const titles = new Map(steps.map(({ node, title }) => [node, title]));
  const parts = (Object.keys(PARTS) as (keyof Preview)[]).filter((part) => preview[part].length > 0); // keys of a constant table
  if (parts.length === 0)
    return <span>{say(text('环节没有变化，可以升级', 'No step changes; it may move'))}</span>;
  return parts.map((part) => (
    <div key={part}>
      {say(PARTS[part])}：{preview[part].map((id) => say(titles.get(id) ?? text(id, id))).join('、')}
    </div>
  ));
}
