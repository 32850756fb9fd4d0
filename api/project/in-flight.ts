import { overloaded } from '../plugins/protection.ts';

/** Commands that wait for the engine, each holding a stream to it: above a limit the next one is sent away at once. */
export interface InFlight {
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function limitInFlight(limit: number): InFlight {
  let running = 0;
  return {
    async run(work) {
      if (running >= limit) throw overloaded();
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
      }
    },
  };
}
