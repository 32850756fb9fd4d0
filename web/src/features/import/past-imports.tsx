import { Empty, List, Typography } from 'antd';
import type { z } from 'zod';
import type { importRecordSchema } from '../../../../api/contract/import.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { usePages } from '../../shared/pages.ts';
import { MoreRows } from '../../shared/ui/more-rows.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { KINDS } from './kinds.ts';

type Past = z.output<typeof importRecordSchema>;

/** 导入记录: one's own; an auditor reads everybody's. */
export function PastImports() {
  const say = useWords();
  const { language } = useLanguage();
  const pages = usePages<Past>(['imports'], '/imports', { limit: 20 });
  const titleOf = (kind: string) => say(KINDS.find(({ path }) => path === kind)?.title ?? text(kind, kind));
  return (
    <section>
      <h2 className="part-title">{say(text('导入记录', 'Past imports'))}</h2>
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      <List
        size="small"
        loading={pages.isPending}
        dataSource={pages.rows}
        rowKey="importId"
        locale={{
          emptyText: (
            <Empty
              description={say(
                text('还没有导入过文件；先下载模板填写', 'Nothing imported yet; begin with the template'),
              )}
            />
          ),
        }}
        renderItem={({ kind, created, same, recordedAt, fileSha256 }) => (
          <List.Item>
            <span>
              {moment(recordedAt, language)} · {titleOf(kind)} ·{' '}
              {say(text(`新增 ${created} 行，相同 ${same} 行`, `${created} new, ${same} the same`))}{' '}
              <Typography.Text type="secondary" copyable={{ text: fileSha256 }}>
                SHA-256 {fileSha256.slice(0, 12)}…
              </Typography.Text>
            </span>
          </List.Item>
        )}
      />
      <MoreRows pages={pages} />
    </section>
  );
}
