import { sql } from 'kysely';
import { caseRefusal } from '../../domain/approval/case-refusals.ts';
import type { Flow } from '../../domain/approval/flow.ts';
import { CATALOGUE_CHANGE_FLOW } from '../../domain/approval/flows/catalogue-change.ts';
import { type CatalogChange, catalogChange, type ItemContent } from '../../domain/catalog/change.ts';
import { addDays, dateAt, type Instant, type LocalDate } from '../../domain/kernel/local-date.ts';
import { accept, type Result, refuse } from '../../domain/kernel/refusal.ts';
import type { Facts } from '../../domain/policy/types.ts';
import type { Trx } from '../transition/read-settings.ts';

/** What the approval of a case does besides ending it; written in the same transaction. */
export type Effect = (trx: Trx, caseId: string) => Promise<void>;

interface About {
  /** Empty while the case has none yet: then it is only asked whether the change fits. */
  readonly caseNo: string;
  readonly flow: Flow;
  readonly form: Facts;
  readonly regionCode: string;
  readonly now: Instant;
}

/** Is this one of the flows that change a catalogue, alone or with a suffix (`catalogue-change.county`)? */
const changesCatalogue = ({ id }: Flow): boolean =>
  id === CATALOGUE_CHANGE_FLOW || id.startsWith(`${CATALOGUE_CHANGE_FLOW}.`);

/**
 * 目录调整 the effect of an approved change: a new version of the region's own catalogue, public from the next day. Null for
 * other flows; refused where the region has no catalogue, or the change does not fit the one in force.
 */
export async function effectOf(
  trx: Trx,
  { caseNo, flow, form, regionCode, now }: About,
): Promise<Result<Effect | null>> {
  if (!changesCatalogue(flow)) return accept(null);
  const latest = await trx
    .selectFrom('catalogue_version')
    .select(['id', 'year', 'published_on'])
    .where('region_code', '=', regionCode)
    .where('superseded_on', 'is', null)
    .where('published_on', 'is not', null)
    .orderBy('published_on', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!latest?.published_on) return refuse(caseRefusal('NoCatalogue', { regionCode }));
  const code = String(form['itemCode']);
  const present = await readItem(trx, latest.id, code);
  const asked = catalogChange(form, present, await hasItemsBelow(trx, latest.id, code));
  if (!asked.ok) return asked;
  const next = [dateAt(Date.parse(now)), latest.published_on].map((on) => addDays(on, 1)).toSorted();
  const effectiveOn = next.at(-1) ?? latest.published_on;
  const basis = { id: latest.id, year: latest.year, regionCode };
  return accept((trx, caseId) =>
    apply(trx, { caseId, caseNo, basis, present, asked: asked.value, effectiveOn, now }),
  );
}

async function hasItemsBelow(trx: Trx, versionId: string, code: string): Promise<boolean> {
  const row = await trx
    .selectFrom('catalogue_item')
    .select('code')
    .where('version_id', '=', versionId)
    .where('parent_code', '=', code)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function readItem(trx: Trx, versionId: string, code: string): Promise<ItemContent | null> {
  const row = await trx
    .selectFrom('catalogue_item')
    .selectAll()
    .where('version_id', '=', versionId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!row) return null;
  return {
    name: row.name,
    // Level, nature and responsible level are held to these words by the table's constraints.
    level: row.level as ItemContent['level'],
    sector: row.sector,
    nature: row.nature as ItemContent['nature'],
    basicPublicService: row.basic_public_service,
    standardRef: row.standard_ref,
    responsibleLevel: row.responsible_level as ItemContent['responsibleLevel'],
    parentCode: row.parent_code,
  };
}

interface Applying {
  readonly caseId: string;
  readonly caseNo: string;
  readonly basis: { readonly id: string; readonly year: number; readonly regionCode: string };
  readonly present: ItemContent | null;
  readonly asked: CatalogChange;
  readonly effectiveOn: LocalDate;
  readonly now: Instant;
}

/** Copies the version with the one item changed; the version before is superseded and stays as it was. */
async function apply(
  trx: Trx,
  { caseId, caseNo, basis, present, asked, effectiveOn, now }: Applying,
): Promise<void> {
  const versionId = `${basis.regionCode}-${caseNo}`;
  const { code, item, change } = asked;
  await trx
    .updateTable('catalogue_version')
    .set({ superseded_on: effectiveOn })
    .where('id', '=', basis.id)
    .execute();
  await trx
    .insertInto('catalogue_version')
    .values({
      ...{ id: versionId, region_code: basis.regionCode, year: basis.year, basis: `目录调整 ${caseNo}` },
      ...{ published_on: effectiveOn, superseded_on: null },
    })
    .execute();
  await sql`insert into catalogue_item (version_id, code, parent_code, level, name, sector, nature,
      basic_public_service, standard_ref, responsible_level, provenance, confirmed)
    select ${versionId}, code, parent_code, level, name, sector, nature,
      basic_public_service, standard_ref, responsible_level, provenance, confirmed
    from catalogue_item where version_id = ${basis.id} and code <> ${code}`.execute(trx);
  if (item) {
    await trx
      .insertInto('catalogue_item')
      .values({
        ...{ version_id: versionId, code, parent_code: item.parentCode, level: item.level, name: item.name },
        ...{ sector: item.sector, nature: item.nature, basic_public_service: item.basicPublicService },
        ...{ standard_ref: item.standardRef, responsible_level: item.responsibleLevel },
        // Approved here; whether the code is that of the printed catalogue nobody has confirmed.
        ...{ provenance: `目录调整 ${caseNo}`, confirmed: false },
      })
      .execute();
  }
  await trx
    .insertInto('catalogue_change')
    .values({
      ...{ case_id: caseId, version_before: basis.id, version_after: versionId, change, item_code: code },
      item_before: present && JSON.stringify(present),
      item_after: item && JSON.stringify(item),
      ...{ effective_on: effectiveOn, recorded_at: now },
    })
    .execute();
}
