import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { CommandResult } from '../../../../api/contract/project.ts';
import { ProblemError, post } from '../../shared/api.ts';
import { newKey } from '../../shared/form/draft.ts';
import { filled, type Schema } from '../../shared/form/schema.ts';
import type { Values } from './values.ts';

/** The draft on the server that the wizard goes on with. */
export interface Saved {
  readonly projectId: string;
  readonly revision: number;
}

interface Order {
  readonly values: Values;
  readonly saved: Saved | null;
  /** Files the application after it has been saved. */
  readonly file: boolean;
}

/** Saves the application as a draft of a project, and files it when asked to; a broken connection makes no second project. */
export function useSave(schema: Schema, onSaved: (saved: Saved) => void) {
  const client = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: async ({ values, saved, file }: Order): Promise<Saved> => {
      const application = filled(schema, values.application ?? {});
      const kept = saved
        ? await post<CommandResult>(`/projects/${saved.projectId}/commands/edit-draft`, {
            body: { expectedRevision: saved.revision, data: { application } },
            key: newKey(),
          })
        : await post<CommandResult>('/projects', {
            body: { application, lateEntry: null },
            key: key.current,
          });
      onSaved(kept);
      if (!file) return kept;
      const { statement, justifications = {} } = values;
      const reasons = Object.entries(justifications).filter(([, reason]) => reason);
      return post<CommandResult>(`/projects/${kept.projectId}/commands/submit-project`, {
        body: {
          expectedRevision: kept.revision,
          data: { statement, justifications: Object.fromEntries(reasons) },
        },
        key: newKey(),
      });
    },
    onError: (error) => {
      // What was refused may be changed and sent again, as a new act.
      if (error instanceof ProblemError && error.problem.status !== 0) key.current = newKey();
    },
    onSettled: () =>
      Promise.all(
        ['projects', 'project', 'tasks'].map((one) => client.invalidateQueries({ queryKey: [one] })),
      ),
  });
}
