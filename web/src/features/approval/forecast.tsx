import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import type { ApprovalForecast } from '../../../../api/contract/forecast.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get } from '../../shared/api.ts';
import { useWords } from '../../shared/language.tsx';
import { Fetched } from '../../shared/ui/page.tsx';
import { StepLine } from '../../shared/ui/step-line.tsx';
import { Wide } from '../../shared/ui/wide.tsx';
import { Due } from '../../shared/ui/words.tsx';

/** 审批预测: who signs next and after, drawn and as a table. */
export function Forecast({ projectId }: { readonly projectId: string }) {
  const forecast = useQuery({
    queryKey: ['project', projectId, 'forecast'],
    queryFn: () => get<ApprovalForecast>(`/projects/${projectId}/forecast`),
  });
  return <Fetched of={forecast}>{(data) => (data.isRunning ? <Drawn forecast={data} /> : null)}</Fetched>;
}

function Drawn({ forecast }: { readonly forecast: ApprovalForecast }) {
  const say = useWords();
  const label = say(text('审批预测', 'Forecast of the approval'));
  return (
    <section>
      <h2 className="part-title">{label}</h2>
      <StepLine
        label={label}
        nodes={forecast.steps.map(({ step, title, standing, signers }) => ({
          key: step,
          kind: standing,
          title,
          who: signers.map(({ name }) => name).join('、'),
        }))}
      />
      <Wide label={say(text('审批预测表', 'Forecast as a table'))} minWidth={640}>
        <ForecastTable forecast={forecast} />
      </Wide>
      <p>
        {forecast.endsAs === 'approved'
          ? say(
              text(
                `各环节都在期限最后一天办结时，预计 ${forecast.endsOn ?? ''} 审结。`,
                `If every step takes its full limit, it ends on ${forecast.endsOn ?? ''}.`,
              ),
            )
          : say(
              text(
                '按现有人员，审批走不到终点。',
                'With the people there are, the approval cannot reach its end.',
              ),
            )}
      </p>
    </section>
  );
}

function ForecastTable({ forecast }: { readonly forecast: ApprovalForecast }) {
  const say = useWords();
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="step"
      dataSource={[...forecast.steps]}
      columns={[
        { title: say(text('环节', 'Step')), render: (_, { title }) => say(title) },
        {
          title: say(text('办理人', 'Who')),
          render: (_, { signers }) =>
            signers.map(({ name, reason }) => `${name}（${say(reason)}）`).join('；'),
        },
        { title: say(text('开始', 'Opens')), dataIndex: 'opensOn' },
        {
          title: say(text('到期', 'Due')),
          render: (_, { dueOn, announced }) => <Due on={dueOn} announced={announced} />,
        },
      ]}
    />
  );
}
