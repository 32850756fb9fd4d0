import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { file } from '../../rules/packs/case.fixture.ts';
import { type BareApp, startBareApp } from '../support/bare-app.ts';
import { type Caller, callerOf, inject } from '../support/http.ts';
import { insertProject } from '../support/project-row.ts';

let bare: BareApp;
let desk: Caller;
let sector: Caller;
let today = '';
let keys = 0;

beforeAll(async () => {
  bare = await startBareApp();
  desk = await callerOf(bare.app, 'yunba-finance-county-procurement');
  sector = await callerOf(bare.app, 'yunba-agriculture-sector-officer');
  today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
});
afterAll(() => bare.stop());

const key = (): string => {
  keys += 1;
  return `directory-${keys}`;
};

async function register(kind: string): Promise<string> {
  const body = {
    ...{ name: `新设主体${keys}`, kind, sizeClass: 'micro', socialOrganisation: false },
    ...{ certificateNo: null, registeredIn: '519901' },
  };
  const answer = await desk({ method: 'POST', url: '/api/v1/providers', key: key(), body });
  expect(answer.statusCode).toBe(201);
  return answer.json<{ providerId: string }>().providerId;
}

async function act(id: string, command: object, by: Caller = desk) {
  const url = `/api/v1/providers/${id}`;
  const { revision } = (await by({ url })).json<{ revision: number }>();
  return by({
    method: 'POST',
    url: `${url}/commands`,
    key: key(),
    body: { expectedRevision: revision, command },
  });
}

const licence = { kind: 'licence', reference: '执照1号', validUntil: null };
const conditions = ['equipment', 'technicians', 'crew', 'rules'];
const verify = (proofs: readonly object[], conditionsFound = conditions) => ({
  ...{ verb: 'Verify', proofs, conditionsFound },
});
const check = (on: string, listed = false) => ({
  verb: 'Admit',
  check: { on, listed, evidenceRef: '查询截图' },
});

describe('an entry of the directory', () => {
  test('is registered, verified, admitted, banned and kept with its history', async () => {
    const id = await register('enterprise');
    const until = `${Number(today.slice(0, 4)) + 2}-01-05`;
    const ban = { verb: 'Ban', reason: '行政处罚决定', until };
    const REFUSED: readonly (readonly [object, string, string])[] = [
      [verify([]), 'SUP-02', '第六条'],
      [check(today), 'PV-01', 'PV-01'],
    ];
    for (const [command, rule, article] of REFUSED) {
      const answer = await act(id, command);
      expect(answer.json<Problem>()).toMatchObject({ rule, citation: { article } });
      expect(answer.json<Problem>().remedy).toBeTruthy();
    }
    expect((await act(id, verify([licence]))).json()).toMatchObject({ status: 'verified', revision: 1 });
    expect((await act(id, check('2026-01-05'))).json()).toMatchObject({ rule: 'SUP-03' });
    expect((await act(id, check(today, true))).json()).toMatchObject({ rule: 'SUP-03' });
    expect((await act(id, check(today))).json()).toMatchObject({ status: 'active' });
    expect((await act(id, ban, sector)).statusCode).toBe(403);
    expect((await act(id, { ...ban, until: today })).json()).toMatchObject({ rule: 'SUP-04' });
    expect((await act(id, ban)).json()).toMatchObject({ status: 'banned', revision: 3 });
    const detail = (await desk({ url: `/api/v1/providers/${id}` })).json<{
      bannedUntil: string;
      history: { command: { verb: string } }[];
    }>();
    expect(detail.bannedUntil).toBe(until);
    expect(detail.history.map(({ command }) => command.verb)).toEqual(['Ban', 'Admit', 'Verify']);
  });

  test('that treats crops shows equipment, technicians, crew and rules (SEC-A1)', async () => {
    const id = await register('farmersCooperative');
    await act(id, { verb: 'SetCapabilities', capabilities: ['A1204-T1'] });
    const answer = await act(id, verify([licence], ['equipment', 'technicians', 'rules']));
    expect(answer.json<Problem>()).toMatchObject({
      ...{ status: 422, rule: 'SEC-A1', citation: { article: '第三十四条' } },
    });
    expect((await act(id, verify([licence]))).json()).toMatchObject({ status: 'verified' });
  });

  test('takes one key once, and refuses what rests on an older revision', async () => {
    const id = await register('enterprise');
    const same = key();
    const command = verify([licence]);
    const url = `/api/v1/providers/${id}/commands`;
    const post = (body: object, given = same) => desk({ method: 'POST', url, key: given, body });
    expect((await post({ expectedRevision: 0, command })).json()).toMatchObject({ revision: 1 });
    expect((await post({ expectedRevision: 0, command })).json()).toMatchObject({ revision: 1 });
    expect((await post({ expectedRevision: 0, command: { verb: 'Reapply' } })).statusCode).toBe(422);
    expect((await post({ expectedRevision: 0, command }, key())).statusCode).toBe(409);
    const rows = await bare.db
      .selectFrom('provider_event')
      .selectAll()
      .where('provider_id', '=', id)
      .execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('grows by training, capability and accepted trials', async () => {
    const id = await register('enterprise');
    const training = { on: '2026-03-02', topic: '植保', hours: 16, people: 3 };
    expect((await act(id, { verb: 'Advance' })).json()).toMatchObject({ rule: 'PV-04' });
    await act(id, { verb: 'RecordTraining', training });
    expect((await act(id, { verb: 'Advance' })).statusCode).toBe(200);
    const page = await desk({ url: `/api/v1/providers/${id}` });
    expect(page.json()).toMatchObject({ stage: 'trained', trainings: [training] });
  });

  test('is found by capability and standing, and by everybody without the names of persons', async () => {
    const list = async (query: string) =>
      (await desk({ url: `/api/v1/providers?${query}&limit=100` })).json<{
        items: { status: string; capabilities: string[] }[];
      }>().items;
    const able = await list('capability=A1204-T1&status=active');
    expect(able.length).toBeGreaterThan(0);
    expect(able.every((one) => one.status === 'active' && one.capabilities.includes('A1204-T1'))).toBe(true);
    const open = await inject(bare.app, { url: '/api/v1/public/providers?kind=individual' });
    expect(open.statusCode).toBe(200);
    const names = open.json<{ items: { name: string }[] }>().items.map(({ name }) => name);
    expect([...new Set(names)]).toEqual(['个人承接者']);
  });
});

describe('what was owed at the end of a year', () => {
  test('is listed, printed and published once by the finance office of the buyer', async () => {
    await insertProject(bare.db, { id: 'owing', buyer: 'shahe', state: 'settling' });
    const milestones = file.milestones.map((one) => ({
      ...one,
      acceptedOn: '2025-11-24',
      submittedOn: null,
    }));
    const contract = file.contract && { ...file.contract, signedOn: '2025-03-03' };
    await bare.db
      .updateTable('project')
      .set({ provider_id: 'lvdun', file: JSON.stringify({ ...file, contract, milestones }) })
      .where('id', '=', 'owing')
      .execute();
    const url = '/api/v1/overdue-lists/shahe/2025';
    const finance = await callerOf(bare.app, 'shahe-township-finance');
    // 100,000 yuan, due on 24 December, seven days late at the end of the year at 0.05 % a day.
    expect((await finance({ url })).json()).toMatchObject({
      list: {
        publishBy: '2026-03-31',
        lines: [{ contractNo: 'HT-1', dueOn: '2025-12-24', unpaidFen: 10_000_000, interestFen: 35_000 }],
      },
      publishedOn: null,
    });
    const page = await finance({ url: `${url}/print?language=zh` });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('HT-1');
    expect(page.body).toContain('100,000.00 元');
    const publish = {
      method: 'POST',
      url: `${url}/publish`,
      body: { url: 'https://example.org/list' },
    } as const;
    expect((await desk(publish)).statusCode).toBe(403);
    expect((await finance(publish)).json()).toMatchObject({ publishedOn: today, late: null });
    expect((await finance(publish)).json()).toMatchObject({ url: 'https://example.org/list' });
    const open = await inject(bare.app, { url: '/api/v1/public/overdue-lists' });
    expect(open.json()).toMatchObject({ items: [{ year: 2025, contracts: 1, amountFen: 10_000_000 }] });
  });

  test('counts the share of local contracts and says that it is no condition', async () => {
    const answer = await desk({ url: '/api/v1/providers/local-share?regionCode=519901&year=2026' });
    expect(answer.json<{ note: { zh: string } }>().note.zh).toContain('SUP-11');
  });
});
