import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Disclosure } from '../../api/contract/public.ts';
import { type BareApp, problemOn, startBareApp } from '../support/bare-app.ts';
import { inject } from '../support/http.ts';
import { insertProject } from '../support/project-row.ts';

let bare: BareApp;

const item = (kind: string, publishedOn: string | null) => ({
  kind,
  publishedOn,
  url: publishedOn && 'https://example.org/1',
});

async function signed(id: string, disclosures: readonly object[], providerKind: string): Promise<void> {
  await insertProject(bare.db, { id, buyer: 'shahe', state: 'delivering' });
  const { id: provider_id } = await bare.db
    .insertInto('provider')
    .values({
      id: `provider-${id}`,
      name: `承接主体 ${id}`,
      kind: providerKind,
      social_organisation: false,
      capabilities: [],
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await bare.db
    .updateTable('project')
    .set({
      name: `=沙河镇植保服务 ${id}`,
      provider_id,
      file: JSON.stringify({
        application: { estimateFen: 100_00 },
        contract: { draft: { contractNo: `HT-${id}`, valueFen: 90_00 }, signedOn: '2026-03-02' },
        evaluation: { grade: 'good', opinion: '内部意见' },
        disclosures,
      }),
    })
    .where('id', '=', id)
    .execute();
}

beforeAll(async () => {
  bare = await startBareApp();
  await signed('open', [item('contract', '2026-03-04'), item('evaluationResult', null)], 'enterprise');
  await signed('person', [item('contract', '2026-03-05')], 'individual');
  await signed('silent', [item('contract', null)], 'enterprise');
});
afterAll(() => bare.stop());

const list = async (query = ''): Promise<Disclosure[]> =>
  (await inject(bare.app, { url: `/api/v1/public/disclosures${query}` })).json<{ items: Disclosure[] }>()
    .items;

describe('the open part', () => {
  test('shows what is published, the newest first, and nothing that is not', async () => {
    expect((await list()).map(({ projectNo, kind }) => [projectNo, kind])).toEqual([
      ['person', 'contract'],
      ['open', 'contract'],
    ]);
  });

  test('an item says only what its kind makes public, and names no natural person', async () => {
    const [person, open] = await list();
    expect(open).toMatchObject({
      contractNo: 'HT-open',
      contractFen: 90_00,
      providerName: '承接主体 open',
      budgetFen: null,
      grade: null,
    });
    expect(person?.providerName).toBeNull();
    expect(JSON.stringify(open)).not.toContain('内部意见');
  });

  test('finds a contract by words and by number', async () => {
    expect((await list(`?q=${encodeURIComponent('植保')}&kind=contract`)).length).toBe(2);
    const found = await inject(bare.app, { url: '/api/v1/public/projects/open' });
    expect(found.json<{ items: Disclosure[] }>().items.map(({ kind }) => kind)).toEqual(['contract']);
  });

  test('a project of which nothing is public answers like one that does not exist', async () => {
    const silent = await problemOn(bare.app, { url: '/api/v1/public/projects/silent' }, 404);
    const unknown = await problemOn(bare.app, { url: '/api/v1/public/projects/unknown' }, 404);
    expect(silent.detail).toBe(unknown.detail);
  });

  test('goes on page by page', async () => {
    const first = await inject(bare.app, { url: '/api/v1/public/disclosures?limit=1' });
    const { nextCursor } = first.json<{ nextCursor: string }>();
    expect((await list(`?limit=1&cursor=${nextCursor}`)).map(({ projectNo }) => projectNo)).toEqual(['open']);
  });

  test('gives CSV that a spreadsheet does not run, and RSS that escapes', async () => {
    const csv = await inject(bare.app, { url: '/api/v1/public/disclosures.csv' });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.body.startsWith('\uFEFF项目编号,')).toBe(true);
    expect(csv.body).toContain("open,'=沙河镇植保服务 open,2026,");
    const rss = await inject(bare.app, { url: '/api/v1/public/disclosures.rss' });
    expect(rss.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    expect(rss.body.match(/<item>/g)).toHaveLength(2);
  });

  test('says in words what is bought and how it is judged, and masks what tells a person', async () => {
    await signed(
      'told',
      [item('content', '2026-03-01'), item('evaluationStandard', '2026-02-28')],
      'enterprise',
    );
    const indicator = { name: '防治面积', operator: '>=', target: 12_000, unit: '亩', weight: 50 };
    await bare.db
      .updateTable('project')
      .set({
        file: sql`file || ${JSON.stringify({
          requirement: { content: '统防统治两次，联系人手机13800001234。' },
          targets: {
            goal: '减轻病虫害损失',
            indicators: [{ ...indicator, dimension: 'output', evidence: '作业单' }],
          },
        })}::jsonb`,
      })
      .where('id', '=', 'told')
      .execute();
    const { items } = (await inject(bare.app, { url: '/api/v1/public/projects/told' })).json<{
      items: Disclosure[];
    }>();
    expect(items).toMatchObject([
      { kind: 'content', words: '统防统治两次，联系人手机13*******34。', indicators: null },
      { kind: 'evaluationStandard', words: '减轻病虫害损失', indicators: [indicator] },
    ]);
  });

  test('allows an address only so many requests', async () => {
    const app = await bare.again({ publicRequestsPerMinute: 2 });
    try {
      const url = '/api/v1/public/disclosures';
      for (const status of [200, 200, 429]) expect((await inject(app, { url })).statusCode).toBe(status);
    } finally {
      await app.close();
    }
  });
});
