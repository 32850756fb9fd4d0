import { type RawBuilder, sql } from 'kysely';
import type { Text } from '../../domain/kernel/text.ts';
import type { Database } from '../connection.ts';
import { caseSource, projectSource, type Scope, type Source } from './inbox-sources.ts';
import type { LampColour, LampDates } from './lamp.ts';
import { type After, isAfter, type Page, type Sort, sortKey, toPage } from './paging.ts';
import { searchQuery } from './search.ts';
import type { Viewer } from './viewer.ts';

export interface InboxFilter {
  readonly kind?: 'approval' | 'project' | undefined;
  /** Only cases of this flow. */
  readonly flowId?: string | undefined;
  /** Only projects in this stage. */
  readonly stage?: string | undefined;
  readonly orgId?: string | undefined;
  readonly lamp?: LampColour | undefined;
  readonly q?: string | undefined;
}

export interface InboxAsked {
  readonly viewer: Viewer;
  readonly dates: LampDates;
  readonly scope: Scope;
  readonly filter: InboxFilter;
}

/** One line of an inbox, as the database answers it. */
export interface InboxRow {
  readonly kind: 'approval' | 'project';
  readonly subject_id: string;
  readonly subject_no: string;
  readonly title: string;
  readonly flow_id: string | null;
  readonly flow_title: Text | null;
  readonly stage: string | null;
  readonly state: string;
  readonly org_id: string;
  readonly org_name: string;
  readonly amount_fen: number | null;
  readonly revision: number;
  readonly updated_at: string;
  readonly task_id: string | null;
  readonly step: string | null;
  readonly task_title: Text | null;
  readonly holder_id: string | null;
  readonly holder_name: string | null;
  readonly principal_id: string | null;
  readonly principal_name: string | null;
  readonly helping: boolean;
  readonly role: string | null;
  readonly task_org_id: string | null;
  readonly task_org_name: string | null;
  readonly opened_on: string | null;
  readonly due_on: string | null;
  readonly due_announced: boolean;
  readonly lamp: LampColour;
  /** Of a copy: not read yet; null in other lists. */
  readonly unread: boolean | null;
}

const sortsOf = ({ due, lamp, amount, updated }: Source) =>
  ({
    due: { by: sql`coalesce(${due}, date '9999-12-31')`, type: 'date' },
    // The gravest lamp first, within it the earliest date.
    lamp: {
      by: sql`(case ${lamp} when 'red' then '1' when 'yellow' then '2' when 'green' then '3' else '4' end
        || ' ' || coalesce(${due}::text, '9999-12-31'))`,
      type: 'text',
    },
    // What has no amount counts as nothing.
    amount: { by: sql`coalesce(${amount}, 0)`, type: 'bigint' },
    '-amount': { by: sql`coalesce(${amount}, 0)`, type: 'bigint', descending: true },
    '-updated': { by: updated, type: 'timestamptz', descending: true },
  }) as const satisfies Record<string, Sort>;
export type InboxSort = keyof ReturnType<typeof sortsOf>;

/** The sources that the filters leave. */
function sourcesOf(asked: InboxAsked): readonly Source[] {
  const { kind, flowId, stage } = asked.filter;
  const hasCases = kind !== 'project' && stage === undefined;
  const hasProjects = kind !== 'approval' && flowId === undefined;
  return [...(hasCases ? [caseSource(asked)] : []), ...(hasProjects ? [projectSource(asked)] : [])];
}

function conditions(source: Source, { flowId, stage, orgId, q }: InboxFilter): RawBuilder<boolean> {
  const all = [
    ...(flowId === undefined ? [] : [sql<boolean>`approval_case.flow_id = ${flowId}`]),
    ...(stage === undefined ? [] : [sql<boolean>`project.stage = ${stage}`]),
    ...(orgId === undefined ? [] : [sql<boolean>`${source.orgId} = ${orgId}`]),
    ...(q === undefined ? [] : [sql<boolean>`${source.search} @@ ${searchQuery(q)}::tsquery`]),
  ];
  return all.length === 0 ? sql`true` : sql`${sql.join(all, sql` and `)}`;
}

interface Paging {
  readonly sort: InboxSort;
  readonly after: After | null;
  readonly limit: number;
}

/** The first lines of one source; both sources together hold the first lines of all. */
function linesOf(source: Source, asked: InboxAsked, { sort: word, after, limit }: Paging) {
  const sort: Sort = sortsOf(source)[word];
  const { lamp } = asked.filter;
  return sql`(select ${source.columns}, ${source.lamp} as lamp, ${sort.by} as sort_value,
      ${sortKey(sort)} as sort_key, ${source.pageId} as page_id
    ${source.from} and ${conditions(source, asked.filter)}
      and ${lamp === undefined ? sql`true` : sql`${source.lamp} = ${lamp}`}
      and ${isAfter(sort, source.pageId, after)}
    order by sort_value ${directionOf(word)}, page_id limit ${limit + 1})`;
}

const directionOf = (word: InboxSort) => (word.startsWith('-') ? sql`desc` : sql`asc`);

/** 待办清单 one page over approval cases and purchase projects. */
export async function listInbox(db: Database, asked: InboxAsked, page: Paging): Promise<Page<InboxRow>> {
  const parts = sourcesOf(asked).map((source) => linesOf(source, asked, page));
  if (parts.length === 0) return { rows: [], next: null };
  const { rows } = await sql<InboxRow & { sort_key: string; page_id: string }>`
    select entry.*, org.name as org_name, flow.document -> 'title' as flow_title,
      holder.name as holder_name, principal.name as principal_name,
      task_org.name as task_org_name
    from (${sql.join(parts, sql` union all `)}) entry
    join org on org.id = entry.org_id
    left join flow_version flow on flow.id = entry.flow_id and flow.version = entry.flow_version
    left join org task_org on task_org.id = entry.task_org_id
    left join app_user holder on holder.id = entry.holder_id
    left join app_user principal on principal.id = entry.principal_id
    order by entry.sort_value ${directionOf(page.sort)}, entry.page_id limit ${page.limit + 1}`.execute(db);
  return toPage(rows, page.limit);
}

export type LampCounts = Readonly<Record<LampColour, number>>;
const NONE: LampCounts = { red: 0, yellow: 0, green: 0, grey: 0 };

interface Counted {
  readonly scope: string;
  readonly lamp: LampColour;
  readonly entries: number;
}

const countedOf = (asked: InboxAsked) =>
  sourcesOf(asked).map(
    (source) => sql`select ${asked.scope.of} as scope, ${source.lamp} as lamp
      ${source.from} and ${conditions(source, asked.filter)}`,
  );

async function count(db: Database, parts: readonly RawBuilder<unknown>[]): Promise<readonly Counted[]> {
  if (parts.length === 0) return [];
  const { rows } = await sql<Counted>`select scope, lamp, count(*)::int as entries
    from (${sql.join(parts, sql` union all `)}) entry group by scope, lamp`.execute(db);
  return rows;
}

const byLamp = (rows: readonly Counted[]): LampCounts => ({
  ...NONE,
  ...Object.fromEntries(rows.map(({ lamp, entries }) => [lamp, entries])),
});

/** Lines by lamp, under all filters but the lamp's. */
export const countInbox = async (db: Database, asked: InboxAsked): Promise<LampCounts> =>
  byLamp(await count(db, countedOf(asked)));

/** Lines of each list by lamp, in one statement. */
export async function countScopes<S extends Scope>(
  db: Database,
  look: Omit<InboxAsked, 'scope' | 'filter'>,
  scopes: readonly S[],
): Promise<Readonly<Record<S['of'], LampCounts>>> {
  const parts = scopes.flatMap((scope) => countedOf({ ...look, scope, filter: {} }));
  const rows = await count(db, parts);
  const entries = scopes.map(({ of }) => [of, byLamp(rows.filter(({ scope }) => scope === of))]);
  return Object.fromEntries(entries) as Record<S['of'], LampCounts>; // one entry a scope
}

export const totalOf = (counts: LampCounts): number =>
  Object.values(counts).reduce((sum, lines) => sum + lines, 0);
