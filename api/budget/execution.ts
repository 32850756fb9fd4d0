import type { RegionBuckets, SectorUse } from '../../db/queries/budget-execution.ts';
import { sumFen } from '../../domain/kernel/money.ts';
import type { Execution } from '../contract/execution.ts';

type Buckets = Execution['total'];
type Use = Execution['sectors'][number];

const bucketsOf = (rows: readonly RegionBuckets[]): Buckets => ({
  approvedFen: sumFen(rows.map((row) => row.approved_fen)),
  reservedFen: sumFen(rows.map((row) => row.reserved_fen)),
  committedFen: sumFen(rows.map((row) => row.committed_fen)),
  paidFen: sumFen(rows.map((row) => row.paid_fen)),
  availableFen: sumFen(rows.map((row) => row.available_fen)),
});

const savingOf = (uses: readonly SectorUse[]): Use['saving'] => ({
  estimateFen: sumFen(uses.map((use) => use.estimate_fen)),
  contractFen: sumFen(uses.map((use) => use.contract_fen)),
});

const useOf = (sector: string, uses: readonly SectorUse[]): Use => ({
  sector,
  projects: uses.reduce((sum, use) => sum + use.projects, 0),
  reservedFen: sumFen(uses.map((use) => use.reserved_fen)),
  committedFen: sumFen(uses.map((use) => use.committed_fen)),
  paidFen: sumFen(uses.map((use) => use.paid_fen)),
  saving: savingOf(uses),
});

const bySector = (uses: readonly SectorUse[]): Use[] =>
  [...new Set(uses.map(({ sector }) => sector))]
    .sort((one, other) => one.localeCompare(other, 'zh-CN'))
    .map((sector) =>
      useOf(
        sector,
        uses.filter((use) => use.sector === sector),
      ),
    );

interface Read {
  readonly fiscalYear: number;
  readonly lines: readonly RegionBuckets[];
  readonly uses: readonly SectorUse[];
  readonly isCountyLevel: boolean;
}

/** Arranges the sums of the ledger and of the projects as the screen of budget execution shows them. */
export const toExecution = ({ fiscalYear, lines, uses, isCountyLevel }: Read): Execution => ({
  fiscalYear,
  total: bucketsOf(lines),
  saving: savingOf(uses),
  sectors: bySector(uses),
  regions: lines.map((line) => ({
    ...bucketsOf([line]),
    regionCode: line.code,
    regionName: line.name,
    hasBelow: isCountyLevel,
    sectors: bySector(uses.filter(({ code }) => code === line.code)),
  })),
});
