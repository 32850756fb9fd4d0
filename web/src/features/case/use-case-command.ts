import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CaseDetail, CaseResult } from '../../../../api/contract/approval-view.ts';
import { ProblemError, post } from '../../shared/api.ts';
import { newKey } from '../../shared/form/draft.ts';

/** 办理 one verb, over what the reader saw when the form was opened. */
export function useCaseCommand({ caseId, seq }: Pick<CaseDetail, 'caseId' | 'seq'>, path: string) {
  const client = useQueryClient();
  const key = useRef(newKey());
  const [seen, setSeen] = useState(seq);
  const send = useMutation({
    mutationFn: (data: unknown) =>
      post<CaseResult>(path.replace('/api/v1', ''), {
        body: { expectedSeq: seen, data },
        key: key.current,
      }),
    onError: (error) => {
      // What was refused may be changed and sent again, as a new act.
      if (error instanceof ProblemError && error.problem.status !== 0) key.current = newKey();
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['case', caseId] }),
        client.invalidateQueries({ queryKey: ['tasks'] }),
      ]),
  });
  const goOn = () => {
    setSeen(seq);
    send.reset();
  };
  return { send, goOn };
}
