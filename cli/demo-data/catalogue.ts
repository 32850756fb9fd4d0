import { readFileSync } from 'node:fs';
import type { CatalogItem } from '../../domain/catalog/types.ts';
import type { RegionCode } from '../../domain/kernel/brand.ts';
import { addDays, type LocalDate, localDate, yearOf } from '../../domain/kernel/local-date.ts';
import { counties } from './places.ts';

/**
 * The example catalogue, written from memory with codes to be confirmed, as every county of the demo has adopted it.
 * The older version lacks the items that were added with the newer one, so that the growth of scope shows (plan 五).
 */
interface CatalogueLine {
  readonly code: string;
  readonly level: number;
  readonly parent: string | null;
  readonly name: string;
  readonly sector: string;
  readonly nature: 'public' | 'auxiliary';
  readonly provenance: string;
  readonly basic: boolean;
  readonly standard: string | null;
  readonly responsible: CatalogItem['responsibleLevel'];
  readonly onlyCurrent: boolean;
}

function responsible(word: string): CatalogItem['responsibleLevel'] {
  if (word === 'city' || word === 'county' || word === 'township') return word;
  throw new Error(`catalogue.csv: unknown level "${word}"`);
}

function readLines(): readonly CatalogueLine[] {
  const text = readFileSync(new URL('./catalogue.csv', import.meta.url), 'utf8');
  const [, ...rows] = text.trim().split('\n');
  return rows.map((row) => {
    const [
      code = '',
      level,
      parent,
      name = '',
      sector = '',
      nature,
      source,
      trust,
      basic,
      standard,
      who,
      versions,
    ] = row.split(',');
    return {
      code,
      level: Number(level),
      parent: parent || null,
      name,
      sector,
      nature: nature === '公共服务' ? 'public' : 'auxiliary',
      provenance: `${source}, ${trust}`,
      basic: basic === 'yes',
      standard: standard || null,
      responsible: responsible(who ?? ''),
      onlyCurrent: versions === 'current',
    };
  });
}

export const catalogueLines: readonly CatalogueLine[] = readLines();

const byCode = new Map(catalogueLines.map((line) => [line.code, line]));

export function catalogueLine(code: string): CatalogueLine {
  const line = byCode.get(code);
  if (!line) throw new Error(`The demo catalogue has no item ${code}`);
  return line;
}

export interface CatalogueVersion {
  readonly id: string;
  readonly region: RegionCode;
  readonly year: number;
  readonly basis: string;
  readonly publishedOn: LocalDate;
  readonly supersededOn: LocalDate | null;
  readonly lines: readonly CatalogueLine[];
}

/** The newer version has been in force for about eleven months, so that older projects stand on the older one. */
const DAYS_IN_FORCE = 330;
const YEARS_BEFORE = 3;

/** Two versions a county: the one in force on a day, and the one it replaced. */
export function catalogueVersions(today: LocalDate): readonly CatalogueVersion[] {
  const renewedOn = localDate(`${addDays(today, -DAYS_IN_FORCE).slice(0, 7)}-01`);
  const year = yearOf(renewedOn);
  const basis = '参照国家指导性目录整理的演示目录，编码待主管部门核实';
  return counties.flatMap(({ code: region, slug }): CatalogueVersion[] => [
    {
      id: `catalogue-${slug}-${year - YEARS_BEFORE}`,
      region,
      year: year - YEARS_BEFORE,
      basis,
      publishedOn: localDate(`${year - YEARS_BEFORE}-01-10`),
      supersededOn: renewedOn,
      lines: catalogueLines.filter((line) => !line.onlyCurrent),
    },
    {
      id: `catalogue-${slug}-${year}`,
      region,
      year,
      basis,
      publishedOn: renewedOn,
      supersededOn: null,
      lines: catalogueLines,
    },
  ]);
}

/** The item as the domain sees it. */
export const toCatalogItem = (version: CatalogueVersion, line: CatalogueLine): CatalogItem => ({
  code: line.code,
  name: line.name,
  level: line.level as CatalogItem['level'], // checked by the table's own constraint
  sector: line.sector,
  nature: line.nature,
  basicPublicService: line.basic,
  standardRef: line.standard,
  responsibleLevel: line.responsible,
  versionId: version.id,
  regionCode: version.region,
  publishedOn: version.publishedOn,
  confirmed: false,
});
