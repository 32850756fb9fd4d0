import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Empty, Popconfirm, Space, Typography } from 'antd';
import type { z } from 'zod';
import type { parkedListSchema } from '../../../../api/contract/supervision.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { post } from '../../shared/api.ts';
import { newKey } from '../../shared/form/draft.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { usePages } from '../../shared/pages.ts';
import { MoreRows } from '../../shared/ui/more-rows.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';

type Parked = z.output<typeof parkedListSchema>['items'][number];

/** 挂起案件: what a fault of the system has stopped; an operator lets it go on. */
export function ParkedCases() {
  const say = useWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const pages = usePages<Parked>(['parked'], '/parked-cases', { limit: 50 });
  const release = useMutation({
    mutationFn: (projectId: string) => post(`/parked-cases/${projectId}/release`, { key: newKey() }),
    onSettled: () => client.invalidateQueries({ queryKey: ['parked'] }),
  });
  if (pages.error) return <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  const { rows } = pages;
  if (!pages.isPending && rows.length === 0)
    return <Empty description={say(text('没有挂起的案件', 'No case is parked'))} />;
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      {release.error && <ProblemNotice error={release.error} />}
      {rows.map((row) => (
        <Space key={row.parkedCaseId} wrap>
          <strong>{row.projectName ?? row.projectId}</strong>
          <code>{row.command}</code>
          <Typography.Text type="secondary">{moment(row.parkedAt, language)}</Typography.Text>
          <span>{row.message}</span>
          <Popconfirm
            title={say(text('故障已排除？将重新办理。', 'Is the fault mended? The case goes on.'))}
            onConfirm={() => release.mutate(row.projectId)}
          >
            <Button size="small">{say(text('解除挂起', 'Release'))}</Button>
          </Popconfirm>
        </Space>
      ))}
      <MoreRows pages={pages} />
    </Space>
  );
}
