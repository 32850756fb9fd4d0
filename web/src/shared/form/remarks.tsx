import { createContext, type ReactNode, useContext } from 'react';
import type { Problem } from '../../../../api/contract/problem.ts';
import { ProblemError } from '../api.ts';

/** What is said beside a field, by its place in the form as a dotted path. */
export type Remarks = Readonly<Record<string, ReactNode>>;

const RemarksContext = createContext<Remarks>({});
export const RemarksProvider = RemarksContext.Provider;

export const useRemark = (path: readonly (string | number)[]): ReactNode =>
  useContext(RemarksContext)[path.join('.')];

/** The fields that the server found wrong, each with its sentence; pointers are dotted paths here. */
export function remarksOf(error: unknown): Remarks {
  const errors: Problem['errors'] = error instanceof ProblemError ? error.problem.errors : undefined;
  return Object.fromEntries(
    (errors ?? []).map(({ pointer, message }) => [
      pointer.slice(1).replaceAll('/', '.'),
      <span key={pointer} className="field-wrong">
        {message}
      </span>,
    ]),
  );
}
