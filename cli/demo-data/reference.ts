import type { Database } from '../../db/connection.ts';
import { loadFlows } from './flows.ts';
import { loadOrganisation } from './organisation.ts';
import { orgs, users } from './people.ts';
import { regions } from './places.ts';
import { registeredIn } from './providers.ts';
import { regionSettings } from './settings.ts';
import type { DemoWorld } from './world.ts';

interface Options {
  /** Multiplies every appropriation; load tests want lines that do not run dry. */
  readonly budgetFactor?: number;
}

/** Inserts all reference data in one transaction; what is there already stays as it is. */
export async function loadReferenceData(
  db: Database,
  world: DemoWorld,
  { budgetFactor = 1 }: Options = {},
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await loadPlacesAndPeople(trx);
    await loadOrganisation(trx);
    await loadFlows(trx);
    await loadSettings(trx);
    await loadCatalogue(trx, world);
    await loadProviders(trx, world);
    await loadBudgets(trx, world, budgetFactor);
  });
}

async function loadPlacesAndPeople(db: Database): Promise<void> {
  await db
    .insertInto('region')
    .values(regions.map(({ code, name, level, parent }) => ({ code, name, level, parent_code: parent })))
    .onConflict((on) => on.doNothing())
    .execute();
  await db
    .insertInto('org')
    .values(
      orgs.map(({ region, sectors, buys: _, ...org }) => ({
        ...org,
        region_code: region,
        sectors: [...sectors],
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute();
  await db
    .insertInto('app_user')
    .values(users.map(({ id, name, orgId }) => ({ id, name, org_id: orgId })))
    .onConflict((on) => on.doNothing())
    .execute();
  await db
    .insertInto('user_post')
    .values(users.map(({ id, role, orgId }) => ({ user_id: id, role, org_id: orgId })))
    .onConflict((on) => on.doNothing())
    .execute();
}

async function loadSettings(db: Database): Promise<void> {
  await db
    .insertInto('region_setting')
    .values(
      regionSettings.map(({ region, kind, effectiveFrom, citation, data }) => ({
        region_code: region,
        kind,
        effective_from: effectiveFrom,
        confirmed: false,
        citation,
        data: JSON.stringify(data),
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute();
}

async function loadCatalogue(db: Database, { catalogue }: DemoWorld): Promise<void> {
  await db
    .insertInto('catalogue_version')
    .values(
      catalogue.map(({ id, region, year, basis, publishedOn, supersededOn }) => ({
        id,
        region_code: region,
        year,
        basis,
        published_on: publishedOn,
        superseded_on: supersededOn,
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute();
  const items = catalogue.flatMap((version) =>
    version.lines.map((line) => ({
      version_id: version.id,
      code: line.code,
      parent_code: line.parent,
      level: line.level,
      name: line.name,
      sector: line.sector,
      nature: line.nature,
      basic_public_service: line.basic,
      standard_ref: line.standard,
      responsible_level: line.responsible,
      provenance: line.provenance,
      confirmed: false,
    })),
  );
  await db
    .insertInto('catalogue_item')
    .values(items)
    .onConflict((on) => on.doNothing())
    .execute();
}

async function loadProviders(db: Database, { providers }: DemoWorld): Promise<void> {
  await db
    .insertInto('provider')
    .values(
      providers.map((one) => ({
        id: one.id,
        org_id: one.orgId,
        name: one.name,
        kind: one.kind,
        size_class: one.sizeClass,
        social_organisation: one.socialOrganisation,
        certificate_no: one.certificateNo,
        decision_record_ref: one.decisionRecordRef,
        separate_accounts: one.separateAccounts,
        on_credit_list: one.onCreditList,
        banned_until: one.bannedUntil,
        last_grade: one.lastGrade && JSON.stringify(one.lastGrade),
        capabilities: [...one.capabilities],
        status: one.standing,
        until: one.bannedUntil,
        region_code: registeredIn(one.id),
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute();
}

/** A line starts empty; its approved money comes by a posting, so that the balances are the sum of their postings. */
async function loadBudgets(db: Database, { budgetLines }: DemoWorld, factor: number): Promise<void> {
  const added = await db
    .insertInto('budget_line')
    .values(
      budgetLines.map((line) => ({
        id: line.id,
        org_id: line.orgId,
        fiscal_year: line.fiscalYear,
        name: line.name,
        source: line.source,
        permitted_sectors: [...line.permittedSectors],
        approved_on: line.approvedOn,
        approval_ref: line.approvalRef,
        in_service_table: line.inServiceTable,
      })),
    )
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute();
  const isNew = new Set(added.map(({ id }) => id));
  const postings = budgetLines
    .filter(({ id, approvedFen }) => isNew.has(id) && approvedFen > 0)
    .map(({ id, approvedFen, approvalRef }) => ({
      line_id: id,
      project_id: null,
      seq: null,
      from_bucket: 'appropriation',
      to_bucket: 'available',
      amount_fen: approvedFen * factor,
      note: approvalRef ?? '',
    }));
  if (postings.length > 0) await db.insertInto('budget_posting').values(postings).execute();
}
