import { sql } from 'kysely';
import type { Instant } from '../../domain/kernel/local-date.ts';
import { dateAt } from '../../domain/kernel/local-date.ts';
import { type Refusal, refuse } from '../../domain/kernel/refusal.ts';
import { compareVersions } from '../../domain/policy/binding.ts';
import { decideRelease } from '../../domain/policy/decide-release.ts';
import { evolveRelease, type PolicyRelease, type ReleaseEvent } from '../../domain/policy/release.ts';
import type { ReleaseOutcome, ReleaseRequest, ReleaseStanding } from '../../domain/policy/release-outcome.ts';
import { releaseRefusal } from '../../domain/policy/release-refusals.ts';
import type { Database } from '../connection.ts';
import type { Trx } from '../transition/read-settings.ts';
import { findKey } from './keys.ts';
import { findDocument } from './pack-versions.ts';

/** Whether a signature was made over a release's document with a key; cryptography is the caller's. */
export type SignatureFits = (
  signable: { readonly releaseId: string; readonly document: string },
  by: { readonly publicKey: string; readonly signature: string },
) => boolean;

export interface ReleaseInput {
  readonly releaseId: string;
  readonly request: ReleaseRequest;
  readonly requestHash: string;
  /** workflow id and update id: the same key is recorded once, whoever repeats it. */
  readonly key: string;
  readonly nowMs: number;
}

interface Tools {
  readonly signatureFits: SignatureFits;
  /** The newest version shipped with the product. */
  readonly shippedVersion: string;
}

/** 记录 one command about a release in one transaction: event, signature and row, or with a refusal nothing. */
export async function recordReleaseCommand(
  db: Database,
  tools: Tools,
  input: ReleaseInput,
): Promise<ReleaseOutcome> {
  return db.transaction().execute(async (trx) => {
    const { releaseId, request, requestHash, key } = input;
    const before = await lockRelease(trx, releaseId);
    const answered = await findAnswer(trx, key);
    if (answered) return { ok: true, ...answered };
    const decided = await weigh(trx, tools, { ...input, before: before?.release ?? null });
    if (!decided.ok) return { ...refuse(decided.refusal), requestHash };
    const signedAt = new Date(input.nowMs).toISOString();
    const standing = await append(trx, before, {
      event: decided.value,
      key,
      requestHash,
      at: signedAt,
      releaseId,
    });
    if (request.command.type === 'SignRelease') {
      const { keyId, signature } = request.command.data;
      const userId = request.actor.userId;
      await trx
        .insertInto('pack_signature')
        .values({ release_id: releaseId, key_id: keyId, user_id: userId, signature, signed_at: signedAt })
        .execute();
    }
    return { ok: true, requestHash, standing };
  });
}

async function weigh(
  trx: Trx,
  { signatureFits, shippedVersion }: Tools,
  { before, request, releaseId, nowMs }: ReleaseInput & { readonly before: PolicyRelease | null },
) {
  const { command, actor } = request;
  const hash = command.type === 'ProposeRelease' ? command.data.packHash : (before?.packHash ?? '');
  const document = await findDocument(trx, hash);
  if (document === null) return refuse(documentMissing(hash));
  const key = command.type === 'SignRelease' ? await findKey(trx, command.data.keyId) : null;
  return decideRelease(before, command, {
    releaseId,
    actor,
    today: dateAt(nowMs),
    newestVersion: await newestVersion(trx, shippedVersion),
    key,
    signatureFits:
      command.type === 'SignRelease' &&
      key !== null &&
      signatureFits({ releaseId, document }, { publicKey: key.publicKey, signature: command.data.signature }),
  });
}

const documentMissing = (hash: string): Refusal => releaseRefusal('DocumentMissing', { hash });

/** The highest version that is shipped or of a release that has not ended without effect. */
async function newestVersion(trx: Trx, shippedVersion: string): Promise<string> {
  const rows = await trx
    .selectFrom('policy_release')
    .select('version')
    .where('status', 'not in', ['rejected', 'withdrawn', 'stopped'])
    .union(trx.selectFrom('pack_version').select('version').where('origin', '=', 'shipped'))
    .execute();
  return (
    [shippedVersion, ...rows.map(({ version }) => version)].sort(compareVersions).at(-1) ?? shippedVersion
  );
}

/** One change at a time over all releases: two proposals of one version cannot both be the newer one. */
export async function lockRelease(trx: Trx, releaseId: string): Promise<ReleaseStanding | null> {
  await sql`select pg_advisory_xact_lock(hashtext('policy_release'))`.execute(trx);
  const row = await trx
    .selectFrom('policy_release')
    .select(['state', 'last_seq'])
    .where('id', '=', releaseId)
    .executeTakeFirst();
  return row ? { release: row.state, seq: row.last_seq } : null;
}

/** What was answered under a key: the release as it stood right after that event. */
export async function findAnswer(db: Database | Trx, key: string) {
  const answered = await db
    .selectFrom('policy_release_event')
    .select(['release_id', 'seq', 'request_hash'])
    .where('command_key', '=', key)
    .executeTakeFirst();
  if (!answered) return null;
  const events = await db
    .selectFrom('policy_release_event')
    .select(['type', 'data', 'by_user as by'])
    .where('release_id', '=', answered.release_id)
    .where('seq', '<=', answered.seq)
    .orderBy('seq')
    .execute();
  // The columns of an event are written together from one; its type tells the shape of its data.
  const release = (events as unknown as ReleaseEvent[]).reduce<PolicyRelease | null>(evolveRelease, null);
  if (!release) throw new Error(`Release ${answered.release_id} has no events`);
  return { requestHash: answered.request_hash, standing: { release, seq: answered.seq } };
}

interface ToAppend {
  readonly releaseId: string;
  readonly event: ReleaseEvent;
  readonly key: string;
  readonly requestHash: string;
  readonly at: Instant;
}

/** Appends one event and writes the row it makes. */
export async function append(
  trx: Trx,
  before: ReleaseStanding | null,
  { releaseId, event, key, requestHash, at }: ToAppend,
): Promise<ReleaseStanding> {
  const release = evolveRelease(before?.release ?? null, event);
  const seq = (before?.seq ?? 0) + 1;
  await trx
    .insertInto('policy_release_event')
    .values({
      release_id: releaseId,
      seq,
      type: event.type,
      data: JSON.stringify(event.data),
      by_user: event.by,
      recorded_at: at,
      command_key: key,
      request_hash: requestHash,
    })
    .execute();
  const columns = {
    version: release.version,
    pack_hash: release.packHash,
    status: release.status,
    active_from: release.activation?.activeFrom ?? null,
    binding: release.activation?.binding ?? null,
    binds_from: release.activation?.bindsFrom ?? null,
    last_seq: seq,
    state: JSON.stringify(release),
    updated_at: at,
  };
  await trx
    .insertInto('policy_release')
    .values({ id: releaseId, ...columns })
    .onConflict((on) => on.column('id').doUpdateSet(columns))
    .execute();
  return { release, seq };
}
