import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { BAD_PACKS } from '../../cli/policy/bad-packs.fixture.ts';
import { shippedPacks } from '../../rules/packs/shipped.ts';
import { type BareApp, startBareApp } from '../support/bare-app.ts';
import { type Caller, callerOf } from '../support/http.ts';
import { textWith } from '../support/matchers.ts';
import { OWNER } from '../support/releases.ts';

let bare: BareApp;
let owner: Caller;
beforeAll(async () => {
  bare = await startBareApp();
  owner = await callerOf(bare.app, OWNER);
});
afterAll(() => bare.stop());

const NATIONAL = JSON.stringify(shippedPacks.find(({ id }) => id === 'national'));
/** Bad packs that speak of rules or facts of the national pack. */
const LEANS = /TND-01|MTH-15|estimate_fen/;
/** What HTTP itself refuses or says otherwise, and how. */
const OTHERWISE = new Map<string, readonly [number, RegExp, RegExp]>([
  ['a number', [400, /期望 object/, /expected object/]],
  ['broken JSON', [400, /不是有效的 JSON/, /not valid JSON/]],
  ['a byte order mark', [400, /不是有效的 JSON/, /not valid JSON/]],
  ['10 MB', [413, /不得超过 8 MB/, /8 MB/]],
]);

describe('bad packs over HTTP', () => {
  let number = 0;
  const propose = (content: string, language: string) => {
    number += 1;
    const national = LEANS.test(content) && content.length < 100_000 ? `${NATIONAL},` : '';
    return owner({
      method: 'POST',
      url: '/api/v1/policy/releases',
      key: `bad-packs-${number}`,
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: `{"reason":"试验","packs":[${national}${content}]}`,
    });
  };
  const said = ({ body }: { readonly body: string }) => body.replaceAll('\\"', '"');
  const kept = () => bare.db.selectFrom('pack_version').select('hash').execute();
  const inForce = async () =>
    (await owner({ url: '/api/v1/policy/versions' })).json<{ inForce: object }>().inForce;

  // A rule that can never fire fits together; the examination of the release finds it and rejects the release.
  test.each(BAD_PACKS.filter(([what]) => what !== 'a rule that never fires'))(
    'refuses %s with place and reason; what is in force stays, and nothing is kept',
    async (...[what, content, field, zh, en]) => {
      const before = [await inForce(), await kept()];
      const [status, inChinese, inEnglish] = OTHERWISE.get(what) ?? [400, zh, en];
      const chinese = await propose(content, 'zh-CN');
      expect([chinese.statusCode, said(chinese)]).toEqual([status, expect.stringMatching(inChinese)]);
      expect(said(await propose(content, 'en'))).toMatch(inEnglish);
      if (!OTHERWISE.has(what)) {
        expect(chinese.body).toContain(field);
        const { errors = [] } = chinese.json<Problem>();
        expect(errors).not.toHaveLength(0);
        for (const { pointer } of errors) expect(pointer).toContain('/packs');
      }
      expect([await inForce(), await kept()]).toEqual(before);
    },
  );
});

describe('the decision service for another system', () => {
  const post = (url: string, body: unknown) =>
    owner({ method: 'POST', url: `/api/v1/policy/${url}`, body, headers: { 'accept-language': 'en' } });
  const asked = { checkpoint: 'RequestBudget', regionCode: '510181', legalDate: '2026-11-20' };
  const facts = { moves_forward: true, budget_line_found: false };

  test('refuses a checkpoint that no rule names, which would have no rules and pass', async () => {
    const answer = await post('check', { ...asked, checkpoint: 'RequestBugdet', facts: {} });
    expect([answer.statusCode, answer.json()]).toMatchObject([
      400,
      { errors: [{ pointer: '/checkpoint', message: textWith('no rule is checked at RequestBugdet') }] },
    ]);
  });

  test('says what to send: facts with type, unit and words, from an empty question', async () => {
    const { needs } = (await post('check', { ...asked, facts: {} })).json<{ needs: { fact: object }[] }>();
    expect(needs.length).toBeGreaterThan(3);
    for (const { fact } of needs)
      expect(Object.keys(fact).sort()).toEqual(['label', 'name', 'type', 'unit', 'values']);
  });

  test('takes sectors and the begin of the project, and names what is wrong with them', async () => {
    const good = await post('check', { ...asked, facts, sectors: ['教育'], begunOn: '2026-01-05' });
    expect(good.statusCode).toBe(200);
    const wrong = await post('check', { ...asked, facts, sectors: [], begunOn: '2026-02-30' });
    expect(wrong.json()).toMatchObject({ errors: [{ pointer: '/sectors' }, { pointer: '/begunOn' }] });
  });

  test('what if: other facts, a fact that is not known, the same case', async () => {
    const whatIf = async (change: object) =>
      (await post('what-if', { case: { ...asked, facts }, change })).json<{
        before: { refused: boolean };
        after: { verdict: { outcome: string } };
        rulesAdded: string[];
        rulesGone: string[];
      }>();
    const found = await whatIf({ facts: { moves_forward: false } });
    expect([found.before.refused, found.rulesGone]).toEqual([true, expect.arrayContaining(['BUD-01'])]);
    expect(found.after.verdict).toMatchObject({ legalDate: '2026-11-20' });
    expect(await whatIf({ facts: { budget_line_found: null } })).toMatchObject({ before: { refused: true } });
    expect(await whatIf({})).toMatchObject({ rulesAdded: [], rulesGone: [] });
    const early = await whatIf({ legalDate: '2000-01-01' });
    expect(early.after.verdict).toMatchObject({ legalDate: '2000-01-01' });
  });

  test('what if names a fact of the change that nobody knows, packs nobody keeps, a decision that is not there', async () => {
    const wrong = await post('what-if', { case: { ...asked, facts }, change: { facts: { no_such: 1 } } });
    expect(wrong.json()).toMatchObject({ errors: [{ pointer: '/change/facts/no_such' }] });
    const body = { case: { ...asked, facts }, change: { packHash: '0'.repeat(64) } };
    expect((await post('what-if', body)).statusCode).toBe(404);
    const decision = { projectId: 'P-nobody', seq: 1 };
    expect((await post('what-if', { decision, change: {} })).statusCode).toBe(404);
  });
});
