import { condition, sleep } from '@temporalio/workflow';
import { guarded } from './guarded.ts';

interface Watch<Deadline extends { readonly at: string }> {
  /** What is still to come, earliest first. */
  deadlines(): readonly Deadline[];
  finished(): boolean;
  halted(): boolean;
  record(fired: readonly Deadline[]): Promise<void>;
  onBug(): void;
}

/**
 * 时限 the one timer of a project or a case. It sleeps to the earliest recorded deadline; a step that ends early leaves it
 * running, for a timer that rings for nothing once is cheaper than one cancelled and started again at every command.
 */
export async function watchDeadlines<Deadline extends { readonly at: string }>(
  watch: Watch<Deadline>,
): Promise<void> {
  const record = guarded(
    (fired: readonly Deadline[]) => watch.record(fired),
    () => watch.onBug(),
  );
  let armedUntil = Number.POSITIVE_INFINITY;
  const nextAt = () => {
    const [next] = watch.deadlines();
    return next && !watch.halted() ? Date.parse(next.at) : Number.POSITIVE_INFINITY;
  };
  const arm = (until: number) => {
    armedUntil = until;
    void sleep(Math.max(1, until - Date.now())).then(
      () => {
        armedUntil = Number.POSITIVE_INFINITY;
      },
      () => {}, // The run is over and its timers are cancelled.
    );
  };
  for (;;) {
    await condition(() => watch.finished() || nextAt() < armedUntil);
    if (watch.finished()) return;
    const fired = watch.deadlines().filter((deadline) => Date.parse(deadline.at) <= Date.now());
    if (fired.length === 0) arm(nextAt());
    // A failure has parked the case; it is listed there and waits for an operator.
    else await record(fired).catch(() => {});
  }
}
