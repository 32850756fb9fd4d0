-- Regions, organisations and people ------------------------------------------------------------------------------
create table region (
  code text primary key,
  name text not null,
  level text not null check (level in ('province', 'city', 'county', 'township')),
  parent_code text references region (code)
);

create table org (
  id text primary key,
  name text not null,
  kind text not null,
  level text not null check (level in ('city', 'county', 'township')),
  region_code text not null references region (code),
  sectors text[] not null default '{}'
);

create table app_user (
  id text primary key,
  name text not null,
  disabled boolean not null default false
);

create table user_post (
  user_id text not null references app_user (id),
  role text not null,
  org_id text not null references org (id),
  primary key (user_id, role, org_id)
);

-- Reference data with dates --------------------------------------------------------------------------------------
create table work_calendar (
  version text primary key,
  years jsonb not null,
  adopted_at timestamptz not null default now()
);

create table region_setting (
  region_code text not null references region (code),
  kind text not null check (kind in ('approvalMatrix', 'timeLimits', 'thresholds')),
  effective_from date not null,
  confirmed boolean not null default false,
  citation text not null,
  data jsonb not null,
  primary key (region_code, kind, effective_from)
);

create table catalogue_version (
  id text primary key,
  region_code text not null references region (code),
  year integer not null,
  basis text not null,
  published_on date,
  superseded_on date,
  check (superseded_on is null or superseded_on > published_on)
);

create table catalogue_item (
  version_id text not null references catalogue_version (id),
  code text not null,
  parent_code text,
  level integer not null check (level between 1 and 4),
  name text not null,
  sector text not null,
  nature text not null check (nature in ('public', 'auxiliary')),
  basic_public_service boolean not null,
  standard_ref text,
  responsible_level text not null check (responsible_level in ('city', 'county', 'township')),
  provenance text not null,
  confirmed boolean not null,
  primary key (version_id, code)
);

create table provider (
  id text primary key,
  org_id text references org (id),
  name text not null,
  kind text not null,
  size_class text check (size_class in ('large', 'medium', 'small', 'micro')),
  social_organisation boolean not null,
  certificate_no text,
  decision_record_ref text,
  separate_accounts boolean not null default false,
  on_credit_list boolean not null default false,
  banned_until date,
  last_grade jsonb,
  capabilities text[] not null default '{}'
);

-- Budget ledger --------------------------------------------------------------------------------------------------
create table budget_line (
  id text primary key,
  org_id text not null references org (id),
  fiscal_year integer not null,
  name text not null,
  source text not null check (source in ('own', 'specialTransfer', 'generalTransfer')),
  permitted_sectors text[] not null default '{}',
  approved_on date,
  approval_ref text,
  in_service_table boolean not null,
  approved_fen bigint not null default 0,
  available_fen bigint not null default 0,
  reserved_fen bigint not null default 0,
  committed_fen bigint not null default 0,
  paid_fen bigint not null default 0,
  constraint budget_line_not_overdrawn check (available_fen >= 0),
  constraint budget_line_buckets_not_negative check (reserved_fen >= 0 and committed_fen >= 0 and paid_fen >= 0),
  constraint budget_line_adds_up check (available_fen + reserved_fen + committed_fen + paid_fen = approved_fen)
);

-- Money moves from one bucket to another; the balances above are nothing but the sum of these postings.
create table budget_posting (
  id bigint generated always as identity primary key,
  line_id text not null references budget_line (id),
  project_id text,
  seq integer,
  from_bucket text not null check (from_bucket in ('appropriation', 'available', 'reserved', 'committed')),
  to_bucket text not null check (to_bucket in ('available', 'reserved', 'committed', 'paid')),
  amount_fen bigint not null check (amount_fen > 0),
  note text not null default '',
  recorded_at timestamptz not null default now(),
  check (from_bucket <> to_bucket)
);
create index budget_posting_by_project on budget_posting (project_id, seq);
create index budget_posting_by_line on budget_posting (line_id, id);

create function apply_budget_posting() returns trigger language plpgsql as $$
begin
  update budget_line set
    approved_fen = approved_fen + case when new.from_bucket = 'appropriation' then new.amount_fen else 0 end,
    available_fen = available_fen
      + case when new.to_bucket = 'available' then new.amount_fen else 0 end
      - case when new.from_bucket = 'available' then new.amount_fen else 0 end,
    reserved_fen = reserved_fen
      + case when new.to_bucket = 'reserved' then new.amount_fen else 0 end
      - case when new.from_bucket = 'reserved' then new.amount_fen else 0 end,
    committed_fen = committed_fen
      + case when new.to_bucket = 'committed' then new.amount_fen else 0 end
      - case when new.from_bucket = 'committed' then new.amount_fen else 0 end,
    paid_fen = paid_fen + case when new.to_bucket = 'paid' then new.amount_fen else 0 end
  where id = new.line_id;
  return new;
end $$;
create trigger budget_posting_applies after insert on budget_posting
  for each row execute function apply_budget_posting();

-- Chinese search: words of one and two characters, in the order a reader would type them ---------------------------
create function goufu_bigrams(input text) returns tsvector language sql immutable parallel safe as $$
  select coalesce(array_to_tsvector(array_agg(distinct gram)), ''::tsvector)
  from (
    select substr(word, i, n) as gram
    from unnest(regexp_split_to_array(lower(coalesce(input, '')), '[^a-z0-9\u00c0-\u04ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+')) as word,
      generate_series(1, char_length(word)) as i,
      generate_series(1, 2) as n
    where char_length(word) > 0 and i + n - 1 <= char_length(word)
  ) grams
$$;

-- Projects -------------------------------------------------------------------------------------------------------
create table project (
  id text primary key,
  project_no text not null unique,
  name text not null,
  buyer_org_id text not null references org (id),
  region_code text not null references region (code),
  sector text not null,
  item_code text not null,
  fiscal_year integer not null,
  amount_fen bigint not null,
  method text,
  pilot text,
  provider_id text references provider (id),
  stage text not null,
  state text not null,
  step text,
  due_on date,
  due_announced boolean not null,
  late_entry boolean not null,
  revision integer not null,
  last_seq integer not null,
  last_hash text not null,
  process jsonb not null,
  file jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  search tsvector generated always as (goufu_bigrams(project_no || ' ' || name || ' ' || item_code)) stored
);
create index project_by_due on project (due_on, id) where due_on is not null;
create index project_by_updated on project (updated_at desc, id);
create index project_by_buyer on project (buyer_org_id);
create index project_by_class on project (buyer_org_id, fiscal_year, item_code);
create index project_search on project using gin (search);

create table project_org (
  project_id text not null references project (id),
  org_id text not null references org (id),
  seat text not null,
  primary key (project_id, org_id, seat)
);
create index project_org_by_org on project_org (org_id);

-- One line for each thing that happened: the audit trail, chained by hash, never changed.
create table project_event (
  project_id text not null references project (id) deferrable initially deferred,
  seq integer not null check (seq > 0),
  type text not null,
  data jsonb not null,
  move jsonb,
  by jsonb not null,
  occurred_on date not null,
  recorded_at timestamptz not null,
  command_key text not null,
  prev_hash text not null,
  hash text not null,
  feed_id bigint generated always as identity unique,
  txid xid8 not null default pg_current_xact_id(),
  primary key (project_id, seq)
);
create index project_event_feed on project_event (txid, feed_id);

create table policy_verdict (
  project_id text not null references project (id) deferrable initially deferred,
  seq integer not null,
  checkpoint text not null,
  outcome text not null,
  pack_version text not null,
  pack_hash text not null,
  legal_date date not null,
  evaluated text[] not null,
  findings jsonb not null,
  facts jsonb not null,
  primary key (project_id, seq)
);

create table task (
  project_id text not null references project (id) deferrable initially deferred,
  opened_seq integer not null,
  step text not null,
  role text not null,
  org_id text not null references org (id),
  opened_on date not null,
  due_on date not null,
  due_announced boolean not null,
  status text not null check (status in ('open', 'done', 'cancelled')),
  closed_seq integer,
  closed_by text,
  closed_at timestamptz,
  primary key (project_id, opened_seq)
);
create unique index task_one_open_each on task (project_id) where status = 'open';
create index task_inbox on task (org_id, role, due_on, project_id) where status = 'open';

create table command_receipt (
  key text primary key,
  request_hash text not null,
  project_id text not null,
  result jsonb not null,
  recorded_at timestamptz not null default now()
);

create table parked_case (
  id bigint generated always as identity primary key,
  project_id text not null,
  update_id text not null,
  command text not null,
  message text not null,
  parked_at timestamptz not null default now(),
  released_at timestamptz,
  released_by text
);
create unique index parked_case_one_open on parked_case (project_id) where released_at is null;

create table project_counter (
  region_code text not null,
  year integer not null,
  last_no integer not null,
  primary key (region_code, year)
);

create table installation (
  key text primary key,
  value jsonb not null,
  at timestamptz not null default now()
);

-- What is recorded stays recorded --------------------------------------------------------------------------------
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of % are append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger project_event_append_only before update or delete on project_event
  for each row execute function refuse_change();
create trigger budget_posting_append_only before update or delete on budget_posting
  for each row execute function refuse_change();
create trigger policy_verdict_append_only before update or delete on policy_verdict
  for each row execute function refuse_change();
create trigger command_receipt_append_only before update or delete on command_receipt
  for each row execute function refuse_change();

-- Listeners of the change feed wake on commit.
create function announce_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('goufu_changes', new.project_id);
  return null;
end $$;
create trigger project_event_announces after insert on project_event
  for each row execute function announce_event();
