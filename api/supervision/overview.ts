import type { StageCount } from '../../db/queries/supervision.ts';
import { STAGES } from '../../domain/project/states.ts';
import type { Overview } from '../contract/overview.ts';

type Counts = Overview['total'];

const countOf = (cells: readonly StageCount[]): Counts => {
  const counts = { red: 0, yellow: 0, green: 0 };
  for (const { lamp, projects } of cells) if (lamp !== 'grey') counts[lamp] += projects;
  return counts;
};

/** Most urgent first: by red, then by yellow, then by code. */
const byUrgency = (one: Overview['rows'][number], other: Overview['rows'][number]): number =>
  other.total.red - one.total.red ||
  other.total.yellow - one.total.yellow ||
  one.regionCode.localeCompare(other.regionCode);

/** Arranges the counted cells as the matrix of regions and stages. */
export function toOverview(
  cells: readonly StageCount[],
  late: readonly { readonly code: string; readonly late: number }[],
  { isCountyLevel }: { readonly isCountyLevel: boolean },
): Pick<Overview, 'total' | 'rows'> {
  const names = new Map(cells.map(({ code, name }) => [code, name]));
  const rows = [...names].map(([regionCode, regionName]) => {
    const own = cells.filter(({ code }) => code === regionCode);
    return {
      regionCode,
      regionName,
      hasBelow: isCountyLevel,
      total: countOf(own),
      stages: STAGES.map((stage) => ({ stage, counts: countOf(own.filter((cell) => cell.stage === stage)) })),
      doneLate: late.find(({ code }) => code === regionCode)?.late ?? 0,
    };
  });
  return { total: countOf(cells), rows: rows.sort(byUrgency) };
}
