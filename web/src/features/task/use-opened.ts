import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useRef } from 'react';
import type { InboxEntry } from '../../../../api/contract/inbox.ts';

const route = getRouteApi('/tasks');

/** Which task is open: the one in the address, else on a wide screen the first; and the way to the ones beside it. */
export function useOpened(rows: readonly InboxEntry[], isWide: boolean) {
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = open ?? (isWide ? rows[0]?.subjectId : undefined);
  const at = rows.findIndex(({ subjectId }) => subjectId === shown);
  const lastAt = useRef(0);
  if (at >= 0) lastAt.current = at;
  const show = useCallback(
    (subjectId: string | undefined) =>
      void navigate({
        search: ({ open: _before, ...rest }) =>
          subjectId === undefined ? rest : { ...rest, open: subjectId },
        replace: true,
      }),
    [navigate],
  );
  const place = useRef(rows);
  place.current = rows;
  /** By so many places from where the open one stands, or stood before it left the list. */
  const move = useCallback(
    (by: number) => {
      const to = Math.min(Math.max(lastAt.current + by, 0), place.current.length - 1);
      show(place.current[to]?.subjectId);
    },
    [show],
  );
  const entry = rows[at] ?? null;
  return { shown, entry, isMine: at >= 0, show, move };
}
