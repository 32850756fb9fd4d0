import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Space, Tag } from 'antd';
import { useState } from 'react';
import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { caseQuery } from './case-detail.ts';
import { CaseView } from './case-view.tsx';

const route = getRouteApi('/approvals/$caseId');

/** 审批单 that belongs to no project, reachable by its address. */
export function CasePage() {
  const { caseId } = route.useParams();
  const detail = useQuery(caseQuery(caseId));
  return <Fetched of={detail}>{(data) => <Detail key={caseId} detail={data} />}</Fetched>;
}

function Detail({ detail }: { readonly detail: CaseDetail }) {
  const say = useWords();
  const [verb, setVerb] = useState<string | null>(null);
  return (
    <Page
      title={detail.title}
      extra={
        <Space wrap className="no-print">
          <Tag>{say(detail.statusTitle)}</Tag>
          {detail.parked && <Tag>{say(text('已暂停处理', 'parked'))}</Tag>}
          <PrintForm caseId={detail.caseId} />
        </Space>
      }
    >
      <CaseView detail={detail} verb={verb} onVerb={setVerb} />
    </Page>
  );
}

/** 打印审批单 */
function PrintForm({ caseId }: { readonly caseId: string }) {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <a href={`/api/v1/approvals/${caseId}/approval-form?lang=${language}`} target="_blank" rel="noreferrer">
      {say(text('打印审批单', 'Print the approval form'))}
    </a>
  );
}
