/** A wish to stop, from Ctrl-C, from the system or because the launcher died. */
export type Interrupt = {
  /** Aborted as soon as somebody wants us to stop. */
  signal: AbortSignal;
  /** Fulfilled then. */
  wished: Promise<void>;
  /** Stops for a reason of our own. */
  stop(): void;
};

const EXIT_INTERRUPTED = 130;
/** The terminal and the launcher both pass a Ctrl-C on; what comes so soon after the first is the same one. */
const SAME_WISH_MS = 1_000;

/** Listens for the wish to stop. The first is answered in order; a second one, later, ends at once. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const wish = () => {
    firstAt ??= Date.now();
    if (Date.now() - firstAt > SAME_WISH_MS) process.exit(EXIT_INTERRUPTED);
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, wish);
  process.once('disconnect', wish);
  // The listener above must not keep a finished command alive.
  process.channel?.unref();
  return {
    signal: controller.signal,
    wished: new Promise((resolve) =>
      controller.signal.addEventListener('abort', () => resolve(), { once: true }),
    ),
    stop: () => controller.abort(),
  };
}
