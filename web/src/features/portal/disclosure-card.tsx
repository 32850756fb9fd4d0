import { Link } from '@tanstack/react-router';
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

/** 公开事项: what was published, of which project, and where it stands in full. */
export function DisclosureCard({
  row,
  isAlone = false,
}: {
  readonly row: Disclosure;
  readonly isAlone?: boolean;
}) {
  const say = useWords();
  return (
    <li className="portal-item">
      <h2>
        <span className="portal-kind">{say(row.kindTitle)}</span>{' '}
        {isAlone ? (
          row.publishedOn
        ) : (
          <Link to="/public/projects/$projectNo" params={{ projectNo: row.projectNo }}>
            {row.projectName}
          </Link>
        )}
      </h2>
      <p>
        {row.projectNo} · {row.buyerOrgName} · {row.regionName} · {say(text('公开于', 'published on'))}{' '}
        {row.publishedOn}
      </p>
      <Facts row={row} />
      {row.url !== null && (
        <p>
          <a href={row.url} rel="noreferrer">
            {say(text('查看原文', 'Read the original'))}
            <span className="portal-hidden">
              ：{say(row.kindTitle)} {row.projectName}
            </span>
          </a>
        </p>
      )}
    </li>
  );
}

function Facts({ row }: { readonly row: Disclosure }) {
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
  const shown = facts.filter((fact) => fact !== null);
  if (shown.length === 0) return null;
  return (
    <dl className="portal-facts">
      {shown.map(([title, value]) => (
        <div key={title.en}>
          <dt>{say(title)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
