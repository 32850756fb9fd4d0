import { sql } from 'kysely';
import type { Database } from './connection.ts';

/** What a schema is made of, each part as PostgreSQL itself would write it, sorted so that two dumps can be compared. */
const PARTS = sql<{ statement: string }>`
  select statement from (
    select 1 as part, c.relname as name, 0 as position,
      'create table ' || c.relname || E' (\n' || string_agg(
        '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
          || case when a.attidentity <> '' then ' generated always as identity'
                  when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                  when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
          || case when a.attnotnull then ' not null' else '' end,
        E',\n' order by a.attnum) || E'\n);' as statement
    from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely_%'
    group by c.relname
    union all
    select 2, r.relname, 0, 'alter table ' || r.relname || ' add constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) || ';'
    from pg_constraint k join pg_class r on r.oid = k.conrelid
    where r.relnamespace = 'public'::regnamespace and r.relname not like 'kysely_%' and k.contype <> 'n'
    union all
    select 3, i.tablename, 0, i.indexdef || ';' from pg_indexes i
    where i.schemaname = 'public' and i.tablename not like 'kysely_%'
      and not exists (select from pg_constraint k where k.conname = i.indexname)
    union all
    select 4, p.proname, 0, pg_get_functiondef(p.oid) || ';' from pg_proc p where p.pronamespace = 'public'::regnamespace
    union all
    select 5, t.tgname, 0, pg_get_triggerdef(t.oid) || ';' from pg_trigger t
      join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = 'public'::regnamespace
  ) parts order by part, name collate "C", statement collate "C"`;

/** 表结构 the schema as text, for the golden file db/schema.sql. */
export async function dumpSchema(db: Database): Promise<string> {
  const { rows } = await PARTS.execute(db);
  const head =
    '-- The schema as the migrations make it. Written by `npm run db:dump`; a test compares it.\n\n';
  return `${head}${rows.map((row) => row.statement).join('\n\n')}\n`;
}
