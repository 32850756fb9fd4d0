import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../api/deps.ts';
import { apiClient } from '../../cli/api-client.ts';
import { writeLife } from '../../cli/demo-data/life.ts';
import { playLife } from '../../cli/demo-data/play.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { localDate } from '../../domain/kernel/local-date.ts';
import { startTestApp } from '../support/app.ts';
import { callerOf, inject } from '../support/http.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let app: App;
let projectId: string;

beforeAll(async () => {
  stack = await startTestStack({ today: localDate('2026-10-30') });
  app = await startTestApp(stack);
  const client = apiClient(await app.listen({ host: '127.0.0.1', port: 0 }));
  const detours = ['budgetReturned', 'rectified', 'paymentReturned'] as const;
  const recipe = { ...demoStory(), key: 'printed', detours };
  ({ projectId } = await playLife(writeLife(recipe, stack.world), { client, keyPrefix: 'form' }));
});
afterAll(async () => {
  await app.close();
  await stack.stop();
});

const path = () => `/api/v1/projects/${projectId}/approval-form`;

/** The page without what is another one on every run. */
const steady = (html: string): string =>
  html
    .replace(/<style>.*<\/style>/s, '<style></style>')
    .replace(/[0-9a-f]{64}/g, '{hash}')
    .replace(/(打印时间：|Printed: )[^<]+/g, '$1{minute}')
    .replace(/(补录于 |recorded later, on )[^<]+/g, '$1{day}');

// Run with --update to write it anew; read the difference as an official would, and print it once.
test.each(['zh', 'en'])('the approval form of a project is set as before (%s)', async (lang) => {
  const call = await callerOf(app, 'mintuo-audit-auditor');
  const response = await call({ url: `${path()}?lang=${lang}` });
  expect(response.statusCode).toBe(200);
  await expect(steady(response.body)).toMatchFileSnapshot(`approval-form-project.${lang}.html`);
});

test('is a page that runs nothing, loads nothing and says which chain it was made from', async () => {
  const call = await callerOf(app, 'mintuo-audit-auditor');
  const { body, headers } = await call({ url: path(), headers: { 'accept-language': 'en' } });
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]+=*'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  );
  expect(headers['cache-control']).toBe('no-store');
  expect(body).not.toMatch(/<script|<link|<img|https?:|\sstyle=|\son\w+=/);
  expect(body).toContain('<html lang="en">');
  const { last_hash, last_seq } = await stack.db
    .selectFrom('project')
    .select(['last_hash', 'last_seq'])
    .where('id', '=', projectId)
    .executeTakeFirstOrThrow();
  expect(body).toContain(`#${last_seq} ${last_hash}`);
});

test('shows it to those who may see the project only', async () => {
  const stranger = await callerOf(app, 'baihe-handler');
  expect((await stranger({ url: path() })).statusCode).toBe(404);
  expect((await inject(app, { url: path() })).statusCode).toBe(401);
  const auditor = await callerOf(app, 'mintuo-audit-auditor');
  expect((await auditor({ url: `${path()}?lang=fr` })).statusCode).toBe(400);
});
