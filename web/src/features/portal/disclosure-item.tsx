import type { Disclosure } from '../../../../api/contract/public.ts';
import { text } from '../../../../domain/kernel/text.ts';
import { useWords } from '../../shared/language.tsx';
import { DisclosureFacts, Indicators } from './disclosure-facts.tsx';

interface Props {
  readonly row: Disclosure;
  /** One below the title it stands under. */
  readonly level: 'h2' | 'h3';
  /** Without the table of indicators, for a list. */
  readonly isBrief?: boolean;
}

/** 公开事项: what was published and when, and where it stands in full. */
export function DisclosureItem({ row, level: Title, isBrief = false }: Props) {
  const say = useWords();
  return (
    <li className="portal-item">
      <Title className="portal-kind">{say(row.kindTitle)}</Title>
      <div>
        <DisclosureFacts row={row} />
        {!isBrief && row.indicators !== null && <Indicators indicators={row.indicators} />}
        <p className="portal-source">
          {say(text('公开于', 'Published on'))} {row.publishedOn}
          {row.url !== null && (
            <a href={row.url} rel="noreferrer">
              {say(text('查看原文', 'Read the original'))}
              <span className="portal-hidden">
                ：{say(row.kindTitle)} {row.projectName}
              </span>
            </a>
          )}
        </p>
      </div>
    </li>
  );
}
