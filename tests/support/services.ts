import { inject } from 'vitest';
import { askBroker } from './broker.ts';

/** A PostgreSQL server for tests and the migrated database on it that is cloned for each of them. */
export type DatabaseServer = { url: string; template: string };

/** A Temporal server for tests; it can skip time for the workflows that ask for it. */
export type TemporalService = { address: string; namespace: string };

/** The bundled workflow code, for `new Worker({ workflowBundle })`. */
export type WorkflowBundle = { codePath: string };

/** The PostgreSQL server of this run; tests want `createTestDatabase` instead. */
export function testDatabaseServer(): Promise<DatabaseServer> {
  return askBroker(inject('serviceBroker'), 'database');
}

/** The Temporal server of this run. Use a task queue of your own for each test. */
export function testTemporal(): Promise<TemporalService> {
  return askBroker(inject('serviceBroker'), 'temporal');
}

/** The workflow bundle of this run, built once. */
export function testWorkflowBundle(): Promise<WorkflowBundle> {
  return askBroker(inject('serviceBroker'), 'bundle');
}
