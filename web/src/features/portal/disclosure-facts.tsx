import type { Disclosure } from '../../../../api/contract/public.ts';
import { methodTitle, PROCEDURE_METHODS } from '../../../../domain/contracting/procedure/methods.ts';
import { formatFen } from '../../../../domain/kernel/money.ts';
import { type Text, text } from '../../../../domain/kernel/text.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';

const METHOD_TITLES: Readonly<Record<string, Text>> = Object.fromEntries(
  PROCEDURE_METHODS.map((method) => [method, methodTitle(method)]),
);
const GRADE_TITLES: Readonly<Record<string, Text>> = {
  excellent: text('优', 'Excellent'),
  good: text('良', 'Good'),
  fair: text('中', 'Fair'),
  poor: text('差', 'Poor'),
};

type Fact = readonly [Text, string];

/** What one item makes public in words and figures. */
export function DisclosureFacts({ row }: { readonly row: Disclosure }) {
  const say = useWords();
  const facts = useFacts(row);
  return (
    <>
      {row.words !== null && <p className="portal-words">{row.words}</p>}
      {row.acceptanceItems !== null && (
        <p>
          {say(text('验收项目：', 'Accepted by: '))}
          {row.acceptanceItems.join('；')}
        </p>
      )}
      {facts.length > 0 && (
        <dl className="portal-facts">
          {facts.map(([title, value]) => (
            <div key={title.en}>
              <dt>{say(title)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** 绩效指标 with target and points. */
export function Indicators({ indicators }: { readonly indicators: NonNullable<Disclosure['indicators']> }) {
  const say = useWords();
  return (
    <table className="portal-table">
      <thead>
        <tr>
          <th scope="col">{say(text('绩效指标', 'Indicator'))}</th>
          <th scope="col">{say(text('目标值', 'Target'))}</th>
          <th scope="col">{say(text('分值', 'Points'))}</th>
        </tr>
      </thead>
      <tbody>
        {indicators.map(({ name, operator, target, unit, weight }) => (
          <tr key={name}>
            <td>{name}</td>
            <td>
              {operator === '>=' ? '≥' : '≤'} {target} {unit}
            </td>
            <td>{weight}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useFacts(row: Disclosure): readonly Fact[] {
  const say = useWords();
  const { language } = useLanguage();
  const named = (names: Readonly<Record<string, Text>>, word: string): string =>
    names[word] ? say(names[word]) : word;
  const facts: readonly (Fact | null)[] = [
    row.budgetFen === null ? null : [text('预算金额', 'Budget'), formatFen(row.budgetFen, language)],
    row.method === null ? null : [text('采购方式', 'Method'), named(METHOD_TITLES, row.method)],
    row.noticeOn === null ? null : [text('公告日期', 'Notice'), `${row.noticeOn} ${row.noticeMedia ?? ''}`],
    row.closesOn === null ? null : [text('截止日期', 'Closed on'), row.closesOn],
    row.awardedOn === null ? null : [text('中标（成交）日期', 'Awarded on'), row.awardedOn],
    row.awardFen === null
      ? null
      : [text('中标（成交）金额', 'Awarded price'), formatFen(row.awardFen, language)],
    row.contractNo === null ? null : [text('合同编号', 'Contract'), row.contractNo],
    row.contractFen === null ? null : [text('合同金额', 'Value'), formatFen(row.contractFen, language)],
    row.signedOn === null ? null : [text('签订日期', 'Signed on'), row.signedOn],
    row.providerName === null ? null : [text('承接主体', 'Provider'), row.providerName],
    row.grade === null ? null : [text('绩效等级', 'Grade'), named(GRADE_TITLES, row.grade)],
  ];
  return facts.filter((fact) => fact !== null);
}
