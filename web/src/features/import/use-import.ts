import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import type {
  importPendingSchema,
  importPreviewSchema,
  importResultSchema,
} from '../../../../api/contract/import.ts';
import { postFile } from '../../shared/api.ts';
import { newKey } from '../../shared/form/draft.ts';

export type Preview = z.output<typeof importPreviewSchema>;
export type Imported = z.output<typeof importResultSchema>;
type Answer = Imported | z.output<typeof importPendingSchema>;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const typeOf = ({ name }: File): string => (name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX);

/** Between two questions whether the recording has ended, and how many are asked. */
const AGAIN_MS = 2_000;
const MOST_QUESTIONS = 60;

const later = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(stopped()));
    setTimeout(resolve, ms);
  });
const stopped = (): DOMException => new DOMException('stopped by its reader', 'AbortError');

/** 导入 one file: looked at first, recorded when every row can stand; the same key is recorded once. */
export function useImport(path: string) {
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const key = useRef(newKey());
  const stop = useRef(new AbortController());
  const address = `/imports/${path}`;
  const send = <T>(one: File, query = ''): Promise<T> =>
    postFile<T>(`${address}${query}`, {
      file: one,
      type: typeOf(one),
      key: key.current,
      signal: stop.current.signal,
    });
  const preview = useMutation({ mutationFn: (one: File) => send<Preview>(one, '?dryRun=true') });
  const record = useMutation({
    mutationFn: async (one: File): Promise<Imported> => {
      for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
        const answer = await send<Answer>(one);
        if ('dryRun' in answer) return answer;
        await later(AGAIN_MS, stop.current.signal);
      }
      throw new Error(
        '导入仍在处理，请稍后查看导入记录 The import is still under way; see the list of imports later',
      );
    },
    onSettled: () => client.invalidateQueries(),
  });
  const begin = () => {
    stop.current.abort();
    stop.current = new AbortController();
    preview.reset();
    record.reset();
  };
  return {
    ...{ file, preview, record },
    choose: (one: File) => {
      begin();
      key.current = newKey();
      setFile(one);
      preview.mutate(one);
    },
    /** 取消: nothing of a preview is kept; a recording that has begun is one transaction and ends by itself. */
    cancel: begin,
  };
}
export type Import = ReturnType<typeof useImport>;
