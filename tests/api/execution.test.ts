import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Execution } from '../../api/contract/execution.ts';
import { type BareApp, startBareApp } from '../support/bare-app.ts';
import { callerOf } from '../support/http.ts';
import { insertProject } from '../support/project-row.ts';

let bare: BareApp;
beforeAll(async () => {
  bare = await startBareApp();
  await insertProject(bare.db, { id: 'signed', buyer: 'shahe', state: 'delivering' });
  await bare.db
    .updateTable('project')
    .set({
      sector: '农业农村',
      file: JSON.stringify({
        application: { estimateFen: 10_000_00 },
        budget: { lineId: 'shahe-2026-own', reservedFen: 0, committedFen: 6_000_00, paidFen: 3_000_00 },
        contract: { draft: { valueFen: 9_000_00 }, signedOn: '2026-03-02' },
      }),
    })
    .where('id', '=', 'signed')
    .execute();
});
afterAll(() => bare.stop());

const execution = async (userId: string, query: string) =>
  (await callerOf(bare.app, userId))({ url: `/api/v1/budget/execution?fiscalYear=2026${query}` });

test('the buckets of every row add up to what is approved, and the rows to the total', async () => {
  const { total, regions } = (await execution('mintuo-finance-city-finance', '')).json<Execution>();
  expect(regions.map(({ regionName }) => regionName)).toEqual(['云坝区', '望溪县', '松坪县']);
  for (const row of [total, ...regions])
    expect(row.reservedFen + row.committedFen + row.paidFen + row.availableFen).toBe(row.approvedFen);
  expect(regions.reduce((sum, row) => sum + row.approvedFen, 0)).toBe(total.approvedFen);
});

test('a project counts in its region and sector, its saving from the day its contract is signed', async () => {
  const { regions, saving } = (
    await execution('mintuo-finance-city-finance', '&regionCode=519901')
  ).json<Execution>();
  expect(regions.find(({ regionName }) => regionName === '沙河镇')?.sectors).toEqual([
    {
      sector: '农业农村',
      projects: 1,
      reservedFen: 0,
      committedFen: 6_000_00,
      paidFen: 3_000_00,
      saving: { estimateFen: 10_000_00, contractFen: 9_000_00 },
    },
  ]);
  expect(saving).toEqual({ estimateFen: 10_000_00, contractFen: 9_000_00 });
});

test('a township sees its own lines and nobody else’s; a provider none', async () => {
  const { regions, sectors } = (await execution('zhuyuan-handler', '')).json<Execution>();
  expect(regions).toHaveLength(1);
  expect(sectors).toEqual([]);
  const provider = await bare.db
    .selectFrom('user_post')
    .select('user_id')
    .where('role', '=', 'provider')
    .orderBy('user_id')
    .executeTakeFirstOrThrow();
  expect((await execution(provider.user_id, '')).statusCode).toBe(403);
});
