import pg from 'pg';

const RECONNECT_MS = 1_000;

/** A connection of its own that waits for the announcements of new events. */
export interface Listening {
  readonly close: () => Promise<void>;
}

/**
 * Calls `onWake` for every announcement of new events, and once after each (re)connection, because what was announced
 * meanwhile is lost. Tries again for as long as it is not closed.
 */
export function listenForChanges(databaseUrl: string, onWake: () => void): Listening {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  const later = () => {
    client = null;
    if (!isClosed && !timer) timer = setTimeout(connect, RECONNECT_MS).unref();
  };

  function connect(): void {
    timer = null;
    const next = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'goufu-changes',
      keepAlive: true,
    });
    client = next;
    next.on('error', later);
    next.on('end', later);
    next.on('notification', onWake);
    next
      .connect()
      .then(() => next.query('listen goufu_changes'))
      .then(onWake)
      .catch(() => {
        void next.end().catch(() => {});
        later();
      });
  }

  connect();
  return {
    close: async () => {
      isClosed = true;
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
