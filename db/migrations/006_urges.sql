-- 催办 Urges: who asked for an open step, of which due date, to be done ---------------------------------------------
create table urge (
  id bigint generated always as identity primary key,
  -- The key of the request: the same one again writes nothing.
  key text not null,
  project_id text not null references project (id),
  step text not null,
  due_on date not null,
  words text not null,
  by_user_id text not null references app_user (id),
  urged_at timestamptz not null default now(),
  unique (key, project_id)
);
create index urge_by_project on urge (project_id, step, due_on);
create trigger urge_append_only before update or delete on urge
  for each row execute function refuse_change();
