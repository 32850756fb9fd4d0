import { Descriptions, Space, Tag } from 'antd';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { Amount, Due } from '../../shared/ui/words.tsx';
import type { ProjectDetail } from './detail.ts';

/** What a project is, in a few lines. */
export function ProjectFacts({ detail }: { readonly detail: ProjectDetail }) {
  const say = useWords();
  return (
    <Descriptions size="small" bordered column={{ xs: 1, sm: 2, xxl: 3 }} style={{ marginBottom: 16 }}>
      <Descriptions.Item label={say(text('项目编号', 'Number'))}>{detail.projectNo}</Descriptions.Item>
      <Descriptions.Item label={say(text('购买主体', 'Buyer'))}>{detail.buyerOrgName}</Descriptions.Item>
      <Descriptions.Item label={say(text('金额', 'Amount'))}>
        <Amount fen={detail.amountFen} />
      </Descriptions.Item>
      <Descriptions.Item label={say(text('状态', 'State'))}>
        <Space wrap size={4}>
          {say(detail.stateTitle)}
          {detail.stepTitle && <Tag>{say(detail.stepTitle)}</Tag>}
          {detail.lateEntry && <Tag>{say(text('补录', 'entered later'))}</Tag>}
        </Space>
      </Descriptions.Item>
      <Descriptions.Item label={say(text('到期日', 'Due'))}>
        <Due on={detail.dueOn} announced={detail.dueAnnounced} />
      </Descriptions.Item>
      <Descriptions.Item label={say(text('承接主体', 'Provider'))}>
        {detail.providerName ?? say(text('未确定', 'not chosen yet'))}
      </Descriptions.Item>
    </Descriptions>
  );
}
