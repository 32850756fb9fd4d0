import type { ExpressionBuilder } from 'kysely';
import type { OrgKind, Parties } from '../../domain/approval/types.ts';
import type { BudgetLine } from '../../domain/budget/types.ts';
import type { Application, CatalogItem } from '../../domain/catalog/types.ts';
import type { OrgId, UserId } from '../../domain/kernel/brand.ts';
import { invariant } from '../../domain/kernel/invariant.ts';
import type { Instant, LocalDate } from '../../domain/kernel/local-date.ts';
import type { Command } from '../../domain/project/commands.ts';
import type { ProjectFile } from '../../domain/project/file.ts';
import type { ProjectProcess } from '../../domain/project/process.ts';
import type { BuyerOrg, References } from '../../domain/project/references.ts';
import type { Provider } from '../../domain/provider/types.ts';
import { findLine } from '../budget/budget-line.ts';
import type { Database } from '../connection.ts';
import { publishedYears, readPayments } from '../queries/overdue-list.ts';
import type { Tables } from '../tables.ts';
import { readPinnedFlow, readProjectOrganisation } from './project-approval.ts';
import { lineage, readCalendar, readSettings, type Trx } from './read-settings.ts';
import { lineWanted, providersWanted } from './wanted.ts';

export interface Wanted {
  readonly projectId: string;
  readonly file: ProjectFile | null;
  readonly process: ProjectProcess | null;
  readonly command: Command;
  readonly actor: UserId;
  readonly today: LocalDate;
  readonly now: Instant;
}

/** Reads what a decision on this command needs to know beyond the project's own file. */
export async function readReferences(trx: Trx, wanted: Wanted): Promise<References> {
  const { file, process, command, today } = wanted;
  const application = command.type === 'CreateProject' ? command.data.application : file?.application;
  invariant(application, 'A command concerns a project with an application');
  const buyer = await readBuyer(trx, application.buyerOrgId);
  const regions = await lineage(trx, buyer.regionCode);
  const catalogItem =
    file?.catalogItem ?? (await readCatalogItem(trx, { regions, code: application.catalogItemCode, today }));
  const seats = await readSeats(trx, {
    buyerOrgId: buyer.orgId,
    regions,
    sector: catalogItem?.sector ?? null,
  });
  return {
    calendar: await readCalendar(trx),
    ...(await readSettings(trx, regions, today)),
    buyer,
    seats,
    organisation: await readProjectOrganisation(trx, { ...wanted, seats }),
    flow: await readPinnedFlow(trx, process),
    catalogItem,
    budgetLine: await readBudgetLine(trx, lineWanted(command, file)),
    providers: await readProviders(trx, providersWanted(command, file)),
    ...(await readOverdue(trx, wanted, buyer.orgId)),
    sameClass: await readSameClass(trx, wanted, application),
  };
}

async function readBuyer(trx: Trx, orgId: string): Promise<BuyerOrg> {
  const row = await trx.selectFrom('org').selectAll().where('id', '=', orgId).executeTakeFirst();
  invariant(row, `No organisation ${orgId}`);
  return {
    orgId: row.id,
    name: row.name,
    // kind and level are kept to the domain's words by whoever loads organisations.
    kind: row.kind as OrgKind,
    regionCode: row.region_code,
    level: row.level as BuyerOrg['level'],
  };
}

interface ItemWanted {
  readonly regions: readonly string[];
  readonly code: string;
  readonly today: LocalDate;
}

/** From the version in force where it is listed, else from one not public yet: the rules tell the two apart. */
async function readCatalogItem(trx: Trx, { regions, code, today }: ItemWanted): Promise<CatalogItem | null> {
  const row = await trx
    .selectFrom('catalogue_item as item')
    .innerJoin('catalogue_version as version', 'version.id', 'item.version_id')
    .selectAll('item')
    .select(['version.region_code', 'version.published_on'])
    .where('item.code', '=', code)
    .where('version.region_code', 'in', regions)
    .where((eb) => eb.or([eb('version.superseded_on', 'is', null), eb('version.superseded_on', '>', today)]))
    .orderBy(
      (eb) => eb('version.published_on', '<=', today),
      (order) => order.desc().nullsLast(),
    )
    .orderBy('version.published_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    code: row.code,
    name: row.name,
    // Checked by the table's constraints.
    level: row.level as CatalogItem['level'],
    sector: row.sector,
    nature: row.nature as CatalogItem['nature'],
    basicPublicService: row.basic_public_service,
    standardRef: row.standard_ref,
    responsibleLevel: row.responsible_level as CatalogItem['responsibleLevel'],
    versionId: row.version_id,
    regionCode: row.region_code,
    publishedOn: row.published_on,
    confirmed: row.confirmed,
  };
}

interface SeatsWanted {
  readonly buyerOrgId: OrgId;
  readonly regions: readonly string[];
  readonly sector: string | null;
}

/** 综合: the department that takes sectors without one of their own. */
const GENERAL_SECTOR = '综合';

/** 参与方 the organisations that take the seats around a buyer, the nearest in its regions first. */
export async function readSeats(
  db: Database,
  { buyerOrgId, regions, sector }: SeatsWanted,
): Promise<Parties> {
  const orgs = await db
    .selectFrom('org')
    .select(['id', 'kind', 'region_code', 'sectors'])
    .where('region_code', 'in', regions)
    .execute();
  const ranked = regions.flatMap((code) => orgs.filter((org) => org.region_code === code));
  const first = (kind: OrgKind, owns?: string): string | null =>
    ranked.find((org) => org.kind === kind && (owns === undefined || org.sectors.includes(owns)))?.id ?? null;
  return {
    buyer: buyerOrgId,
    sector:
      sector === null
        ? null
        : (first('countyDepartment', sector) ?? first('countyDepartment', GENERAL_SECTOR)),
    countyFinance: first('countyFinance'),
    cityFinance: first('cityFinance'),
    agency: null,
    provider: null,
    reformOffice: first('reformOffice'),
  };
}

const readBudgetLine = async (trx: Trx, id: string | null): Promise<BudgetLine | null> =>
  id === null ? null : findLine(trx, id);

async function readProviders(trx: Trx, ids: readonly string[]): Promise<References['providers']> {
  if (ids.length === 0) return {};
  const rows = await trx.selectFrom('provider').selectAll().where('id', 'in', ids).execute();
  return Object.fromEntries(
    rows.map((row): [string, Provider] => [
      row.id,
      {
        id: row.id,
        orgId: row.org_id,
        name: row.name,
        // kind and size are kept to the domain's words by whoever loads the directory.
        kind: row.kind as Provider['kind'],
        sizeClass: row.size_class as Provider['sizeClass'],
        socialOrganisation: row.social_organisation,
        certificateNo: row.certificate_no,
        decisionRecordRef: row.decision_record_ref,
        separateAccounts: row.separate_accounts,
        onCreditList: row.on_credit_list,
        bannedUntil: row.banned_until,
        lastGrade: row.last_grade,
        capabilities: row.capabilities,
        standing: row.status,
      },
    ]),
  );
}

/** 逾期清单 asked for only when the project is closed (PAY-07). */
async function readOverdue(
  trx: Trx,
  { command, projectId }: Wanted,
  buyerOrgId: string,
): Promise<Pick<References, 'payments' | 'overdueListYears'>> {
  if (command.type !== 'ArchiveProject') return { payments: [], overdueListYears: [] };
  return {
    payments: await readPayments(trx, projectId),
    overdueListYears: await publishedYears(trx, buyerOrgId),
  };
}

/** 同类合并计算 asked for only when the method is chosen (MTH-03, MTH-04). */
async function readSameClass(
  trx: Trx,
  wanted: Wanted,
  application: Application,
): Promise<References['sameClass']> {
  if (wanted.command.type !== 'ChooseMethod') return { nonOpenFen: 0, belowLimitFen: 0 };
  const sum = (eb: ExpressionBuilder<Tables, 'project'>, method: '<>' | '=', value: string) =>
    eb.fn.coalesce(eb.fn.sum<number>('amount_fen').filterWhere('method', method, value), eb.lit(0));
  const row = await trx
    .selectFrom('project')
    .select((eb) => [
      sum(eb, '<>', 'openTender').as('non_open'),
      sum(eb, '=', 'internalSelection').as('below_limit'),
    ])
    .where('buyer_org_id', '=', application.buyerOrgId)
    .where('fiscal_year', '=', application.fiscalYear)
    .where('item_code', '=', application.catalogItemCode)
    .where('id', '<>', wanted.projectId)
    .where('state', 'not in', ['rejected', 'withdrawn', 'cancelled'])
    .executeTakeFirstOrThrow();
  return { nonOpenFen: Number(row.non_open), belowLimitFen: Number(row.below_limit) };
}
