import { Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../cli/stack/temporal-setup.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { testTemporal } from './services.ts';

describe('the ground of the tests', () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });

  afterAll(async () => {
    await Promise.all([first.drop(), second.drop()]);
  });

  it('gives each test a migrated database of its own, in UTF-8', async () => {
    expect(first.url).not.toBe(second.url);
    const client = new pg.Client({ connectionString: first.url });
    await client.connect();
    const { rows } = await client.query<{ encoding: string; tables: number }>(
      `select current_setting('server_encoding') as encoding,
              (select count(*)::int from pg_tables where schemaname = 'public') as tables`,
    );
    await client.end();
    expect(rows[0]?.encoding).toBe('UTF8');
    expect(rows[0]?.tables).toBeGreaterThan(0);
  });

  it('gives a Temporal with our search attributes and histories that stay', async () => {
    const { address, namespace } = await testTemporal();
    const connection = await Connection.connect({ address });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    await connection.close();
    expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining([...SEARCH_ATTRIBUTES]));
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(3_650 * 86_400);
  });
});
