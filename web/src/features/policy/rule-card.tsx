import { Card, Space, Tag } from 'antd';
import type { z } from 'zod';
import type { ruleListSchema } from '../../../../api/contract/policy.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Citation } from '../../shared/ui/words.tsx';
import { SEVERITY_TITLES } from './severities.ts';
import { figureIn } from './units.ts';

type Rule = z.output<typeof ruleListSchema>['items'][number];

/** 规则: what it says, where it stands, from when it binds, and the figures it rests on. */
export function RuleCard({ rule }: { readonly rule: Rule }) {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <Card
      size="small"
      title={`${rule.id} ${say(rule.title)}`}
      styles={{ title: { whiteSpace: 'normal' } }}
      extra={<Tag>{say(SEVERITY_TITLES[rule.severity])}</Tag>}
    >
      <Space orientation="vertical" size={4}>
        <Citation citation={rule.citation} />
        <span>{say(rule.message)}</span>
        <span>
          {say(text('办法：', 'Remedy: '))}
          {say(rule.remedy)}
        </span>
        <span>
          {say(text('生效：', 'In force: '))}
          {rule.effectiveFrom} — {rule.effectiveTo ?? say(text('现行', 'now'))} · {say(rule.pack.title)}{' '}
          {rule.packVersion}
        </span>
        {rule.figures.map(({ name, label, value, unit, confirmed }) => (
          <span key={name}>
            {say(label)}：{figureIn({ value, unit }, language)}{' '}
            {!confirmed && <Tag>{say(text('待确认', 'to be confirmed'))}</Tag>}
          </span>
        ))}
      </Space>
    </Card>
  );
}
