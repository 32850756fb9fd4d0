import { readFileSync } from 'node:fs';
import type { BudgetLine } from '../../domain/budget/types.ts';
import type { OrgId } from '../../domain/kernel/brand.ts';
import { type LocalDate, yearOf } from '../../domain/kernel/local-date.ts';
import type { WorkCalendar } from '../../domain/kernel/working-days.ts';
import type { Provider } from '../../domain/provider/types.ts';
import { budgetLinesOf } from './budget.ts';
import { type CatalogueVersion, catalogueVersions } from './catalogue.ts';
import { orgs } from './people.ts';
import type { DemoOrg } from './places.ts';
import { providersIn } from './providers.ts';

/** All that the demo's stories depend on besides their recipes: the day they are told and the calendar they count on. */
export interface DemoWorld {
  readonly today: LocalDate;
  readonly calendar: WorkCalendar;
  readonly catalogue: readonly CatalogueVersion[];
  readonly budgetLines: readonly BudgetLine[];
  readonly providers: readonly Provider[];
}

/** The years that projects may begin in: the current one, the last, and the one before for long lives. */
const BUDGET_YEARS = 3;

export function demoWorld(today: LocalDate, calendar: WorkCalendar): DemoWorld {
  const year = yearOf(today);
  const years = Array.from({ length: BUDGET_YEARS }, (_, back) => year - back);
  return {
    today,
    calendar,
    catalogue: catalogueVersions(today),
    budgetLines: years.flatMap(budgetLinesOf),
    providers: providersIn(year),
  };
}

/** The official calendar as the installation ships it. */
export function shippedCalendar(): WorkCalendar {
  const file = new URL('../../db/reference/work-calendar.json', import.meta.url);
  // Our own file, whose shape the schema test of db/ checks.
  return JSON.parse(readFileSync(file, 'utf8')) as WorkCalendar;
}

const byId = new Map(orgs.map((org) => [org.id, org]));

export function orgById(id: OrgId): DemoOrg {
  const org = byId.get(id);
  if (!org) throw new Error(`The demo has no organisation "${id}"`);
  return org;
}
