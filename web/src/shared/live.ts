import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What every recorded change may have altered on a screen. */
const LIVE_KEYS = [
  'projects',
  'project',
  'tasks',
  'parked',
  'budget-lines',
  'supervision',
  'budget',
] as const;

/** Reads the feed of changes while a screen is open, so that what one person does shows on everybody's screen. */
export function useLiveChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    const feed = new EventSource('/api/v1/changes');
    const refresh = () => {
      for (const key of LIVE_KEYS) void client.invalidateQueries({ queryKey: [key] });
    };
    feed.addEventListener('change', refresh);
    return () => feed.close();
  }, [client]);
}
