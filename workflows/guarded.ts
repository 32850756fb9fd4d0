import type { TemporalFailure } from '@temporalio/workflow';
import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';
import { PARKED } from '../domain/project/outcome.ts';

/**
 * Wraps a message handler: whatever goes wrong in it reaches the caller as a failure of the update. A plain Error would
 * fail the workflow task instead, for ever, and every later message would hang behind it.
 */
export function guarded<A extends unknown[], R>(
  handler: (...args: A) => Promise<R>,
  onBug: () => void,
): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await handler(...args);
    } catch (error) {
      if (isCancellation(error)) throw error;
      onBug();
      throw asFailure(error);
    }
  };
}

function asFailure(error: unknown): TemporalFailure {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) return cause;
  return ApplicationFailure.nonRetryable(cause instanceof Error ? cause.message : String(cause), PARKED);
}
