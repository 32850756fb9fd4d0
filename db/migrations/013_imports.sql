-- 批量导入 Imports: one row for each file that was taken in; what is here was written with everything the file made
create table import_batch (
  id text primary key,
  kind text not null check (kind in ('projects', 'providers', 'budgetLines')),
  by_user_id text not null references app_user (id),
  -- SHA-256 of the file as it came.
  file_sha256 text not null,
  -- How many rows made something new, and how many were there already with the same content.
  created integer not null,
  same integer not null,
  result jsonb not null,
  recorded_at timestamptz not null default now()
);
create index import_batch_newest on import_batch (recorded_at desc, id);
create trigger import_batch_append_only before update or delete on import_batch
  for each row execute function refuse_change();
