import { Input } from 'antd';
import { useState } from 'react';
import type { BudgetLineRow } from '../../../../api/contract/reference.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { usePages } from '../../shared/pages.ts';
import { MoreRows } from '../../shared/ui/more-rows.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { BucketBar } from './bucket-bar.tsx';

/** 预算项目 one by one, each with its four buckets. */
export function BudgetLines({ fiscalYear }: { readonly fiscalYear: number }) {
  const say = useWords();
  const [words, setWords] = useState('');
  const pages = usePages<BudgetLineRow>(['budget-lines', 'execution'], '/budget-lines', {
    fiscalYear,
    limit: 20,
    ...(words !== '' && { q: words }),
  });
  const { rows } = pages;
  const label = say(text('按名称查找预算项目', 'Find a budget line by name'));
  return (
    <section>
      <h2 className="part-title">{say(text('预算项目', 'Budget lines'))}</h2>
      <Input.Search
        allowClear
        aria-label={label}
        placeholder={label}
        onSearch={(next) => setWords(next.trim())}
        style={{ maxWidth: 320, marginBottom: 12 }}
      />
      {pages.error && <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {rows.map((line) => (
        <div key={line.budgetLineId} className="bucket-row">
          <span className="bucket-name">
            {line.orgName}
            <br />
            {line.name}
          </span>
          <BucketBar buckets={line} name={`${line.orgName} ${line.name}`} />
        </div>
      ))}
      {!pages.isPending && rows.length === 0 && (
        <p>{say(text('没有这样的预算项目', 'There is no such budget line'))}</p>
      )}
      <MoreRows pages={pages} />
    </section>
  );
}
