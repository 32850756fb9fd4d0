import { useQuery } from '@tanstack/react-query';
import { Descriptions, Space, Tag } from 'antd';
import type { CaseDetail } from '../../../../api/contract/approval-view.ts';
import type { WayForecast } from '../../../../api/contract/forecast.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { moment } from '../../shared/format.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { Amount, Due } from '../../shared/ui/words.tsx';
import { Ways } from '../approval/ways.tsx';
import './case.css';
import { CaseRounds } from './case-rounds.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { CaseVerbBar } from './case-verb-bar.tsx';
import { FormValues } from './form-values.tsx';

interface Props {
  readonly detail: CaseDetail;
  /** The verb whose form is open. */
  readonly verb: string | null;
  readonly onVerb: (id: string | null) => void;
}

/** 审批单: what is asked for, what may be done, who has said what, who comes next. */
export function CaseView({ detail, verb, onVerb }: Props) {
  const say = useWords();
  const forecast = useQuery({
    queryKey: ['case', detail.caseId, 'forecast'],
    queryFn: () => get<WayForecast>(`/approvals/${detail.caseId}/forecast`),
  });
  return (
    <>
      <CaseFacts detail={detail} />
      <CaseVerbBar key={detail.caseId} detail={detail} open={verb} onOpen={onVerb} />
      <h2 className="part-title">{say(text('表单内容', 'What is asked for'))}</h2>
      <FormValues form={detail.form} formSchema={detail.formSchema} />
      <h2 className="part-title">{say(text('审批环节', 'Steps of the approval'))}</h2>
      <CaseRounds detail={detail} />
      <Fetched of={forecast}>{(data) => <Ways forecast={data} />}</Fetched>
      <h2 className="part-title">{say(text('办理记录', 'Timeline'))}</h2>
      <CaseTimeline detail={detail} />
    </>
  );
}

function CaseFacts({ detail }: { readonly detail: CaseDetail }) {
  const say = useWords();
  const { language } = useLanguage();
  const { copies, people } = detail;
  const facts = [
    [text('编号', 'Number'), detail.caseNo],
    [text('流程', 'Flow'), `${say(detail.flowTitle)} v${detail.flowVersion}`],
    [text('发起人', 'Started by'), `${detail.initiator.name} · ${detail.orgName}`],
    [text('发起时间', 'Started'), moment(detail.createdAt, language)],
    [
      text('金额', 'Amount'),
      detail.amountFen === null ? '—' : <Amount key="amount" fen={detail.amountFen} />,
    ],
    [text('到期', 'Due'), <Due key="due" on={detail.dueOn} announced />],
  ] as const;
  return (
    <>
      <Descriptions size="small" bordered column={{ xs: 1, md: 2 }} className="form-part">
        {facts.map(([title, value]) => (
          <Descriptions.Item key={title.en} label={say(title)}>
            {value}
          </Descriptions.Item>
        ))}
      </Descriptions>
      {copies.length > 0 && (
        <Space wrap className="form-part">
          {say(text('抄送：', 'Copied to: '))}
          {copies.map(({ userId, readAt }) => (
            <Tag key={userId}>
              {people[userId] ?? userId}{' '}
              {say(readAt === null ? text('未阅', 'unread') : text('已阅', 'read'))}
            </Tag>
          ))}
        </Space>
      )}
    </>
  );
}
