import type { Running } from './children.ts';
import type { OnProgress } from './failure.ts';
import { lastLines } from './logs.ts';

/** The parts of a stack, in the order in which they start; they stop in the opposite order. */
export const PARTS = ['postgres', 'temporal', 'worker', 'api'] as const;

/** One part of a stack. */
export type Part = (typeof PARTS)[number];

/** Tells that a part ended by itself, with the end of its log. */
export type OnCrash = (crash: { part: Part; log: string; tail: string }) => void;

type Known = { start: () => Promise<Running>; log: string; running?: Running };

/** Keeps the running parts of a stack: starts, stops, kills and revives them and notices when one dies by itself. */
export class PartKeeper {
  readonly #known = new Map<Part, Known>();
  readonly #onCrash: OnCrash;
  readonly #onProgress: OnProgress;

  constructor(listeners: { onCrash: OnCrash; onProgress: OnProgress }) {
    this.#onCrash = listeners.onCrash;
    this.#onProgress = listeners.onProgress;
  }

  /** Starts a part and remembers how, so that it can be revived. */
  async start<R extends Running>(
    part: Part,
    how: { log: string; start: () => Promise<R>; again?: (first: R) => Promise<R> },
  ) {
    const first = await how.start();
    const again = how.again;
    this.#known.set(part, { log: how.log, start: again ? () => again(first) : how.start });
    this.#watch(part, first);
    return first;
  }

  /** Starts a part again that was killed or died. */
  async revive(part: Part): Promise<void> {
    const known = this.#known.get(part);
    if (!known) throw new Error(`${part} is not a part of this stack.`);
    if (known.running) return;
    this.#watch(part, await known.start());
  }

  /** Kills a part as a power cut would (SIGKILL) and waits until it is gone. */
  async kill(part: Part): Promise<void> {
    const running = this.#forget(part);
    running?.kill();
    await running?.exited;
  }

  /** Stops every part in order. */
  async stopAll(): Promise<void> {
    for (const part of PARTS.toReversed()) {
      const running = this.#forget(part);
      if (!running) continue;
      this.#onProgress({ zh: `停止 ${part}`, en: `stopping ${part}` });
      await running.stop();
    }
  }

  /** Asks every part to stop without waiting: for the last moment of our own process. */
  quitAll(): void {
    for (const { running } of this.#known.values()) running?.quit();
  }

  /** A part that we stop ourselves is forgotten first, so that its end is not taken for a crash. */
  #forget(part: Part): Running | undefined {
    const known = this.#known.get(part);
    const running = known?.running;
    if (known) delete known.running;
    return running;
  }

  #watch(part: Part, running: Running): void {
    const known = this.#known.get(part);
    if (!known) return;
    known.running = running;
    void running.exited.then(async () => {
      if (known.running !== running) return;
      delete known.running;
      this.#onCrash({ part, log: known.log, tail: await lastLines(known.log, 12) });
    });
  }
}
