-- 待办 One list over approval cases and purchase projects: who did what, who began what, who was sent a copy ---------------
create index approval_task_done_by on approval_task (closed_by, case_id) where status = 'done';
create index task_done_by on task (closed_by, project_id) where status = 'done';
create index project_event_begun_by on project_event ((by ->> 'userId'), project_id) where seq = 1;
-- Copies of a project's approval stand in its events only.
create index project_event_copies on project_event
  using gin (jsonb_path_query_array(data, '$.events[*] ? (@.type == "CopySent").data.to[*]')) where type = 'ApprovalRecorded';
create index project_event_read_by on project_event ((by ->> 'userId'), project_id)
  where type = 'ApprovalRecorded' and data ->> 'verb' = 'readCopy';

-- 时限 Of a reminder or an escalation: the moment it was set for, as approval_event has it. Lines from before do not know it.
alter table project_event add column scheduled_at timestamptz;
create index project_event_clock on project_event (recorded_at) where type in ('StepReminded', 'StepEscalated');
create index approval_event_clock on approval_event (recorded_at) where scheduled_at is not null;
create index approval_event_told on approval_event ((data ->> 'tells'), recorded_at) where type = 'ClockSpoke';

-- 每日摘要 One a person a day; a day's run keeps the stretch of time it tells of, so that a run repeated tells the same ------
create table digest_run (
  on_date date primary key,
  from_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  check (from_at < until_at)
);
create table digest (
  user_id text not null references app_user (id),
  on_date date not null references digest_run (on_date),
  content jsonb not null,
  made_at timestamptz not null,
  primary key (user_id, on_date)
);
create trigger digest_append_only before update or delete on digest
  for each row execute function refuse_change();
