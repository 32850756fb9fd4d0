import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writeLife } from '../../cli/demo-data/life.ts';
import { demoStory } from '../../cli/demo-data/projects.ts';
import { listOpenAlarms } from '../../db/policy/alarms.ts';
import { recordedBlocks } from '../../db/policy/decisions.ts';
import { findDocument } from '../../db/policy/pack-versions.ts';
import { addDays, dateAt } from '../../domain/kernel/local-date.ts';
import type { RecheckDifference } from '../../domain/policy/reports.ts';
import type { Finding, PolicyCheck } from '../../domain/policy/types.ts';
import { tinyPack, tinyRule } from '../../rules/engine/tiny-pack.fixture.ts';
import { policyByHash } from '../../rules/release/packs-by-hash.ts';
import { recheckDecision } from '../../rules/release/recheck.ts';
import { startTestApp } from '../support/app.ts';
import { driveProject } from '../support/driver.ts';
import { callerOf } from '../support/http.ts';
import { textWith } from '../support/matchers.ts';
import { COUNSEL, driveRelease, FINANCE, keyOf, OPERATOR } from '../support/releases.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';

const MISMATCH: Finding = {
  rule: 'BUD-01',
  severity: 'block',
  waivable: false,
  result: 'undetermined',
  citation: { document: '试验', article: '一', confidence: 'D' },
  message: { zh: '两次计算不一致', en: 'the evaluators differ' },
  remedy: { zh: '请联系管理员', en: 'call the administrator' },
  facts: {},
  missing: [],
};

let stack: TestStack;
let differing = false;
const sometimesDiffering = (real: PolicyCheck): PolicyCheck => ({
  ...real,
  async check(question) {
    const verdict = await real.check(question);
    return differing ? { ...verdict, outcome: 'block', findings: [MISMATCH] } : verdict;
  },
});
beforeAll(async () => {
  stack = await startTestStack({ policy: sometimesDiffering });
});
afterAll(() => stack.stop());

const today = dateAt(Date.now());
const actsOf = (until: 'demandReviewed' | 'budgetApproved') =>
  writeLife({ ...demoStory(), timing: { kind: 'live' }, until }, stack.world).acts;

async function recheckAll(): Promise<{
  readonly count: number;
  readonly found: readonly RecheckDifference[];
}> {
  const policyOf = policyByHash((hash) => findDocument(stack.db, hash));
  const found: RecheckDifference[] = [];
  let count = 0;
  for await (const decisions of recordedBlocks(stack.db)) {
    for (const decision of decisions) {
      count += 1;
      const difference = await recheckDecision(decision, policyOf);
      if (difference) found.push(difference);
    }
  }
  return { count, found };
}

/** Puts packs in force whose only rule refuses every review of a demand with fewer than twenty days. */
async function putInForce(id: string, version: string, change: Record<string, unknown>) {
  const rule = { ...tinyRule(), checkpoints: ['ReviewDemand'], ...change };
  const release = driveRelease(stack, id, [tinyPack({ version, rules: [rule] })]);
  await release.propose();
  await vi.waitFor(async () => expect((await release.row()).status).toBe('signing'), 30_000);
  await release.sign(FINANCE, await keyOf(stack, FINANCE));
  await release.sign(COUNSEL, await keyOf(stack, COUNSEL));
  return release;
}

describe('the decision log', () => {
  test('keeps hash of packs and facts and the trace, and every decision comes out again byte for byte', async () => {
    await driveProject(stack, 'P-logged').play(actsOf('budgetApproved'));
    const rows = await stack.db
      .selectFrom('policy_verdict')
      .innerJoin('policy_trace', 'policy_trace.hash', 'policy_verdict.trace_hash')
      .selectAll()
      .execute();
    expect(rows.length).toBeGreaterThan(4);
    for (const { pack_hash, facts_hash, trace, evaluated, question } of rows) {
      expect([pack_hash, facts_hash]).toEqual([
        expect.stringMatching(/^\w{64}$/),
        expect.stringMatching(/^\w{64}$/),
      ]);
      expect(Object.keys(trace)).toEqual(evaluated);
      expect(question).toMatchObject({ packVersion: '2026.1' });
    }
    expect(await recheckAll()).toEqual({ count: rows.length, found: [] });
  });

  test('is explained over HTTP to those who may see the project', async () => {
    const app = await startTestApp(stack);
    try {
      const url = '/api/v1/policy/decisions/P-logged/3';
      expect((await (await callerOf(app, OPERATOR))({ url })).json()).toMatchObject({
        projectId: 'P-logged',
        seq: 3,
        sameBytes: true,
        verdict: { packVersion: '2026.1' },
        needs: [],
      });
      const stranger = await callerOf(app, 'baihe-handler');
      expect((await stranger({ url })).statusCode).toBe(404);
      const { facts } = await stack.db
        .selectFrom('policy_verdict')
        .select('facts')
        .where('project_id', '=', 'P-logged')
        .where('seq', '=', 3)
        .executeTakeFirstOrThrow();
      const nothingKnown = Object.fromEntries(Object.keys(facts).map((name) => [name, null]));
      const request = {
        method: 'POST' as const,
        url: '/api/v1/policy/what-if',
        body: { decision: { projectId: 'P-logged', seq: 3 }, change: { facts: nothingKnown } },
      };
      const whatIf = await (await callerOf(app, OPERATOR))(request);
      expect([whatIf.statusCode, whatIf.json()]).toMatchObject([
        200,
        { before: { refused: false, verdict: { packVersion: '2026.1' } }, after: { refused: true } },
      ]);
      expect((await stranger(request)).statusCode).toBe(404);
    } finally {
      await app.close();
    }
  });

  test('cannot be changed; what is changed by force is found and named', async () => {
    await expect(sql`update policy_verdict set outcome = 'pass'`.execute(stack.db)).rejects.toThrow(
      'append-only',
    );
    await sql`alter table policy_verdict disable trigger policy_verdict_append_only`.execute(stack.db);
    const change = (facts: string) =>
      sql`update policy_verdict set facts = ${facts}::jsonb where project_id = 'P-logged' and seq = 3`.execute(
        stack.db,
      );
    const { facts } = await stack.db
      .selectFrom('policy_verdict')
      .select('facts')
      .where('project_id', '=', 'P-logged')
      .where('seq', '=', 3)
      .executeTakeFirstOrThrow();
    await change(JSON.stringify({ ...facts, moves_forward: !facts['moves_forward'] }));
    expect((await recheckAll()).found).toMatchObject([{ projectId: 'P-logged', seq: 3, part: 'facts' }]);
    await change(JSON.stringify(facts));
    await sql`update policy_verdict set outcome = 'warn' where project_id = 'P-logged' and seq = 3`.execute(
      stack.db,
    );
    expect((await recheckAll()).found).toMatchObject([{ projectId: 'P-logged', seq: 3, part: 'verdict' }]);
    await sql`update policy_verdict set outcome = 'pass' where project_id = 'P-logged' and seq = 3`.execute(
      stack.db,
    );
    await sql`update policy_verdict set pack_hash = ${'0'.repeat(64)} where project_id = 'P-logged' and seq = 3`.execute(
      stack.db,
    );
    expect((await recheckAll()).found).toMatchObject([{ projectId: 'P-logged', seq: 3, part: 'pack' }]);
  });
});

test('evaluators that differ refuse the request and leave an alarm that outlasts the refusal', async () => {
  const acts = actsOf('demandReviewed');
  const project = driveProject(stack, 'P-differing');
  await project.play(acts.slice(0, 1));
  differing = true;
  const act = acts[1];
  if (!act) throw new Error('The story has a second act');
  const refused = await project.execute(project.requestOf(act), 'act-differing');
  differing = false;
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'EngineMismatch' } });
  expect(await listOpenAlarms(stack.db)).toMatchObject([
    {
      kind: 'engine-mismatch',
      subject: 'P-differing',
      checkpoint: act.command.type,
      detail: { rule: 'BUD-01' },
    },
  ]);
  await project.play(acts, 1);

  const app = await startTestApp(stack);
  try {
    const operator = await callerOf(app, OPERATOR);
    expect((await operator({ url: '/readyz' })).json()).toMatchObject({
      status: 'ok',
      checks: { policy: 'alarm' },
    });
    const { items } = (await operator({ url: '/api/v1/policy/alarms' })).json<{
      items: { alarmId: number }[];
    }>();
    for (const { alarmId } of items) {
      const url = `/api/v1/policy/alarms/${alarmId}/close`;
      expect((await operator({ method: 'POST', url })).statusCode).toBe(200);
      expect((await operator({ method: 'POST', url })).statusCode).toBe(404);
    }
    expect((await operator({ url: '/readyz' })).json()).toMatchObject({ checks: { policy: 'ok' } });
  } finally {
    await app.close();
  }
});

describe('a release in force', () => {
  // A missing fact keeps the rule from being decided, so every review of a demand is refused under these packs.
  test('binds running projects or leaves them alone, as was chosen; older decisions stay as they were', async () => {
    const acts = actsOf('demandReviewed');
    const review = acts.at(-1);
    if (review?.command.type !== 'ReviewDemand') throw new Error('The story ends with the review');
    const running = driveProject(stack, 'P-running');
    await running.play(acts.slice(0, -1));
    const before = (await recheckAll()).count;

    const first = await putInForce('R-new-only', '2032.1', {});
    const { backtest } = await first.row();
    // The two reviews of a demand that are recorded so far would have been refused, for want of a fact.
    expect(backtest).toMatchObject({
      before: { version: '2026.1' },
      after: { version: '2032.1' },
      changed: 2,
      projects: 2,
      moves: [{ from: 'pass', to: 'needs-information', count: 2 }],
      byTownship: [{ key: '519901101', projects: 2, stricter: 2, looser: 0 }],
      changes: [
        { projectId: 'P-differing', checkpoint: 'ReviewDemand', rulesAdded: ['TST-01'], rulesGone: [] },
        { projectId: 'P-logged', checkpoint: 'ReviewDemand' },
      ],
      disagreements: [],
    });
    expect(backtest?.recheckedByEngine).toBe(backtest?.decisions);
    await first.schedule({ activeFrom: today, binding: 'newProjects', bindsFrom: null });
    await vi.waitFor(async () => expect((await first.row()).status).toBe('active'), 20_000);
    const young = driveProject(stack, 'P-young');
    await young.play(acts.slice(0, -1));
    const refusal = { ok: false, refusal: { code: 'InformationMissing', rule: 'TST-01' } };
    expect(await young.execute(young.requestOf(review), 'young-review')).toMatchObject(refusal);
    expect(await running.execute(running.requestOf(review), 'running-review')).toMatchObject({ ok: true });

    const other = driveProject(stack, 'P-other');
    await other.play(acts.slice(0, -1));
    const later = await putInForce('R-later', '2032.2', {
      title: { zh: '期限（改）', en: 'Period (changed)' },
    });
    // Tried against what new projects are decided by now, not against what is shipped.
    expect((await later.row()).backtest).toMatchObject({ before: { version: '2032.1' }, changed: 0 });
    await later.schedule({ activeFrom: today, binding: 'fromDate', bindsFrom: addDays(today, 30) });
    await vi.waitFor(async () => expect((await later.row()).status).toBe('active'), 20_000);
    const all = await putInForce('R-all', '2032.3', {
      severity: 'inform',
      when: { fact: 'flag', operator: 'equal', value: true },
      examples: [
        { expect: 'fires', facts: { flag: true, days: 1 } },
        { expect: 'passes', facts: { flag: false, days: 1 } },
      ],
    });
    expect(await other.execute(other.requestOf(review), 'other-review')).toMatchObject({
      ok: false,
      refusal: { message: { zh: textWith('「期限」') } },
    });
    await all.schedule({ activeFrom: today, binding: 'all', bindsFrom: null });
    await vi.waitFor(async () => expect((await all.row()).status).toBe('active'), 20_000);
    expect(await other.execute(other.requestOf(review), 'other-review-again')).toMatchObject({
      ok: false,
      refusal: { rule: 'TST-01', message: { zh: textWith('标记') } },
    });
    const { count, found } = await recheckAll();
    expect(count).toBeGreaterThan(before);
    // Only the decision that was changed by force above does not come out again.
    expect(found.map(({ projectId }) => projectId)).toEqual(['P-logged']);
  });

  test('whose document was changed by force refuses every decision and raises an alarm', async () => {
    const packs = await putInForce('R-forged', '2033.1', {});
    await packs.schedule({ activeFrom: today, binding: 'all', bindsFrom: null });
    await vi.waitFor(async () => expect((await packs.row()).status).toBe('active'), 20_000);
    await sql`alter table pack_signature disable trigger pack_signature_append_only`.execute(stack.db);
    await sql`update pack_signature set signature = 'AAAA' where release_id = 'R-forged' and user_id = ${COUNSEL}`.execute(
      stack.db,
    );
    const acts = actsOf('demandReviewed');
    const project = driveProject(stack, 'P-forged');
    const first = acts[0];
    if (!first) throw new Error('The story begins');
    expect(await project.create(first)).toMatchObject({
      ok: false,
      refusal: { code: 'ReleaseNotAdmitted', rule: 'REL-11', facts: { version: '2033.1' } },
    });
    expect(await listOpenAlarms(stack.db)).toMatchObject([
      { kind: 'release-not-admitted', subject: 'P-forged' },
    ]);
  });
});
