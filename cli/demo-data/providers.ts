import type { OrgId, ProviderId, RegionCode } from '../../domain/kernel/brand.ts';
import type { LocalDate } from '../../domain/kernel/local-date.ts';
import type { Provider } from '../../domain/provider/types.ts';
import { CITY, type DemoOrg } from './places.ts';
import { type ProviderLine, providerLines, spotlessLines } from './provider-lines.ts';

export const providerOrgs: readonly DemoOrg[] = providerLines
  .filter(({ account }) => account)
  .map(({ id, name }) => ({
    id: `p-${id}`,
    name,
    kind: 'provider',
    level: 'county',
    region: CITY,
    sectors: [],
    buys: false,
  }));

const orgOf = ({ id, account }: ProviderLine): OrgId | null => (account ? `p-${id}` : null);

/** The directory in the year of `today`: bans and grades are dated from it. */
export function providersIn(year: number): readonly Provider[] {
  return providerLines.map((line, index) => ({
    id: line.id,
    orgId: orgOf(line),
    name: line.name,
    kind: line.kind,
    sizeClass: line.size ?? null,
    socialOrganisation: line.social ?? false,
    certificateNo:
      line.certificate === undefined ? `演示登记${String(index + 1).padStart(4, '0')}号` : line.certificate,
    decisionRecordRef: line.village ? '演示村民（居民）代表会议决议第3号' : null,
    separateAccounts: line.village ?? false,
    onCreditList: line.id === 'hongda',
    bannedUntil: line.id === 'xunjie' ? (`${year + 1}-06-30` as LocalDate) : null,
    lastGrade:
      line.id === 'kangle'
        ? { grade: 'poor', itemCode: 'A0402-T1', on: `${year - 1}-11-16` as LocalDate }
        : null,
    capabilities: line.capabilities,
    standing: line.id === 'xunjie' ? 'banned' : 'active',
  }));
}

/** Other providers able to deliver an item: those who bid or quote beside the winner. Individuals and consortia stay out. */
export function rivalsFor(itemCode: string, winner: ProviderId): readonly ProviderId[] {
  const members = providerLines.find(({ id }) => id === winner)?.members ?? [];
  const fit = spotlessLines.filter(
    ({ id, kind }) =>
      id !== winner && !members.includes(id) && kind !== 'individual' && kind !== 'consortium',
  );
  const able = fit.filter(({ capabilities }) => capabilities.includes(itemCode));
  const others = fit.filter((line) => !able.includes(line) && line.kind === 'enterprise');
  return [...able, ...others].map(({ id }) => id);
}

/** The provider that wins an item when a recipe names none: able to deliver it and with an account. */
export function providerFor(itemCode: string): ProviderId {
  const ready = providerLines.filter(({ account, kind }) => account && kind !== 'consortium');
  const able = ready.find(({ capabilities }) => capabilities.includes(itemCode));
  return (able ?? ready.find(({ id }) => id === 'zhengheng'))?.id ?? 'zhengheng';
}

export const isSmallOrMedium = (id: ProviderId): boolean =>
  providerLines.some((line) => line.id === id && ['medium', 'small', 'micro'].includes(line.size ?? ''));

const HOMES: readonly (readonly [string, RegionCode])[] = [
  ['云坝', '519901'],
  ['望溪', '519902'],
  ['松坪', '519903'],
];

/** 登记地 of a demo provider, told by its name; the city where the name tells none. */
export const registeredIn = (id: ProviderId): RegionCode =>
  HOMES.find(([home]) => providerLines.find((line) => line.id === id)?.name.startsWith(home))?.[1] ?? CITY;
