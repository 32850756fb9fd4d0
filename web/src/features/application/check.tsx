import { useQuery } from '@tanstack/react-query';
import { Space, Tag } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { ApplicationCheck } from '../../../../api/contract/application-check.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { post } from '../../shared/api.ts';
import { type Remarks, remarksOf } from '../../shared/form/remarks.tsx';
import { useWords } from '../../shared/language.tsx';
import { Citation } from '../../shared/ui/words.tsx';

export type Finding = ApplicationCheck['findings'][number];

const PAUSE_MS = 400;

/** The value as it stands once nobody has changed it for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const content = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
    // biome-ignore lint/correctness/useExhaustiveDependencies: a value with the same content is the same
  }, [content]);
  return settled;
}

/** 申报预检: asks the server's rules about what is filled in so far, again after every pause. */
export function useApplicationCheck(part: Readonly<Record<string, unknown>>) {
  const settled = useSettled(part);
  return useQuery({
    queryKey: ['application-check', settled],
    queryFn: () => post<ApplicationCheck>('/projects/application-check', { body: { application: settled } }),
    enabled: typeof settled['buyerOrgId'] === 'string',
    placeholderData: (before) => before,
    retry: false,
  });
}

/** What is said beside each field: the rules' remarks at every field they looked at, and what the server cannot read. */
export function remarksFrom(findings: readonly Finding[], error: unknown): Remarks {
  const places = [...new Set(findings.flatMap(({ fields }) => fields))];
  const told = places.map((place): [string, ReactNode] => [
    `application.${place}`,
    <Told key={place} findings={findings.filter(({ fields }) => fields.includes(place))} />,
  ]);
  return { ...Object.fromEntries(told), ...remarksOf(error) };
}

export const Told = ({ findings }: { readonly findings: readonly Finding[] }) => (
  <Space orientation="vertical" size={4} role="status">
    {findings.map((finding) => (
      <FindingLine key={finding.rule} finding={finding} />
    ))}
  </Space>
);

const WEIGHTS: Readonly<Record<Finding['severity'], { readonly words: Text; readonly colour: string }>> = {
  block: { words: text('不予通过', 'Not allowed'), colour: '#b3261e' },
  'require-approval': { words: text('须说明理由', 'Needs a reason'), colour: '#8a5a00' },
  warn: { words: text('提醒', 'Warning'), colour: '#8a5a00' },
  inform: { words: text('说明', 'Note'), colour: '#1d4f91' },
};

/** 核查意见: what the rule says, where it is written, and what would help. */
function FindingLine({ finding }: { readonly finding: Finding }) {
  const say = useWords();
  const { words, colour } = WEIGHTS[finding.severity];
  return (
    <div className="finding">
      <Tag variant="solid" color={colour}>
        {say(words)}
      </Tag>
      {say(finding.message)} <b>{say(finding.remedy)}</b>{' '}
      <span>
        {finding.rule} <Citation citation={finding.citation} />
      </span>
    </div>
  );
}
