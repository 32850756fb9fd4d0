import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BareApp, problemOn, startBareApp } from '../support/bare-app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { textWith } from '../support/matchers.ts';

const PATH = '/api/v1/me/opinion-phrases';

let bare: BareApp;
let leader: Caller;
beforeAll(async () => {
  bare = await startBareApp();
  leader = await callerOf(bare.app, 'shahe-leader');
});
afterAll(() => bare.stop());

const save = (expectedRevision: number, phrases: readonly unknown[], caller = leader) =>
  caller({ method: 'PUT', url: PATH, body: { expectedRevision, phrases } });

test('everybody begins with the shipped phrases, in both languages, and an empty list of their own', async () => {
  expect((await leader({ url: PATH })).json()).toMatchObject({
    revision: 0,
    phrases: [],
    defaults: [{ zh: '同意。', en: 'Approved.' }, { zh: textWith('按程序办理') }, {}, {}, {}, {}, {}, {}],
  });
});

test('a list is saved as a whole, for its owner only, and only over the revision it was made from', async () => {
  const first = await save(0, ['同意，请财政所复核。', '已阅。']);
  expect(first.json()).toMatchObject({ revision: 1, phrases: ['同意，请财政所复核。', '已阅。'] });
  const second = await save(1, ['已阅。']);
  expect(second.json()).toMatchObject({ revision: 2, phrases: ['已阅。'] });

  for (const stale of [0, 1, 3]) {
    const refused = await save(stale, ['晚了']);
    expect([refused.statusCode, refused.json()]).toMatchObject([
      409,
      { code: 'StaleRevision', facts: { expectedRevision: stale, revision: 2 } },
    ]);
  }
  expect((await leader({ url: PATH })).json()).toMatchObject({ revision: 2, phrases: ['已阅。'] });
  const other = await callerOf(bare.app, 'shahe-handler');
  expect((await other({ url: PATH })).json()).toMatchObject({ revision: 0, phrases: [] });
  expect((await save(2, [])).json()).toMatchObject({ revision: 3, phrases: [] });
});

test('of two that save at once, one is told that it came late', async () => {
  const caller = await callerOf(bare.app, 'baihe-handler');
  const statuses = (await Promise.all([save(0, ['甲'], caller), save(0, ['乙'], caller)])).map(
    ({ statusCode }) => statusCode,
  );
  expect(statuses.toSorted()).toEqual([200, 409]);
});

test.each([
  [['同意', '同意'], '/phrases'],
  [[''], '/phrases/0'],
  [['好', '  '], '/phrases/1'],
  [['两\n行'], '/phrases/0'],
  [['长'.repeat(201)], '/phrases/0'],
  [Array.from({ length: 31 }, (_one, index) => `意见${index}`), '/phrases'],
  [[1], '/phrases/0'],
])('a list that cannot be kept is refused by its field (%#)', async (phrases, pointer) => {
  const response = await save(3, phrases);
  expect([response.statusCode, response.json()]).toMatchObject([400, { errors: [{ pointer }] }]);
  await problemOn(bare.app, { method: 'PUT', url: PATH, body: { expectedRevision: 3, phrases } }, 401);
});
