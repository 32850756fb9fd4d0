import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { CommandResult } from '../../../../api/contract/project.ts';
import { ProblemError, post } from '../../shared/api.ts';
import { newKey } from '../../shared/form/draft.ts';
import { filled, type Schema } from '../../shared/form/schema.ts';
import type { Late, Values } from './values.ts';

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

const begunOn = ({ isLate, reason, beganOn }: Late = {}) =>
  isLate ? { lateEntry: { reason }, ...(beganOn && { occurredOn: beganOn }) } : { lateEntry: null };

const filedOn = ({ isLate, filedOn: day }: Late = {}) =>
  isLate === false || !day ? {} : { occurredOn: day };

/** Saves the application as a draft of a project, and files it when asked to; a broken connection makes no second project. */
export function useSave(schema: Schema, onSaved: (saved: Saved) => void) {
  const client = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: async ({ values, saved, file }: Order): Promise<Saved> => {
      const application = filled(schema, values.application ?? {});
      const kept = saved
        ? await post<CommandResult>(`/projects/${saved.projectId}/commands/edit-draft`, {
            body: {
              expectedRevision: saved.revision,
              ...filedOn(values.late),
              data: { application },
            },
            key: newKey(),
          })
        : await post<CommandResult>('/projects', {
            body: { application, ...begunOn(values.late) },
            key: key.current,
          });
      onSaved(kept);
      if (!file) return kept;
      const { statement, justifications = {} } = values;
      const reasons = Object.entries(justifications).filter(([, reason]) => reason);
      return post<CommandResult>(`/projects/${kept.projectId}/commands/submit-project`, {
        body: {
          expectedRevision: kept.revision,
          ...filedOn(values.late),
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
