import { text } from '../../../../domain/kernel/text.ts';
import { type Query, withQuery } from '../api.ts';
import { useLanguage, useWords } from '../language.tsx';

/** 导出: the list as it is filtered, as a workbook or as CSV, in the reader's language. */
export function AsFile({ path, query }: { readonly path: string; readonly query: Query }) {
  const say = useWords();
  const { language } = useLanguage();
  const address = (form: 'xlsx' | 'csv') => withQuery(`/api/v1${path}.${form}`, { ...query, lang: language });
  return (
    <>
      <a href={address('xlsx')} download>
        {say(text('导出 Excel', 'Export to Excel'))}
      </a>{' '}
      <a href={address('csv')} download>
        {say(text('导出 CSV', 'Export to CSV'))}
      </a>
    </>
  );
}
