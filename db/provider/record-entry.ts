import type { UserId } from '../../domain/kernel/brand.ts';
import type { Instant, LocalDate } from '../../domain/kernel/local-date.ts';
import { type Refusal, type Result, refuse } from '../../domain/kernel/refusal.ts';
import { refusalFrom } from '../../domain/policy/refusal.ts';
import type { PolicyCheck } from '../../domain/policy/types.ts';
import {
  decideEntry,
  ENTRY_REGION,
  type EntryCommand,
  type ProviderEntry,
} from '../../domain/provider/entry.ts';
import { verificationFacts } from '../../domain/provider/entry-facts.ts';
import type { Database } from '../connection.ts';
import { eventHash } from '../transition/append-events.ts';
import type { Trx } from '../transition/read-settings.ts';

export interface EntryOrder {
  readonly providerId: string;
  readonly command: EntryCommand;
  readonly expectedRevision: number;
  readonly key: string;
  readonly requestHash: string;
  readonly by: UserId;
  readonly on: LocalDate;
  readonly now: Instant;
}

/** What became of an order: recorded, refused, or not applicable for one of three reasons. */
export type EntryOutcome =
  | { readonly kind: 'recorded'; readonly entry: ProviderEntry; readonly revision: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'stale'; readonly revision: number }
  | { readonly kind: 'unknown' | 'keyReused' };

/** 名录办理 records one command on an entry in one transaction: the event with its chain, and the row. */
export function recordEntry(db: Database, policy: PolicyCheck, order: EntryOrder): Promise<EntryOutcome> {
  return db.transaction().execute(async (trx): Promise<EntryOutcome> => {
    const row = await lockEntry(trx, order.providerId);
    if (!row) return { kind: 'unknown' };
    const entry = entryOf(row);
    const before = await trx
      .selectFrom('provider_event')
      .select('request_hash')
      .where('command_key', '=', order.key)
      .executeTakeFirst();
    if (before) {
      return before.request_hash === order.requestHash
        ? { kind: 'recorded', entry, revision: row.revision }
        : { kind: 'keyReused' };
    }
    if (order.expectedRevision !== row.revision) return { kind: 'stale', revision: row.revision };
    const decided = await weighEntry(trx, policy, { entry, order });
    if (!decided.ok) return { kind: 'refused', refusal: decided.refusal };
    const revision = row.revision + 1;
    await write(trx, order, { entry: decided.value, revision, prevHash: row.last_hash });
    return { kind: 'recorded', entry: decided.value, revision };
  });
}

const lockEntry = (trx: Trx, providerId: string) =>
  trx.selectFrom('provider').selectAll().where('id', '=', providerId).forUpdate().executeTakeFirst();

export type ProviderRecord = NonNullable<Awaited<ReturnType<typeof lockEntry>>>;

/** The entry as the domain decides on it. */
export const entryOf = (row: ProviderRecord): ProviderEntry => ({
  // kept to the domain's words by whoever writes the directory.
  kind: row.kind as ProviderEntry['kind'],
  status: row.status,
  proofs: row.proofs,
  lastCheck: row.last_check,
  until: row.until,
  reason: row.reason,
  stage: row.stage,
  trainings: row.trainings,
  capabilities: row.capabilities,
  acceptedTrials: row.accepted_trials,
  registeredIn: row.region_code,
});

interface ToWeigh {
  readonly entry: ProviderEntry;
  readonly order: EntryOrder;
}

async function weighEntry(
  trx: Trx,
  policy: PolicyCheck,
  { entry, order: { command, on } }: ToWeigh,
): Promise<Result<ProviderEntry>> {
  if (command.verb === 'Verify') {
    const treatsCrops = await offersPlantProtection(trx, entry.capabilities);
    const verdict = await policy.check({
      checkpoint: 'VerifyProvider',
      facts: verificationFacts(command, treatsCrops),
      legalDate: on,
      regionCode: entry.registeredIn ?? '',
      packVersion: null,
      sectors: treatsCrops ? ['农业农村'] : [],
    });
    const refusal = refusalFrom(verdict, {});
    if (refusal) return refuse(refusal);
  }
  return decideEntry(entry, command, { on, region: ENTRY_REGION });
}

/** The item's name tells, as for projects, since the catalogue's codes are not confirmed yet. */
async function offersPlantProtection(trx: Trx, capabilities: readonly string[]): Promise<boolean> {
  if (capabilities.length === 0) return false;
  const row = await trx
    .selectFrom('catalogue_item')
    .select('code')
    .where('code', 'in', [...capabilities])
    .where((eb) => eb.or([eb('name', 'like', '%病虫害%'), eb('name', 'like', '%植物保护%')]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

interface ToWrite {
  readonly entry: ProviderEntry;
  readonly revision: number;
  readonly prevHash: string;
}

async function write(trx: Trx, order: EntryOrder, { entry, revision, prevHash }: ToWrite): Promise<void> {
  const { command, by, on, now } = order;
  const hash = eventHash(prevHash, revision, { command, by, on, now });
  await trx
    .insertInto('provider_event')
    .values({
      provider_id: order.providerId,
      seq: revision,
      command: JSON.stringify(command),
      by_user_id: by,
      occurred_on: on,
      recorded_at: now,
      command_key: order.key,
      request_hash: order.requestHash,
      prev_hash: prevHash,
      hash,
    })
    .execute();
  await trx
    .updateTable('provider')
    .set({
      status: entry.status,
      until: entry.until,
      reason: entry.reason,
      proofs: JSON.stringify(entry.proofs),
      last_check: entry.lastCheck && JSON.stringify(entry.lastCheck),
      stage: entry.stage,
      trainings: JSON.stringify(entry.trainings),
      capabilities: [...entry.capabilities],
      accepted_trials: entry.acceptedTrials,
      // What the rules on a choice read (SUP-03, SUP-04).
      banned_until: entry.status === 'banned' ? entry.until : null,
      ...(entry.lastCheck && { on_credit_list: entry.lastCheck.listed }),
      revision,
      last_hash: hash,
    })
    .where('id', '=', order.providerId)
    .execute();
}
