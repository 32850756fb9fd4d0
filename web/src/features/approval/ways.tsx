import { Alert, Table } from 'antd';
import type { ForecastWayView, WayForecast } from '../../../../api/contract/forecast.ts';
import { fieldLabel } from '../../../../api/contract/labels.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { StepLine } from '../../shared/ui/step-line.tsx';
import { Wide } from '../../shared/ui/wide.tsx';
import { Due } from '../../shared/ui/words.tsx';

const LABEL = text('审批预测', 'Forecast of the approval');
const ENDS: Readonly<Record<ForecastWayView['endsAs'], Text>> = {
  approved: text('审结', 'approved'),
  returned: text('退回发起人：有环节无人可签', 'back to the initiator: nobody can sign a step'),
  stopped: text('停在途中', 'stands still on the way'),
};

/** 走向: every way an approval may take, drawn and as a table. */
export function Ways({ forecast: { ways, isCut } }: { readonly forecast: WayForecast }) {
  const say = useWords();
  if (ways.length === 0) return null;
  return (
    <section>
      <h2 className="part-title">{say(LABEL)}</h2>
      {ways.map((way, index) => (
        <Way
          key={way.steps.map(({ node }) => node).join(' ')}
          way={way}
          label={ways.length === 1 ? say(LABEL) : `${say(LABEL)} ${index + 1}`}
        />
      ))}
      {isCut && (
        <Alert
          type="info"
          title={say(text('走向过多，只列出前几种', 'There are more ways than are listed'))}
        />
      )}
    </section>
  );
}

function Way({ way, label }: { readonly way: ForecastWayView; readonly label: string }) {
  const say = useWords();
  const depends = [...new Set(way.turns.flatMap(({ dependsOn }) => dependsOn.map(({ name }) => name)))];
  return (
    <div className="form-part">
      <StepLine
        label={label}
        nodes={way.steps.map(({ node, title, standing, signers }) => ({
          key: node,
          kind: standing,
          title,
          who: signers.map(({ name }) => name).join('、') || '—',
        }))}
      />
      <Wide label={`${label} ${say(text('表', 'as a table'))}`} minWidth={640}>
        <Table
          size="small"
          pagination={false}
          rowKey="node"
          dataSource={[...way.steps]}
          columns={[
            { title: say(text('环节', 'Step')), render: (_, { title }) => say(title) },
            {
              title: say(text('办理人', 'Who')),
              render: (_, { signers }) =>
                signers.map(({ name, reason }) => `${name}（${say(reason)}）`).join('；') || '—',
            },
            { title: say(text('开始', 'Opens')), dataIndex: 'opensOn' },
            {
              title: say(text('到期', 'Due')),
              render: (_, { dueOn, announced }) => <Due on={dueOn} announced={announced} />,
            },
          ]}
        />
      </Wide>
      <p>
        {say(text('结果：', 'Ends: '))}
        {say(ENDS[way.endsAs])}
        {way.endsOn !== null && say(text(`，预计 ${way.endsOn}`, ` on ${way.endsOn}, at full limits`))}
        {depends.length > 0 &&
          say(
            text(
              `；取决于：${depends.map((name) => fieldLabel(name).zh).join('、')}`,
              `; depends on: ${depends.map((name) => fieldLabel(name).en).join(', ')}`,
            ),
          )}
      </p>
    </div>
  );
}
