import type { OrgKind, Parties } from '../../../domain/approval/types.ts';
import type { Sector } from '../../../domain/catalog/types.ts';
import type { OrgId } from '../../../domain/kernel/brand.ts';
import { orgs } from '../people.ts';
import { CITY, countyOf, type DemoOrg } from '../places.ts';

/** 综合: the department that takes sectors without one of their own. */
const GENERAL_SECTOR: Sector = '综合';

/** Who takes which seat, from the buyer's region and the item's sector: the answer that the database gives as well. */
export function seatsFor(buyer: DemoOrg, sector: Sector | null): Parties {
  const county = countyOf(buyer.region);
  const first = (kind: OrgKind, owns?: Sector): OrgId | null =>
    orgs.find(
      (org) =>
        org.region === county && org.kind === kind && (owns === undefined || org.sectors.includes(owns)),
    )?.id ?? null;
  return {
    buyer: buyer.id,
    sector:
      sector === null
        ? null
        : (first('countyDepartment', sector) ?? first('countyDepartment', GENERAL_SECTOR)),
    countyFinance: first('countyFinance'),
    cityFinance: orgs.find(({ kind, region }) => kind === 'cityFinance' && region === CITY)?.id ?? null,
    agency: null,
    provider: null,
    reformOffice: first('reformOffice'),
  };
}
