import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Alert, Card, Empty, Select, Space } from 'antd';
import { useRef } from 'react';
import type { z } from 'zod';
import { COMMAND_TITLES } from '../../../../api/contract/command-titles.ts';
import type { ExplanationAnswer } from '../../../../api/contract/policy-decision.ts';
import type { thresholdListSchema } from '../../../../api/contract/reference.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { get, post } from '../../shared/api.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Fetched, Page } from '../../shared/ui/page.tsx';
import { Citation } from '../../shared/ui/words.tsx';
import { type Fact, FactInput, type FactValue, factText } from './fact-input.tsx';
import type { GivenFacts } from './what-if-search.ts';

const route = getRouteApi('/policy/what-if');

/** 假设核查: what the rules would say at a step about facts of one's choice. The facts stand in the address. */
export function WhatIf() {
  const { checkpoint = 'SubmitProject', regionCode, facts = {} } = route.useSearch();
  const regions = useQuery({
    queryKey: ['thresholds'],
    queryFn: () => get<z.output<typeof thresholdListSchema>>('/thresholds'),
  });
  const region = regionCode ?? regions.data?.items[0]?.regionCode;
  const answer = useQuery({
    queryKey: ['what-if', checkpoint, region, facts],
    queryFn: () =>
      post<ExplanationAnswer>('/policy/check', { body: { checkpoint, regionCode: region, facts } }),
    enabled: region !== undefined,
    placeholderData: (before) => before,
  });
  const places = (regions.data?.items ?? []).map((one) => ({ value: one.regionCode, label: one.regionName }));
  return (
    <Page title={text('假设核查', 'What if')}>
      <Choices checkpoint={checkpoint} region={region} places={places} />
      <Fetched of={answer}>
        {(data) => (
          <div className="cards">
            <Questions key={checkpoint} answer={data} facts={facts} />
            <Outcome answer={data} />
          </div>
        )}
      </Fetched>
    </Page>
  );
}

interface ChoicesProps {
  readonly checkpoint: string;
  readonly region: string | undefined;
  readonly places: { readonly value: string; readonly label: string }[];
}

function Choices({ checkpoint, region, places }: ChoicesProps) {
  const say = useWords();
  const navigate = route.useNavigate();
  return (
    <Space wrap className="form-part">
      <Select
        aria-label={say(text('地区', 'Region'))}
        value={region ?? null}
        options={places}
        onChange={(value: string) =>
          void navigate({ search: (before) => ({ ...before, regionCode: value }), replace: true })
        }
        style={{ minWidth: 160 }}
      />
      <Select
        aria-label={say(text('环节', 'Step'))}
        showSearch={{ optionFilterProp: 'label' }}
        value={checkpoint}
        options={Object.entries(COMMAND_TITLES).map(([value, words]) => ({ value, label: say(words) }))}
        onChange={(value: string) =>
          void navigate({
            search: ({ facts: _facts, ...rest }) => ({ ...rest, checkpoint: value }),
            replace: true,
          })
        }
        style={{ minWidth: 220 }}
      />
    </Space>
  );
}

/** The facts that may change the outcome, and those that were given. */
function Questions({ answer, facts }: { readonly answer: ExplanationAnswer; readonly facts: GivenFacts }) {
  const say = useWords();
  const navigate = route.useNavigate();
  const met = useRef(new Map<string, Fact>());
  const changes = answer.counterfactual?.changes ?? [];
  for (const { fact } of [...answer.needs, ...changes]) met.current.set(fact.name, fact);
  const give = (name: string, value: FactValue | null) => {
    const others = Object.entries(facts).filter(([given]) => given !== name);
    const next = Object.fromEntries(value === null ? others : [...others, [name, value]]);
    void navigate({ search: (before) => ({ ...before, facts: next }), replace: true });
  };
  return (
    <Card size="small" title={say(text('事实', 'Facts'))}>
      {met.current.size === 0 && (
        <Empty
          description={say(
            Object.keys(facts).length === 0
              ? text('此环节不需要事实', 'Nothing is asked here')
              : text('给出的事实已足以判断', 'The facts that were given are enough'),
          )}
        />
      )}
      {[...met.current.values()].map((fact) => (
        <FactInput
          key={fact.name}
          fact={fact}
          value={facts[fact.name] ?? null}
          onChange={(value) => give(fact.name, value)}
        />
      ))}
    </Card>
  );
}

/** 结论: whether it passes, which rules speak, and what would make it pass. */
function Outcome({ answer }: { readonly answer: ExplanationAnswer }) {
  const say = useWords();
  const { language } = useLanguage();
  const told = answer.verdict.findings.filter(({ result }) => result !== 'undetermined');
  const open = answer.needs.length;
  const changes = answer.counterfactual?.changes ?? [];
  return (
    <Card size="small" title={say(text('核查结论', 'What the rules say'))}>
      {told.length === 0 && (
        <Alert
          type={open > 0 ? 'info' : 'success'}
          showIcon
          title={
            open > 0
              ? say(text(`还有 ${open} 项事实未知`, `${open} facts are not known yet`))
              : say(text('可以办理，规则没有意见', 'It passes; the rules have no remark'))
          }
        />
      )}
      {told.map((finding) => (
        <Alert
          key={finding.rule}
          type={finding.severity === 'block' ? 'error' : 'warning'}
          className="form-part"
          title={`${finding.rule} ${say(finding.message)}`}
          description={
            <>
              <Citation citation={finding.citation} />
              <p>{say(finding.remedy)}</p>
            </>
          }
        />
      ))}
      {changes.length > 0 && (
        <section>
          <h2 className="part-title">{say(text('怎样才能通过', 'What would make it pass'))}</h2>
          <ul>
            {changes.map(({ fact, from, to }) => (
              <li key={fact.name}>
                {say(fact.label)}：{factText(fact, from, language)} → {factText(fact, to, language)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  );
}
