-- The approvals of purchase projects: pinned flows, and tasks that belong to people ---------------------------------------
-- One row a document: the id is made from its content, so what stands here never changes.
create table project_flow (
  id text primary key,
  document jsonb not null,
  recorded_at timestamptz not null default now()
);
create trigger project_flow_append_only before update or delete on project_flow
  for each row execute function refuse_change();

-- A task of an approval names its seat and whoever holds it; a task without holder is for everybody in the post.
alter table task add column task_id text not null default '';
alter table task add column holder text references app_user (id);
alter table task drop constraint task_pkey;
alter table task add primary key (project_id, opened_seq, task_id);
drop index task_one_open_each;
create unique index task_one_open_each on task (project_id, task_id) where status = 'open';
create index task_inbox_of_holder on task (holder, due_on, project_id) where status = 'open' and holder is not null;

-- Projects that stand at an approval now get their case with the next act; until then the step is for its post, as before.
update project set process = process || '{"approval": null}' where not process ? 'approval';
