import { useQuery } from '@tanstack/react-query';
import { Collapse, Empty } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { postingsSchema } from '../../../../api/contract/project.ts';
import { BUCKET_TITLES } from '../../../../domain/budget/ledger.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Sheet } from '../../shared/ui/sheet.tsx';
import type { ProjectDetail } from './detail.ts';
import { timelineQuery } from './timeline-query.ts';

type File = ProjectDetail['file'];

/** The parts of a project's file, in the order of its life; a part that is not there yet is left out. */
const PARTS: readonly (readonly [title: Text, read: (file: File) => object | null])[] = [
  [text('项目申报', 'Application'), ({ application }) => application],
  [text('目录项', 'Catalogue item'), ({ catalogItem }) => catalogItem],
  [text('绩效目标', 'Targets'), ({ targets }) => targets],
  [text('预算', 'Budget'), ({ budget }) => budget],
  [text('采购需求', 'Requirement'), ({ requirement }) => requirement],
  [text('采购方式', 'Method'), ({ method, filingNo }) => method && { ...method, filingNo }],
  [text('采购公告', 'Notice'), ({ notice }) => notice],
  [text('中标（成交）结果', 'Award'), ({ award }) => award],
  [
    text('合同', 'Contract'),
    ({ contract }) => contract && { ...contract.draft, signedOn: contract.signedOn },
  ],
  [text('里程碑', 'Milestones'), ({ milestones }) => (milestones.length === 0 ? null : { milestones })],
  [text('验收', 'Acceptance'), ({ acceptance }) => acceptance],
  [text('支付申请', 'Payment asked for'), ({ payment }) => payment],
  [text('绩效自评', 'Self-evaluation'), ({ selfEvaluation }) => selfEvaluation],
  [text('评价结果', 'Evaluation'), ({ evaluation, resultUse }) => evaluation && { ...evaluation, resultUse }],
  [text('信息公开', 'Disclosure'), ({ disclosures }) => (disclosures.length === 0 ? null : { disclosures })],
];

/** 项目卷宗: everything that was filled in and decided, part by part. */
export function FileTab({ detail }: { readonly detail: ProjectDetail }) {
  const say = useWords();
  const { file, buyerOrgId, buyerOrgName, providerId, providerName } = detail;
  const names = {
    [buyerOrgId]: buyerOrgName,
    ...(providerId !== null && providerName !== null && { [providerId]: providerName }),
  };
  const parts = PARTS.flatMap(([title, read]) => {
    const value = read(file);
    return value === null ? [] : [{ title, content: <Sheet value={{ ...value }} names={names} /> }];
  });
  const all: readonly { readonly title: Text; readonly content: ReactNode }[] = [
    ...parts,
    { title: text('服务台账', 'Service ledger'), content: <ServiceLedger projectId={detail.projectId} /> },
    { title: text('预算台账', 'Budget ledger'), content: <BudgetLedger projectId={detail.projectId} /> },
  ];
  return (
    <Collapse
      defaultActiveKey={parts.slice(0, 1).map(({ title }) => title.en)}
      items={all.map(({ title, content }) => ({ key: title.en, label: say(title), children: content }))}
    />
  );
}

/** 服务台账: what the provider has recorded, entry by entry. */
function ServiceLedger({ projectId }: { readonly projectId: string }) {
  const say = useWords();
  const { data } = useQuery(timelineQuery(projectId));
  const entries = (data?.items ?? []).flatMap(({ type, data: { entry } }) =>
    type === 'LedgerEntryRecorded' && typeof entry === 'object' && entry !== null ? [entry] : [],
  );
  if (entries.length === 0) return <Empty description={say(text('还没有台账', 'No entry yet'))} />;
  return <Sheet value={{ entry: entries }} />;
}

/** 预算台账: the money this project has moved. */
function BudgetLedger({ projectId }: { readonly projectId: string }) {
  const say = useWords();
  const { language } = useLanguage();
  const postings = useQuery({
    queryKey: ['project', projectId, 'postings'],
    queryFn: () => get<z.output<typeof postingsSchema>>(`/projects/${projectId}/postings`),
    retry: false,
  });
  const items = postings.data?.items ?? [];
  if (items.length === 0) return <Empty description={say(text('还没有记账', 'No posting yet'))} />;
  const rows = items.map(({ recordedAt, fromBucket, toBucket, amountFen, note }) => ({
    recordedAt: moment(recordedAt, language),
    from: say(BUCKET_TITLES[fromBucket] ?? text(fromBucket, fromBucket)),
    to: say(BUCKET_TITLES[toBucket] ?? text(toBucket, toBucket)),
    amountFen,
    note,
  }));
  return <Sheet value={{ postings: rows }} />;
}
