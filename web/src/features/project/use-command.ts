import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CommandResult } from '../../../../api/contract/project.ts';
import { ProblemError, post } from '../../shared/api.ts';
import { newKey } from '../../shared/form/draft.ts';

/** What a command on a project carries besides the revision that was seen. */
export interface Given {
  readonly data: unknown;
  readonly occurredOn?: string | undefined;
}

interface Seen {
  readonly projectId: string;
  readonly revision: number;
}

/**
 * 办理 one command. It is sent over the revision the reader saw when the form was opened, not over one that has come in
 * meanwhile: whoever was overtaken is told, and goes on only when they say so.
 */
export function useCommand({ projectId, revision }: Seen, path: string) {
  const client = useQueryClient();
  const key = useRef(newKey());
  const [seen, setSeen] = useState(revision);
  const below = path.replace('/api/v1', '');
  const bodyOf = ({ data, occurredOn }: Given) => ({
    expectedRevision: seen,
    data,
    ...(occurredOn && { occurredOn }),
  });
  const check = useMutation({
    mutationFn: (given: Given) =>
      post<CommandResult>(`${below}?dryRun=true`, { body: bodyOf(given), key: newKey() }),
  });
  const send = useMutation({
    mutationFn: (given: Given) => post<CommandResult>(below, { body: bodyOf(given), key: key.current }),
    onError: (error) => {
      // What was refused may be changed and sent again, as a new act.
      if (error instanceof ProblemError && error.problem.status !== 0) key.current = newKey();
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['project', projectId] }),
        client.invalidateQueries({ queryKey: ['tasks'] }),
      ]),
  });
  const isOvertaken = revision !== seen && !send.isPending && !send.isSuccess;
  const goOn = () => {
    setSeen(revision);
    send.reset();
    check.reset();
  };
  return { check, send, isOvertaken, goOn };
}
export type CommandUse = ReturnType<typeof useCommand>;
