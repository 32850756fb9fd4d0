import { text } from '../../../../domain/kernel/text.ts';
import { type Query, withQuery } from '../api.ts';
import { useLanguage, useWords } from '../language.tsx';

/** 导出: the list as it is filtered, as a workbook in the reader's language. */
export function AsFile({ path, query }: { readonly path: string; readonly query: Query }) {
  const say = useWords();
  const { language } = useLanguage();
  const address = withQuery(`/api/v1${path}.xlsx`, { ...query, lang: language });
  return (
    <a href={address} download>
      {say(text('导出 Excel', 'Export to Excel'))}
    </a>
  );
}
