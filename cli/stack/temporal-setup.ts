import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { portOpens } from './ports.ts';

/** INDEXED_VALUE_TYPE_KEYWORD of Temporal's API. */
const KEYWORD = 2;

/** The search attributes of Goufu; lists for people come from our own tables, these are for operators. */
export const SEARCH_ATTRIBUTES = ['GoufuStage', 'GoufuRegion'] as const;

const RETENTION_DAYS = 3_650;
const DAY_MS = 86_400_000;
const ASK_LIMIT_MS = 2_000;

/** Which server and namespace. */
export type TemporalPlace = { address: string; namespace: string };

/** How long to wait, on which loopback port if it is ours, and how to learn that waiting is in vain. */
type Limits = { timeoutMs: number; port?: number; gaveUp?: () => boolean };

/** Waits until the server answers for the namespace; its port opens well before that. False when the time ran out. */
export async function untilHealthy(place: TemporalPlace, limits: Limits): Promise<boolean> {
  const deadline = Date.now() + limits.timeoutMs;
  // Asked too early, gRPC waits a whole second before it tries again.
  if (limits.port !== undefined) await portOpens(limits.port, limits);
  const connection = Connection.lazy({ address: place.address });
  try {
    while (Date.now() < deadline && !limits.gaveUp?.()) {
      if (await answers(connection, place.namespace)) return true;
      await sleep(50);
    }
    return false;
  } finally {
    await connection.close();
  }
}

async function answers(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + ASK_LIMIT_MS, async () => {
      await connection.workflowService.describeNamespace({ namespace });
      await connection.workflowService.listOpenWorkflowExecutions({ namespace, maximumPageSize: 1 });
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Registers our search attributes where they are missing and keeps histories for ten years. Meant for the development
 * server; on a server of somebody else only the attributes are added, its retention is its operator's affair.
 */
export async function prepareNamespace(
  place: TemporalPlace,
  options: { keepHistories: boolean },
): Promise<void> {
  const connection = await Connection.connect({ address: place.address, connectTimeout: 10_000 });
  try {
    await connection.withDeadline(Date.now() + 20_000, async () => {
      await addSearchAttributes(connection, place.namespace);
      if (options.keepHistories) await keepHistories(connection, place.namespace);
    });
  } finally {
    await connection.close();
  }
}

async function addSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTES.filter((name) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(missing.map((name) => [name, KEYWORD]));
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}

async function keepHistories(connection: Connection, namespace: string): Promise<void> {
  const wanted = msToTs(RETENTION_DAYS * DAY_MS);
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  if (config?.workflowExecutionRetentionTtl?.seconds?.equals(wanted.seconds ?? 0)) return;
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: wanted },
  });
}
