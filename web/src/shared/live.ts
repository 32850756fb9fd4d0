import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isLong } from './pages.ts';
import { useSessionEnded } from './session-end.ts';

/** What every recorded change may have altered on a screen. */
const LIVE_KEYS = [
  'projects',
  'project',
  'case',
  'tasks',
  'parked',
  'budget-lines',
  'supervision',
  'budget',
] as const;

/** Changes that come together are read together, well within the second in which they are to be seen. */
const GATHER_MS = 250;
/** Between two attempts to open a feed that the server has refused. */
const AGAIN_MS = 3_000;

/**
 * Reads the feed of changes while a screen is open, so that what one person does shows on everybody's screen. The browser
 * itself goes on after a broken connection, but not after a refusal: then it is opened anew once the session stands again.
 */
export function useLiveChanges(): void {
  const client = useQueryClient();
  const isEnded = useSessionEnded();
  useEffect(() => {
    if (isEnded) return;
    let feed: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      gathering = undefined;
      for (const key of LIVE_KEYS) {
        void client.invalidateQueries({ queryKey: [key], predicate: (query) => !isLong(query) });
        void client.invalidateQueries({ queryKey: [key], predicate: isLong, refetchType: 'none' });
      }
    };
    const open = () => {
      feed = new EventSource('/api/v1/changes');
      feed.addEventListener('change', () => {
        gathering ??= setTimeout(refresh, GATHER_MS);
      });
      feed.addEventListener('error', () => {
        if (feed?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS);
      });
    };
    open();
    return () => {
      feed?.close();
      clearTimeout(timer);
      clearTimeout(gathering);
    };
  }, [client, isEnded]);
}
