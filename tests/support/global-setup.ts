import type { TestProject } from 'vitest/node';
import { type BrokerAddress, openBroker } from './broker.ts';

declare module 'vitest' {
  interface ProvidedContext {
    serviceBroker: BrokerAddress;
  }
}

/**
 * Prepares what tests share: one throw-away PostgreSQL (or the server of DATABASE_URL) with a migrated template, one
 * Temporal that can skip time (or the one of TEMPORAL_ADDRESS), the workflow bundle. Nothing is loaded or started
 * until a test asks, so that a run of pure tests does not wait.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const ends: (() => Promise<void>)[] = [];
  const services = lazily(async () => {
    const { TestServices } = await import('./test-services.ts');
    const started = await TestServices.open();
    ends.push(() => started.close());
    process.once('exit', () => started.closeNow());
    return started;
  });
  const broker = await openBroker({
    database: async () => (await services()).database(),
    temporal: async () => (await services()).temporal(),
    bundle: async () => (await services()).bundle(),
  });
  project.provide('serviceBroker', { url: broker.url, token: broker.token });
  ignoreRepeatedSignals();
  return async () => {
    await broker.close();
    for (const end of ends) await end();
  };
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** vitest ends at once on the first signal; the same one again must not end it before its servers are gone. */
function ignoreRepeatedSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
}
