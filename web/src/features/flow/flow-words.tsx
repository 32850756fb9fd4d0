import { Card } from 'antd';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import type { FlowDetail } from './flow-detail.ts';

/** 流程说明: every node with its rules and its vote in words; it says what the picture shows. */
export function FlowWords({ flow: { steps } }: { readonly flow: FlowDetail }) {
  const say = useWords();
  const titles = new Map(steps.map(({ node, title }) => [node, title]));
  return (
    <section>
      <h2 className="part-title">{say(text('流程说明', 'The flow in words'))}</h2>
      <div className="cards">
        {steps.map(({ node, title, next, sentences }) => (
          <Card key={node} size="small" title={say(title)} extra={<code>{node}</code>}>
            <ul className="flow-words">
              {sentences.map((one) => (
                <li key={one.en}>{say(one)}</li>
              ))}
              <li>
                {say(text('之后：', 'Then: '))}
                {next
                  .map((id) =>
                    id === null ? say(text('结束', 'the end')) : say(titles.get(id) ?? text(id, id)),
                  )
                  .join('；')}
              </li>
            </ul>
          </Card>
        ))}
      </div>
    </section>
  );
}
