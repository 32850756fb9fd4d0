-- The organisation as approvals see it: who leads what, who belongs where, who signs for whom --------------------------
alter table org add column parent_id text references org (id);
alter table org add column leader_user_id text references app_user (id);
alter table org add constraint org_not_above_itself check (parent_id <> id);
create index org_by_parent on org (parent_id) where parent_id is not null;

-- A person without a home organisation takes no part in approvals.
alter table app_user add column org_id text references org (id);
update app_user set org_id = (select min(post.org_id) from user_post post where post.user_id = app_user.id);
create index user_post_by_org on user_post (org_id, role);

create table user_group (
  name text not null,
  user_id text not null references app_user (id),
  primary key (name, user_id)
);

-- May hand over the tasks of people of this organisation and of those below it.
create table org_admin (
  org_id text not null references org (id),
  user_id text not null references app_user (id),
  primary key (org_id, user_id)
);

-- Half-open: from the first moment up to, not including, the second; a grant that is ended early keeps its row.
create table proxy_grant (
  id bigint generated always as identity primary key,
  of_user_id text not null references app_user (id),
  to_user_id text not null references app_user (id),
  nodes text[],
  ceiling_fen bigint check (ceiling_fen >= 0),
  from_at timestamptz not null,
  until_at timestamptz not null,
  reason text not null,
  recorded_by text not null references app_user (id),
  recorded_at timestamptz not null default now(),
  ended_at timestamptz,
  check (from_at < until_at),
  check (of_user_id <> to_user_id)
);
create index proxy_grant_by_absent on proxy_grant (of_user_id, until_at);

-- Flow definitions ---------------------------------------------------------------------------------------------------
-- People of the organisation, and of those below it, start its flows; its administrators write them.
create table flow_version (
  id text not null,
  version integer not null check (version > 0),
  org_id text not null references org (id),
  status text not null check (status in ('draft', 'published', 'retired')),
  document jsonb not null,
  form_schema jsonb not null,
  drafted_by text not null references app_user (id),
  drafted_at timestamptz not null,
  published_by text references app_user (id),
  published_at timestamptz,
  retired_by text references app_user (id),
  retired_at timestamptz,
  primary key (id, version)
);
create unique index flow_version_one_draft on flow_version (id) where status = 'draft';
create unique index flow_version_one_published on flow_version (id) where status = 'published';

-- A published version stands as it is: cases are pinned to it.
create function keep_published_flow() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (tg_op = 'DELETE' or (new.document, new.form_schema, new.org_id) is distinct from (old.document, old.form_schema, old.org_id)) then
    raise exception 'A published flow is never changed' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger flow_version_stands before update or delete on flow_version
  for each row execute function keep_published_flow();

-- Approval cases -----------------------------------------------------------------------------------------------------
create table approval_case (
  id text primary key,
  case_no text not null unique,
  flow_id text not null,
  flow_version integer not null,
  title text not null,
  status text not null check (status in ('running', 'paused', 'returned', 'withdrawn', 'terminated', 'approved', 'rejected')),
  initiator_id text not null references app_user (id),
  org_id text not null references org (id),
  region_code text not null references region (code),
  amount_fen bigint,
  form jsonb not null,
  state jsonb not null,
  seq integer not null,
  touched_seq integer not null,
  due_on date,
  last_no integer not null,
  last_hash text not null,
  callback_url text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  search tsvector generated always as (goufu_bigrams(case_no || ' ' || title)) stored,
  foreign key (flow_id, flow_version) references flow_version (id, version)
);
create index approval_case_by_updated on approval_case (updated_at desc, id);
create index approval_case_by_initiator on approval_case (initiator_id, updated_at desc);
create index approval_case_by_org on approval_case (org_id);
create index approval_case_by_flow on approval_case (flow_id, flow_version);
create index approval_case_search on approval_case using gin (search);

-- One line for each thing that happened, chained by hash, never changed; the lines of one command share its number.
create table approval_event (
  case_id text not null references approval_case (id) deferrable initially deferred,
  no integer not null check (no > 0),
  seq integer not null check (seq > 0),
  ordinal integer not null check (ordinal > 0),
  type text not null,
  data jsonb not null,
  actor text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  -- Of a time-out: the moment it was set for. The time from there to recorded_at is how late it was.
  scheduled_at timestamptz,
  command_key text not null,
  prev_hash text not null,
  hash text not null,
  feed_id bigint generated always as identity unique,
  txid xid8 not null default pg_current_xact_id(),
  primary key (case_id, no),
  unique (case_id, seq, ordinal)
);
create index approval_event_feed on approval_event (txid, feed_id);

-- A task is a place on a roll (`node#2.3`) or, once returned, the initiator's own; taken back, it opens again.
create table approval_task (
  case_id text not null references approval_case (id) deferrable initially deferred,
  task_id text not null,
  opened_seq integer not null,
  node text,
  title jsonb not null,
  holder_id text not null references app_user (id),
  principal_id text not null references app_user (id),
  helping boolean not null,
  opened_at timestamptz not null,
  remind_on date,
  due_on date,
  due_announced boolean not null,
  reminded boolean not null,
  status text not null check (status in ('open', 'done', 'cancelled')),
  closed_seq integer,
  closed_by text,
  closed_at timestamptz,
  decision text,
  primary key (case_id, task_id, opened_seq)
);
create unique index approval_task_open_once on approval_task (case_id, task_id) where status = 'open';
create index approval_task_inbox on approval_task (holder_id, due_on, case_id) where status = 'open';

create table approval_copy (
  case_id text not null references approval_case (id) deferrable initially deferred,
  user_id text not null references app_user (id),
  sent_at timestamptz not null,
  sent_by text not null,
  read_at timestamptz,
  primary key (case_id, user_id)
);
create index approval_copy_by_user on approval_copy (user_id, sent_at desc);

-- Everybody who has had to do with a case may see it; `acted_at` is when they last did something themselves.
create table approval_participant (
  case_id text not null references approval_case (id) deferrable initially deferred,
  user_id text not null references app_user (id),
  since timestamptz not null,
  acted_at timestamptz,
  primary key (case_id, user_id)
);
create index approval_participant_by_user on approval_participant (user_id, acted_at desc nulls last);

create table approval_receipt (
  key text primary key,
  request_hash text not null,
  case_id text not null,
  result jsonb not null,
  recorded_at timestamptz not null default now()
);

-- What is told to the system that started a case, once it has ended.
create table approval_callback (
  case_id text primary key references approval_case (id) deferrable initially deferred,
  event_id text not null unique,
  url text not null,
  status text not null check (status in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,
  last_answer text,
  created_at timestamptz not null,
  settled_at timestamptz
);

create table approval_counter (
  region_code text not null,
  year integer not null,
  last_no integer not null,
  primary key (region_code, year)
);

create trigger approval_event_append_only before update or delete on approval_event
  for each row execute function refuse_change();
create trigger approval_receipt_append_only before update or delete on approval_receipt
  for each row execute function refuse_change();

-- A parked case is a project's or an approval's; the name says which table its id belongs to.
alter table parked_case rename column project_id to subject_id;
alter table parked_case add column kind text not null default 'project' check (kind in ('project', 'approval'));
