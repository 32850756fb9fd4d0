import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Segmented, Space, Spin } from 'antd';
import { useRef } from 'react';
import { text } from '../../../../domain/kernel/text.ts';
import { useLanguage, useWords } from '../../shared/language.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNotice } from '../../shared/ui/problem-notice.tsx';
import { type ImportKind, KINDS } from './kinds.ts';
import { PastImports } from './past-imports.tsx';
import { PreviewRows } from './preview-rows.tsx';
import { type Import, useImport } from './use-import.ts';

const route = getRouteApi('/imports');

/** 批量导入: a file of rows, looked at row by row, recorded as a whole or not at all. */
export function ImportScreen() {
  const say = useWords();
  const { kind } = route.useSearch();
  const navigate = useNavigate();
  const chosen = KINDS.find(({ path }) => path === kind) ?? KINDS[0];
  return (
    <Page title={text('批量导入', 'Import')}>
      <Segmented
        className="form-part"
        value={chosen.path}
        onChange={(path) => void navigate({ to: '/imports', search: { kind: path }, replace: true })}
        options={KINDS.map(({ path, title }) => ({ value: path, label: say(title) }))}
      />
      <OneKind key={chosen.path} kind={chosen} />
      <PastImports />
    </Page>
  );
}

function OneKind({ kind }: { readonly kind: ImportKind }) {
  const say = useWords();
  const { language } = useLanguage();
  const one = useImport(kind.path);
  const { preview, record } = one;
  const error = record.error ?? preview.error;
  return (
    <>
      <Space wrap className="form-part">
        <FileButton use={one} />
        <a href={`/api/v1/imports/${kind.path}/template.xlsx?lang=${language}`} download>
          {say(text('下载模板', 'Download the template'))}
        </a>
      </Space>
      {(preview.isPending || record.isPending) && <Working use={one} />}
      {error && !isStopped(error) && <ProblemNotice error={error} />}
      {preview.data && !record.data && <PreviewRows preview={preview.data} use={one} />}
      {record.data && (
        <Alert
          type="success"
          showIcon
          role="status"
          className="form-part"
          title={say(
            text(
              `已导入 ${record.data.created.length} 行；${record.data.same} 行内容相同，未重复导入`,
              `${record.data.created.length} rows imported; ${record.data.same} were there already`,
            ),
          )}
          action={<Link to={kind.seenAt}>{say(text('查看', 'See them'))}</Link>}
        />
      )}
    </>
  );
}

const isStopped = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

function FileButton({ use: { file, choose } }: { readonly use: Import }) {
  const say = useWords();
  const input = useRef<HTMLInputElement>(null);
  const words = say(text('选择文件（xlsx 或 csv）', 'Choose a file (xlsx or csv)'));
  return (
    <Space wrap>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.csv"
        hidden
        aria-label={words}
        onChange={({ target }) => {
          const [one] = target.files ?? [];
          if (one) choose(one);
          target.value = '';
        }}
      />
      <Button type="primary" onClick={() => input.current?.click()}>
        {words}
      </Button>
      {file?.name}
    </Space>
  );
}

/** What is being done, and the way to stop it while it can be stopped. */
function Working({ use: { record, cancel } }: { readonly use: Import }) {
  const say = useWords();
  return (
    <Space wrap role="status" className="form-part">
      <Spin size="small" />
      {record.isPending
        ? say(text('正在导入，全部成功或全部不导入…', 'Importing, all rows or none…'))
        : say(text('正在逐行检查，尚未写入…', 'Checking row by row; nothing is written…'))}
      {!record.isPending && <Button onClick={cancel}>{say(text('取消', 'Cancel'))}</Button>}
    </Space>
  );
}
