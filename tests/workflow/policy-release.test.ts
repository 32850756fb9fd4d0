import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { revokeKey } from '../../db/policy/keys.ts';
import { readActiveReleases, readStoredRelease } from '../../db/policy/read-releases.ts';
import { addDays, dateAt, instantOn } from '../../domain/kernel/local-date.ts';
import { versionOn } from '../../domain/policy/binding.ts';
import type { ReleaseEvent } from '../../domain/policy/release.ts';
import { createPolicyCheck } from '../../rules/engine/policy.ts';
import { tinyPack, tinyRule } from '../../rules/engine/tiny-pack.fixture.ts';
import { dyingWorker } from '../support/dying.ts';
import {
  COUNSEL,
  driveRelease,
  FINANCE,
  keyOf,
  OPERATOR,
  OWNER,
  type ReleaseDriver,
} from '../support/releases.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';
import { skipTime } from '../support/time.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const today = dateAt(Date.now());
const HOUR = 3_600_000;
let number = 1;
/** A trial pack under a number nobody has used. */
const nextPacks = (change: Record<string, unknown> = {}) => [
  tinyPack({ version: `2030.${(number += 1)}`, ...change }),
];

async function open(id: string, packs = nextPacks()): Promise<ReleaseDriver> {
  const release = driveRelease(stack, id, packs);
  expect(await release.propose()).toMatchObject({ ok: true, standing: { release: { status: 'examining' } } });
  await reaches(release, 'signing');
  return release;
}

const reaches = (release: ReleaseDriver, status: string) =>
  vi.waitFor(async () => expect((await release.row()).status).toBe(status), {
    timeout: 20_000,
    interval: 50,
  });

const eventOf = ({ releaseId }: ReleaseDriver, type: ReleaseEvent['type']) =>
  stack.db
    .selectFrom('policy_release_event')
    .selectAll()
    .where('release_id', '=', releaseId)
    .where('type', '=', type)
    .executeTakeFirstOrThrow();

const refused = (code: string) => ({ ok: false, refusal: { code, citation: { confidence: 'D' } } });

async function signedTwice(id: string, packs = nextPacks()): Promise<ReleaseDriver> {
  const release = await open(id, packs);
  expect(await release.sign(FINANCE, await keyOf(stack, FINANCE))).toMatchObject({ ok: true });
  expect(await release.sign(COUNSEL, await keyOf(stack, COUNSEL))).toMatchObject({
    ok: true,
    standing: { release: { status: 'signed' } },
  });
  return release;
}

describe('examination', () => {
  test('lint, examples and the backtest are attached before anybody can sign', async () => {
    const row = await (await open('R-examined')).row();
    expect(row.examination).toMatchObject({ passed: true, rules: 1, examples: 2, broken: [] });
    expect(row.backtest).toMatchObject({ decisions: 0, changed: 0 });
  });

  test('packs whose own examples fail are rejected and cannot be signed', async () => {
    const examples = [
      { expect: 'passes', facts: { days: 19 } },
      { expect: 'fires', facts: { days: 20 } },
    ];
    const release = driveRelease(stack, 'R-broken', nextPacks({ rules: [{ ...tinyRule(), examples }] }));
    await release.propose();
    await reaches(release, 'rejected');
    expect((await release.row()).examination?.broken).toHaveLength(2);
  });

  test('a version that is not newer, and a person without the post, are refused; no release is left', async () => {
    const old = driveRelease(stack, 'R-old', [tinyPack({ version: '2026.1' })]);
    expect(await old.propose()).toMatchObject(refused('VersionNotNewer'));
    const stranger = driveRelease(stack, 'R-stranger', nextPacks());
    await expect(stranger.propose('propose', 'shahe-handler')).resolves.toMatchObject(refused('NotEntitled'));
    await expect(old.row()).rejects.toThrow();
  });
});

describe('signatures', () => {
  test('one is not enough: it cannot be given a day, and the database itself refuses it as active', async () => {
    const release = await open('R-one');
    expect(await release.sign(FINANCE, await keyOf(stack, FINANCE))).toMatchObject({ ok: true });
    const activation = { activeFrom: today, binding: 'all', bindsFrom: null } as const;
    expect(await release.schedule(activation)).toMatchObject(refused('NotNow'));
    const forced = sql`update policy_release set status = 'active', active_from = ${today}, binding = 'all' where id = 'R-one'`;
    await expect(forced.execute(stack.db)).rejects.toThrow('fewer than two signatures');
  });

  test('the same key twice, and the same person with another key, are refused', async () => {
    const release = await open('R-twice');
    const key = await keyOf(stack, FINANCE);
    await release.sign(FINANCE, key);
    expect(await release.sign(FINANCE, key)).toMatchObject(refused('SignedAlready'));
    expect(await release.sign(FINANCE, await keyOf(stack, FINANCE))).toMatchObject(refused('SignedAlready'));
    expect(await release.sign(COUNSEL, key)).toMatchObject(refused('KeyNotYours'));
  });

  test('a revoked key and one outside its validity are refused', async () => {
    const release = await open('R-revoked');
    const revoked = await keyOf(stack, FINANCE);
    await revokeKey(stack.db, revoked.keyId, { userId: OPERATOR, reason: '遗失' });
    expect(await release.sign(FINANCE, revoked)).toMatchObject(refused('KeyNotUsable'));
    const early = await keyOf(stack, COUNSEL, { from: addDays(today, 1) });
    expect(await release.sign(COUNSEL, early)).toMatchObject(refused('KeyNotUsable'));
    const late = await keyOf(stack, COUNSEL, { from: addDays(today, -9), until: today });
    expect(await release.sign(COUNSEL, late)).toMatchObject(refused('KeyNotUsable'));
  });

  test('a signature over another document, or for another release, does not fit', async () => {
    const release = await open('R-tampered');
    const other = await open('R-other');
    const key = await keyOf(stack, FINANCE);
    expect(await release.sign(FINANCE, key, `${release.document.document} `)).toMatchObject(
      refused('SignatureWrong'),
    );
    expect(await release.sign(FINANCE, key, other.document.document)).toMatchObject(
      refused('SignatureWrong'),
    );
    expect((await release.row()).state.signatures).toEqual([]);
  });
});

describe('activation', () => {
  test('comes on the day that was named, by the workflow’s own clock, and not before', async () => {
    const release = await signedTwice('R-dated');
    const activeFrom = addDays(today, 40);
    await release.schedule({ activeFrom, binding: 'newProjects', bindsFrom: null });
    await skipTime(stack, release.workflowId, 39 * 24 * HOUR);
    expect((await release.row()).status).toBe('scheduled');
    await skipTime(stack, release.workflowId, Date.parse(instantOn(activeFrom, 1)) - Date.now());
    await reaches(release, 'active');
    expect(await release.row()).toMatchObject({ active_from: activeFrom, binding: 'newProjects' });
    const { recorded_at } = await eventOf(release, 'ReleaseActivated');
    expect(recorded_at >= instantOn(activeFrom, 0)).toBe(true);
  });

  test('a day can be changed until it comes, but not to one that has passed', async () => {
    const release = await signedTwice('R-moved');
    await release.schedule({ activeFrom: addDays(today, 300), binding: 'all', bindsFrom: null });
    const past = { activeFrom: addDays(today, -1), binding: 'all', bindsFrom: null } as const;
    expect(await release.schedule(past)).toMatchObject(refused('ActivationInThePast'));
    const halved = { activeFrom: today, binding: 'fromDate', bindsFrom: null } as const;
    expect(await release.schedule(halved)).toMatchObject(refused('BindingIncoherent'));
    await release.schedule({ activeFrom: today, binding: 'fromDate', bindsFrom: addDays(today, 30) });
    await reaches(release, 'active');
  });

  test('a key revoked while the release waits for its day stops it', async () => {
    const release = await open('R-stopped');
    const key = await keyOf(stack, FINANCE);
    await release.sign(FINANCE, key);
    await release.sign(COUNSEL, await keyOf(stack, COUNSEL));
    await release.schedule({ activeFrom: addDays(today, 2), binding: 'all', bindsFrom: null });
    await revokeKey(stack.db, key.keyId, { userId: OPERATOR, reason: '遗失' });
    await skipTime(stack, release.workflowId, 3 * 24 * HOUR);
    await reaches(release, 'stopped');
    const { data } = await eventOf(release, 'ReleaseStopped');
    expect(JSON.stringify(data)).toContain(key.keyId);
  });

  test('a withdrawn release ends, and its version is free again', async () => {
    const packs = nextPacks();
    const release = await open('R-withdrawn', packs);
    await release.execute(OWNER, { type: 'WithdrawRelease', data: { reason: '重拟' } });
    expect((await release.row()).status).toBe('withdrawn');
    await open('R-withdrawn-again', packs);
  });

  test('a document changed behind the program’s back is not admitted, and nothing older decides instead', async () => {
    const release = await signedTwice('R-changed');
    await release.schedule({ activeFrom: today, binding: 'all', bindsFrom: null });
    await reaches(release, 'active');
    const { version } = release.document;
    const stored = await readStoredRelease(stack.db, version);
    if (!stored) throw new Error('The release is stored');
    expect(createPolicyCheck().admit(stored)).toBeNull();
    const changed = stored.document.replace('"value":20', '"value":2');
    expect(changed).not.toBe(stored.document);
    expect(createPolicyCheck().admit({ ...stored, document: changed })).toContain('hash');
    expect(createPolicyCheck().admit({ ...stored, signatures: stored.signatures.slice(1) })).toContain(
      'signatures',
    );
    const twice = [stored.signatures[0], stored.signatures[0]].flatMap((one) => one ?? []);
    expect(createPolicyCheck().admit({ ...stored, signatures: twice })).toContain('signatures');
    expect(createPolicyCheck().admit({ ...stored, origin: 'shipped' })).toContain(
      'not one that this product ships',
    );
    await expect(
      sql`update pack_version set document = document || ' ' where version = ${version}`.execute(stack.db),
    ).rejects.toThrow('append-only');
  });

  test('a roll back is a new version with the old content', async () => {
    const first = await signedTwice('R-first');
    await first.schedule({ activeFrom: today, binding: 'all', bindsFrom: null });
    await reaches(first, 'active');
    const bad = await signedTwice('R-bad', nextPacks({ title: { zh: '误改', en: 'Mistake' } }));
    await bad.schedule({ activeFrom: today, binding: 'all', bindsFrom: null });
    await reaches(bad, 'active');
    const back = await signedTwice('R-back');
    await back.schedule({ activeFrom: today, binding: 'all', bindsFrom: null });
    await reaches(back, 'active');
    const releases = await readActiveReleases(stack.db);
    expect(versionOn(releases, { pinned: bad.document.version, on: today })).toBe(back.document.version);
  });
});

test.each(['ProposeRelease', 'SignRelease', 'ScheduleRelease'] as const)(
  'a worker killed between the commit of %s and its completion: it is there once and the release goes on',
  async (command) => {
    const release = driveRelease(stack, `R-killed-${command}`, nextPacks());
    const [finance, counsel] = [await keyOf(stack, FINANCE), await keyOf(stack, COUNSEL)];
    const acts: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['ProposeRelease', () => release.propose()],
      ['SignRelease', () => release.sign(FINANCE, finance)],
      ['SecondSignature', () => release.sign(COUNSEL, counsel)],
      ['ScheduleRelease', () => release.schedule({ activeFrom: today, binding: 'all', bindsFrom: null })],
    ];
    for (const [name, act] of acts) {
      if (name === command) {
        await stack.stopWorker();
        const dying = await dyingWorker(stack, command);
        const answer = act();
        expect(await dying.gone).toBe('SIGKILL');
        await stack.restartWorker();
        expect(await answer).toMatchObject({ ok: true });
      } else expect(await act()).toMatchObject({ ok: true });
      if (name === 'ProposeRelease') await reaches(release, 'signing');
    }
    await reaches(release, 'active');
    const events = await stack.db
      .selectFrom('policy_release_event')
      .select(['seq', 'type'])
      .where('release_id', '=', release.releaseId)
      .orderBy('seq')
      .execute();
    expect(events.map(({ type }) => type)).toEqual([
      'ReleaseProposed',
      'ReleaseExamined',
      'BacktestAttached',
      'ReleaseSigned',
      'ReleaseSigned',
      'ReleaseScheduled',
      'ReleaseActivated',
    ]);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  },
);
