-- The schema as the migrations make it. Written by `npm run db:dump`; a test compares it.

create table account_change (
  id bigint generated always as identity not null,
  user_id text not null,
  disabled boolean not null,
  reason text not null,
  by_user_id text not null,
  request_key text not null,
  request_hash text not null,
  changed_at timestamp with time zone not null
);

create table app_user (
  id text not null,
  name text not null,
  disabled boolean default false not null,
  org_id text
);

create table approval_callback (
  case_id text not null,
  event_id text not null,
  url text not null,
  status text not null,
  attempts integer default 0 not null,
  last_answer text,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone
);

create table approval_case (
  id text not null,
  case_no text not null,
  flow_id text not null,
  flow_version integer not null,
  title text not null,
  status text not null,
  initiator_id text not null,
  org_id text not null,
  region_code text not null,
  amount_fen bigint,
  form jsonb not null,
  state jsonb not null,
  seq integer not null,
  touched_seq integer not null,
  due_on date,
  last_no integer not null,
  last_hash text not null,
  callback_url text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  search tsvector generated always as (goufu_bigrams(((case_no || ' '::text) || title))) stored
);

create table approval_copy (
  case_id text not null,
  user_id text not null,
  sent_at timestamp with time zone not null,
  sent_by text not null,
  read_at timestamp with time zone
);

create table approval_counter (
  region_code text not null,
  year integer not null,
  last_no integer not null
);

create table approval_event (
  case_id text not null,
  no integer not null,
  seq integer not null,
  ordinal integer not null,
  type text not null,
  data jsonb not null,
  actor text not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  scheduled_at timestamp with time zone,
  command_key text not null,
  prev_hash text not null,
  hash text not null,
  feed_id bigint default nextval((pg_get_serial_sequence('project_event'::text, 'feed_id'::text))::regclass) not null,
  txid xid8 default pg_current_xact_id() not null
);

create table approval_participant (
  case_id text not null,
  user_id text not null,
  since timestamp with time zone not null,
  acted_at timestamp with time zone
);

create table approval_receipt (
  key text not null,
  request_hash text not null,
  case_id text not null,
  result jsonb not null,
  recorded_at timestamp with time zone default now() not null
);

create table approval_task (
  case_id text not null,
  task_id text not null,
  opened_seq integer not null,
  node text,
  title jsonb not null,
  holder_id text not null,
  principal_id text not null,
  helping boolean not null,
  opened_at timestamp with time zone not null,
  remind_on date,
  due_on date,
  due_announced boolean not null,
  reminded boolean not null,
  status text not null,
  closed_seq integer,
  closed_by text,
  closed_at timestamp with time zone,
  decision text
);

create table attachment (
  id text not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 text not null,
  owner_id text not null,
  uploaded_at timestamp with time zone default now() not null
);

create table attachment_chunk (
  attachment_id text not null,
  no integer not null,
  bytes bytea not null
);

create table attachment_subject (
  attachment_id text not null,
  kind text not null,
  subject_id text not null,
  attached_at timestamp with time zone default now() not null
);

create table budget_change (
  case_id text not null,
  budget_id text not null,
  kind text not null,
  approved_by text not null,
  approval_ref text not null,
  moves jsonb not null,
  changed_on date not null
);

create table budget_event (
  budget_id text not null,
  seq integer not null,
  type text not null,
  data jsonb not null,
  actor text not null,
  occurred_on date not null,
  recorded_at timestamp with time zone not null,
  command_key text not null,
  prev_hash text not null,
  hash text not null,
  feed_id bigint generated always as identity not null,
  txid xid8 default pg_current_xact_id() not null
);

create table budget_line (
  id text not null,
  org_id text not null,
  fiscal_year integer not null,
  name text not null,
  source text not null,
  permitted_sectors text[] default '{}'::text[] not null,
  approved_on date,
  approval_ref text,
  in_service_table boolean not null,
  approved_fen bigint default 0 not null,
  available_fen bigint default 0 not null,
  reserved_fen bigint default 0 not null,
  committed_fen bigint default 0 not null,
  paid_fen bigint default 0 not null,
  code text,
  first_year integer,
  may_carry_over boolean default false not null,
  carried_over_fen bigint default 0 not null,
  lapsed_fen bigint default 0 not null,
  frozen_on date,
  closed_on date,
  carried_to text
);

create table budget_posting (
  id bigint generated always as identity not null,
  line_id text not null,
  project_id text,
  seq integer,
  from_bucket text not null,
  to_bucket text not null,
  amount_fen bigint not null,
  note text default ''::text not null,
  recorded_at timestamp with time zone default now() not null,
  source_ref text
);

create table budget_receipt (
  key text not null,
  request_hash text not null,
  budget_id text not null,
  result jsonb not null,
  recorded_at timestamp with time zone default now() not null
);

create table budget_year (
  id text not null,
  org_id text not null,
  fiscal_year integer not null,
  status text,
  compilation jsonb,
  authors text[] default '{}'::text[] not null,
  revision integer default 0 not null,
  due_on date,
  deadlines jsonb default '[]'::jsonb not null,
  last_seq integer default 0 not null,
  last_hash text default ''::text not null,
  updated_at timestamp with time zone default now() not null
);

create table catalogue_change (
  case_id text not null,
  version_before text not null,
  version_after text not null,
  change text not null,
  item_code text not null,
  item_before jsonb,
  item_after jsonb,
  effective_on date not null,
  recorded_at timestamp with time zone not null
);

create table catalogue_item (
  version_id text not null,
  code text not null,
  parent_code text,
  level integer not null,
  name text not null,
  sector text not null,
  nature text not null,
  basic_public_service boolean not null,
  standard_ref text,
  responsible_level text not null,
  provenance text not null,
  confirmed boolean not null
);

create table catalogue_version (
  id text not null,
  region_code text not null,
  year integer not null,
  basis text not null,
  published_on date,
  superseded_on date
);

create table command_receipt (
  key text not null,
  request_hash text not null,
  project_id text not null,
  result jsonb not null,
  recorded_at timestamp with time zone default now() not null
);

create table digest (
  user_id text not null,
  on_date date not null,
  content jsonb not null,
  made_at timestamp with time zone not null
);

create table digest_run (
  on_date date not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

create table flow_version (
  id text not null,
  version integer not null,
  org_id text not null,
  status text not null,
  document jsonb not null,
  form_schema jsonb not null,
  drafted_by text not null,
  drafted_at timestamp with time zone not null,
  published_by text,
  published_at timestamp with time zone,
  retired_by text,
  retired_at timestamp with time zone
);

create table import_batch (
  id text not null,
  kind text not null,
  by_user_id text not null,
  file_sha256 text not null,
  created integer not null,
  same integer not null,
  result jsonb not null,
  recorded_at timestamp with time zone default now() not null
);

create table installation (
  key text not null,
  value jsonb not null,
  at timestamp with time zone default now() not null
);

create table opinion_phrases (
  user_id text not null,
  revision integer not null,
  phrases text[] not null
);

create table org (
  id text not null,
  name text not null,
  kind text not null,
  level text not null,
  region_code text not null,
  sectors text[] default '{}'::text[] not null,
  parent_id text,
  leader_user_id text
);

create table org_admin (
  org_id text not null,
  user_id text not null
);

create table overdue_list (
  org_id text not null,
  year integer not null,
  list jsonb not null,
  url text not null,
  published_on date not null,
  published_by text not null,
  recorded_at timestamp with time zone default now() not null
);

create table pack_signature (
  release_id text not null,
  key_id text not null,
  user_id text not null,
  signature text not null,
  signed_at timestamp with time zone not null
);

create table pack_version (
  hash text not null,
  version text not null,
  document text not null,
  origin text not null,
  recorded_at timestamp with time zone default now() not null
);

create table parked_case (
  id bigint generated always as identity not null,
  subject_id text not null,
  update_id text not null,
  command text not null,
  message text not null,
  parked_at timestamp with time zone default now() not null,
  released_at timestamp with time zone,
  released_by text,
  kind text default 'project'::text not null
);

create table policy_alarm (
  id bigint generated always as identity not null,
  kind text not null,
  subject text not null,
  checkpoint text not null,
  detail jsonb not null,
  raised_at timestamp with time zone default now() not null,
  seen_at timestamp with time zone,
  seen_by text
);

create table policy_key (
  id text not null,
  owner_id text not null,
  public_key text not null,
  valid_from date not null,
  valid_until date,
  registered_by text not null,
  registered_at timestamp with time zone default now() not null,
  revoked_at timestamp with time zone,
  revoked_by text,
  revoke_reason text
);

create table policy_release (
  id text not null,
  version text not null,
  pack_hash text not null,
  status text not null,
  active_from date,
  binding text,
  binds_from date,
  last_seq integer not null,
  state jsonb not null,
  examination jsonb,
  backtest jsonb,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null
);

create table policy_release_event (
  release_id text not null,
  seq integer not null,
  type text not null,
  data jsonb not null,
  by_user text not null,
  recorded_at timestamp with time zone not null,
  command_key text not null,
  request_hash text not null
);

create table policy_trace (
  hash text not null,
  trace jsonb not null
);

create table policy_verdict (
  project_id text not null,
  seq integer not null,
  checkpoint text not null,
  outcome text not null,
  pack_version text not null,
  pack_hash text not null,
  legal_date date not null,
  evaluated text[] not null,
  findings jsonb not null,
  facts jsonb not null,
  question jsonb,
  facts_hash text,
  trace_hash text
);

create table project (
  id text not null,
  project_no text not null,
  name text not null,
  buyer_org_id text not null,
  region_code text not null,
  sector text not null,
  item_code text not null,
  fiscal_year integer not null,
  amount_fen bigint not null,
  method text,
  pilot text,
  provider_id text,
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
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  search tsvector generated always as (goufu_bigrams(((((project_no || ' '::text) || name) || ' '::text) || item_code))) stored
);

create table project_counter (
  region_code text not null,
  year integer not null,
  last_no integer not null
);

create table project_event (
  project_id text not null,
  seq integer not null,
  type text not null,
  data jsonb not null,
  move jsonb,
  by jsonb not null,
  occurred_on date not null,
  recorded_at timestamp with time zone not null,
  command_key text not null,
  prev_hash text not null,
  hash text not null,
  feed_id bigint generated always as identity not null,
  txid xid8 default pg_current_xact_id() not null,
  scheduled_at timestamp with time zone
);

create table project_flow (
  id text not null,
  document jsonb not null,
  recorded_at timestamp with time zone default now() not null
);

create table project_org (
  project_id text not null,
  org_id text not null,
  seat text not null
);

create table provider (
  id text not null,
  org_id text,
  name text not null,
  kind text not null,
  size_class text,
  social_organisation boolean not null,
  certificate_no text,
  decision_record_ref text,
  separate_accounts boolean default false not null,
  on_credit_list boolean default false not null,
  banned_until date,
  last_grade jsonb,
  capabilities text[] default '{}'::text[] not null,
  region_code text,
  status text default 'active'::text not null,
  until date,
  reason text,
  proofs jsonb default '[]'::jsonb not null,
  last_check jsonb,
  stage text default 'registered'::text not null,
  trainings jsonb default '[]'::jsonb not null,
  accepted_trials integer default 0 not null,
  revision integer default 0 not null,
  last_hash text default ''::text not null
);

create table provider_event (
  provider_id text not null,
  seq integer not null,
  command jsonb not null,
  by_user_id text not null,
  occurred_on date not null,
  recorded_at timestamp with time zone default now() not null,
  command_key text not null,
  request_hash text not null,
  prev_hash text not null,
  hash text not null
);

create table proxy_grant (
  id bigint generated always as identity not null,
  of_user_id text not null,
  to_user_id text not null,
  nodes text[],
  ceiling_fen bigint,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  flows text[],
  request_key text,
  request_hash text,
  ended_by text
);

create table region (
  code text not null,
  name text not null,
  level text not null,
  parent_code text
);

create table region_setting (
  region_code text not null,
  kind text not null,
  effective_from date not null,
  confirmed boolean default false not null,
  citation text not null,
  data jsonb not null
);

create table task (
  project_id text not null,
  opened_seq integer not null,
  step text not null,
  role text not null,
  org_id text not null,
  opened_on date not null,
  due_on date not null,
  due_announced boolean not null,
  status text not null,
  closed_seq integer,
  closed_by text,
  closed_at timestamp with time zone,
  task_id text default ''::text not null,
  holder text
);

create table urge (
  id bigint generated always as identity not null,
  key text not null,
  project_id text not null,
  step text not null,
  due_on date not null,
  words text not null,
  by_user_id text not null,
  urged_at timestamp with time zone default now() not null
);

create table user_group (
  name text not null,
  user_id text not null
);

create table user_post (
  user_id text not null,
  role text not null,
  org_id text not null
);

create table work_calendar (
  version text not null,
  years jsonb not null,
  adopted_at timestamp with time zone default now() not null
);

alter table account_change add constraint account_change_by_user_id_fkey FOREIGN KEY (by_user_id) REFERENCES app_user(id);

alter table account_change add constraint account_change_pkey PRIMARY KEY (id);

alter table account_change add constraint account_change_request_key_key UNIQUE (request_key);

alter table account_change add constraint account_change_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id);

alter table app_user add constraint app_user_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table app_user add constraint app_user_pkey PRIMARY KEY (id);

alter table approval_callback add constraint approval_callback_case_id_fkey FOREIGN KEY (case_id) REFERENCES approval_case(id) DEFERRABLE INITIALLY DEFERRED;

alter table approval_callback add constraint approval_callback_event_id_key UNIQUE (event_id);

alter table approval_callback add constraint approval_callback_pkey PRIMARY KEY (case_id);

alter table approval_callback add constraint approval_callback_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text])));

alter table approval_case add constraint approval_case_case_no_key UNIQUE (case_no);

alter table approval_case add constraint approval_case_flow_id_flow_version_fkey FOREIGN KEY (flow_id, flow_version) REFERENCES flow_version(id, version);

alter table approval_case add constraint approval_case_initiator_id_fkey FOREIGN KEY (initiator_id) REFERENCES app_user(id);

alter table approval_case add constraint approval_case_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table approval_case add constraint approval_case_pkey PRIMARY KEY (id);

alter table approval_case add constraint approval_case_region_code_fkey FOREIGN KEY (region_code) REFERENCES region(code);

alter table approval_case add constraint approval_case_status_check CHECK ((status = ANY (ARRAY['running'::text, 'paused'::text, 'returned'::text, 'withdrawn'::text, 'terminated'::text, 'approved'::text, 'rejected'::text])));

alter table approval_copy add constraint approval_copy_case_id_fkey FOREIGN KEY (case_id) REFERENCES approval_case(id) DEFERRABLE INITIALLY DEFERRED;

alter table approval_copy add constraint approval_copy_pkey PRIMARY KEY (case_id, user_id);

alter table approval_copy add constraint approval_copy_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id);

alter table approval_counter add constraint approval_counter_pkey PRIMARY KEY (region_code, year);

alter table approval_event add constraint approval_event_case_id_fkey FOREIGN KEY (case_id) REFERENCES approval_case(id) DEFERRABLE INITIALLY DEFERRED;

alter table approval_event add constraint approval_event_case_id_seq_ordinal_key UNIQUE (case_id, seq, ordinal);

alter table approval_event add constraint approval_event_feed_id_key UNIQUE (feed_id);

alter table approval_event add constraint approval_event_no_check CHECK ((no > 0));

alter table approval_event add constraint approval_event_ordinal_check CHECK ((ordinal > 0));

alter table approval_event add constraint approval_event_pkey PRIMARY KEY (case_id, no);

alter table approval_event add constraint approval_event_seq_check CHECK ((seq > 0));

alter table approval_participant add constraint approval_participant_case_id_fkey FOREIGN KEY (case_id) REFERENCES approval_case(id) DEFERRABLE INITIALLY DEFERRED;

alter table approval_participant add constraint approval_participant_pkey PRIMARY KEY (case_id, user_id);

alter table approval_participant add constraint approval_participant_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id);

alter table approval_receipt add constraint approval_receipt_pkey PRIMARY KEY (key);

alter table approval_task add constraint approval_task_case_id_fkey FOREIGN KEY (case_id) REFERENCES approval_case(id) DEFERRABLE INITIALLY DEFERRED;

alter table approval_task add constraint approval_task_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES app_user(id);

alter table approval_task add constraint approval_task_pkey PRIMARY KEY (case_id, task_id, opened_seq);

alter table approval_task add constraint approval_task_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES app_user(id);

alter table approval_task add constraint approval_task_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text])));

alter table attachment add constraint attachment_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id);

alter table attachment add constraint attachment_pkey PRIMARY KEY (id);

alter table attachment add constraint attachment_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

alter table attachment add constraint attachment_size_bytes_check CHECK ((size_bytes > 0));

alter table attachment_chunk add constraint attachment_chunk_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachment(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

alter table attachment_chunk add constraint attachment_chunk_no_check CHECK ((no >= 0));

alter table attachment_chunk add constraint attachment_chunk_pkey PRIMARY KEY (attachment_id, no);

alter table attachment_subject add constraint attachment_subject_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachment(id);

alter table attachment_subject add constraint attachment_subject_kind_check CHECK ((kind = ANY (ARRAY['project'::text, 'case'::text])));

alter table attachment_subject add constraint attachment_subject_pkey PRIMARY KEY (attachment_id, kind, subject_id);

alter table budget_change add constraint budget_change_budget_id_fkey FOREIGN KEY (budget_id) REFERENCES budget_year(id);

alter table budget_change add constraint budget_change_case_id_fkey FOREIGN KEY (case_id) REFERENCES approval_case(id) DEFERRABLE INITIALLY DEFERRED;

alter table budget_change add constraint budget_change_kind_check CHECK ((kind = ANY (ARRAY['adjustment'::text, 'transfer'::text])));

alter table budget_change add constraint budget_change_pkey PRIMARY KEY (case_id);

alter table budget_event add constraint budget_event_budget_id_fkey FOREIGN KEY (budget_id) REFERENCES budget_year(id);

alter table budget_event add constraint budget_event_feed_id_key UNIQUE (feed_id);

alter table budget_event add constraint budget_event_pkey PRIMARY KEY (budget_id, seq);

alter table budget_event add constraint budget_event_seq_check CHECK ((seq > 0));

alter table budget_line add constraint budget_line_adds_up CHECK (((((((available_fen + reserved_fen) + committed_fen) + paid_fen) + carried_over_fen) + lapsed_fen) = approved_fen));

alter table budget_line add constraint budget_line_buckets_not_negative CHECK (((reserved_fen >= 0) AND (committed_fen >= 0) AND (paid_fen >= 0) AND (carried_over_fen >= 0) AND (lapsed_fen >= 0)));

alter table budget_line add constraint budget_line_carried_to_fkey FOREIGN KEY (carried_to) REFERENCES budget_line(id);

alter table budget_line add constraint budget_line_carried_when_closed CHECK (((carried_to IS NULL) OR (closed_on IS NOT NULL)));

alter table budget_line add constraint budget_line_check CHECK ((first_year <= fiscal_year));

alter table budget_line add constraint budget_line_closed_when_frozen CHECK (((closed_on IS NULL) OR (frozen_on IS NOT NULL)));

alter table budget_line add constraint budget_line_not_overdrawn CHECK ((available_fen >= 0));

alter table budget_line add constraint budget_line_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table budget_line add constraint budget_line_pkey PRIMARY KEY (id);

alter table budget_line add constraint budget_line_source_check CHECK ((source = ANY (ARRAY['own'::text, 'specialTransfer'::text, 'generalTransfer'::text])));

alter table budget_posting add constraint budget_posting_amount_fen_check CHECK ((amount_fen > 0));

alter table budget_posting add constraint budget_posting_check CHECK ((from_bucket <> to_bucket));

alter table budget_posting add constraint budget_posting_from_bucket_check CHECK ((from_bucket = ANY (ARRAY['appropriation'::text, 'available'::text, 'reserved'::text, 'committed'::text])));

alter table budget_posting add constraint budget_posting_line_id_fkey FOREIGN KEY (line_id) REFERENCES budget_line(id);

alter table budget_posting add constraint budget_posting_pkey PRIMARY KEY (id);

alter table budget_posting add constraint budget_posting_to_bucket_check CHECK ((to_bucket = ANY (ARRAY['appropriation'::text, 'available'::text, 'reserved'::text, 'committed'::text, 'paid'::text, 'carriedOver'::text, 'lapsed'::text])));

alter table budget_receipt add constraint budget_receipt_pkey PRIMARY KEY (key);

alter table budget_year add constraint budget_year_org_id_fiscal_year_key UNIQUE (org_id, fiscal_year);

alter table budget_year add constraint budget_year_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table budget_year add constraint budget_year_pkey PRIMARY KEY (id);

alter table catalogue_change add constraint catalogue_change_case_id_fkey FOREIGN KEY (case_id) REFERENCES approval_case(id) DEFERRABLE INITIALLY DEFERRED;

alter table catalogue_change add constraint catalogue_change_change_check CHECK ((change = ANY (ARRAY['add'::text, 'modify'::text, 'remove'::text])));

alter table catalogue_change add constraint catalogue_change_pkey PRIMARY KEY (case_id);

alter table catalogue_change add constraint catalogue_change_version_after_fkey FOREIGN KEY (version_after) REFERENCES catalogue_version(id);

alter table catalogue_change add constraint catalogue_change_version_before_fkey FOREIGN KEY (version_before) REFERENCES catalogue_version(id);

alter table catalogue_item add constraint catalogue_item_level_check CHECK (((level >= 1) AND (level <= 4)));

alter table catalogue_item add constraint catalogue_item_nature_check CHECK ((nature = ANY (ARRAY['public'::text, 'auxiliary'::text])));

alter table catalogue_item add constraint catalogue_item_pkey PRIMARY KEY (version_id, code);

alter table catalogue_item add constraint catalogue_item_responsible_level_check CHECK ((responsible_level = ANY (ARRAY['city'::text, 'county'::text, 'township'::text])));

alter table catalogue_item add constraint catalogue_item_version_id_fkey FOREIGN KEY (version_id) REFERENCES catalogue_version(id);

alter table catalogue_version add constraint catalogue_version_check CHECK (((superseded_on IS NULL) OR (superseded_on > published_on)));

alter table catalogue_version add constraint catalogue_version_pkey PRIMARY KEY (id);

alter table catalogue_version add constraint catalogue_version_region_code_fkey FOREIGN KEY (region_code) REFERENCES region(code);

alter table command_receipt add constraint command_receipt_pkey PRIMARY KEY (key);

alter table digest add constraint digest_on_date_fkey FOREIGN KEY (on_date) REFERENCES digest_run(on_date);

alter table digest add constraint digest_pkey PRIMARY KEY (user_id, on_date);

alter table digest add constraint digest_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id);

alter table digest_run add constraint digest_run_check CHECK ((from_at < until_at));

alter table digest_run add constraint digest_run_pkey PRIMARY KEY (on_date);

alter table flow_version add constraint flow_version_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES app_user(id);

alter table flow_version add constraint flow_version_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table flow_version add constraint flow_version_pkey PRIMARY KEY (id, version);

alter table flow_version add constraint flow_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES app_user(id);

alter table flow_version add constraint flow_version_retired_by_fkey FOREIGN KEY (retired_by) REFERENCES app_user(id);

alter table flow_version add constraint flow_version_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])));

alter table flow_version add constraint flow_version_version_check CHECK ((version > 0));

alter table import_batch add constraint import_batch_by_user_id_fkey FOREIGN KEY (by_user_id) REFERENCES app_user(id);

alter table import_batch add constraint import_batch_kind_check CHECK ((kind = ANY (ARRAY['projects'::text, 'providers'::text, 'budgetLines'::text])));

alter table import_batch add constraint import_batch_pkey PRIMARY KEY (id);

alter table installation add constraint installation_pkey PRIMARY KEY (key);

alter table opinion_phrases add constraint opinion_phrases_pkey PRIMARY KEY (user_id);

alter table opinion_phrases add constraint opinion_phrases_revision_check CHECK ((revision > 0));

alter table opinion_phrases add constraint opinion_phrases_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id);

alter table org add constraint org_leader_user_id_fkey FOREIGN KEY (leader_user_id) REFERENCES app_user(id);

alter table org add constraint org_level_check CHECK ((level = ANY (ARRAY['city'::text, 'county'::text, 'township'::text])));

alter table org add constraint org_not_above_itself CHECK ((parent_id <> id));

alter table org add constraint org_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES org(id);

alter table org add constraint org_pkey PRIMARY KEY (id);

alter table org add constraint org_region_code_fkey FOREIGN KEY (region_code) REFERENCES region(code);

alter table org_admin add constraint org_admin_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table org_admin add constraint org_admin_pkey PRIMARY KEY (org_id, user_id);

alter table org_admin add constraint org_admin_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id);

alter table overdue_list add constraint overdue_list_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table overdue_list add constraint overdue_list_pkey PRIMARY KEY (org_id, year);

alter table overdue_list add constraint overdue_list_published_by_fkey FOREIGN KEY (published_by) REFERENCES app_user(id);

alter table pack_signature add constraint pack_signature_key_id_fkey FOREIGN KEY (key_id) REFERENCES policy_key(id);

alter table pack_signature add constraint pack_signature_pkey PRIMARY KEY (release_id, key_id);

alter table pack_signature add constraint pack_signature_release_id_fkey FOREIGN KEY (release_id) REFERENCES policy_release(id) DEFERRABLE INITIALLY DEFERRED;

alter table pack_signature add constraint pack_signature_release_id_user_id_key UNIQUE (release_id, user_id);

alter table pack_signature add constraint pack_signature_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id);

alter table pack_version add constraint pack_version_check CHECK ((hash = encode(sha256(convert_to(document, 'UTF8'::name)), 'hex'::text)));

alter table pack_version add constraint pack_version_origin_check CHECK ((origin = ANY (ARRAY['shipped'::text, 'proposed'::text])));

alter table pack_version add constraint pack_version_pkey PRIMARY KEY (hash);

alter table parked_case add constraint parked_case_kind_check CHECK ((kind = ANY (ARRAY['project'::text, 'approval'::text, 'budget'::text])));

alter table parked_case add constraint parked_case_pkey PRIMARY KEY (id);

alter table policy_alarm add constraint policy_alarm_kind_check CHECK ((kind = ANY (ARRAY['engine-mismatch'::text, 'release-not-admitted'::text])));

alter table policy_alarm add constraint policy_alarm_pkey PRIMARY KEY (id);

alter table policy_alarm add constraint policy_alarm_seen_by_fkey FOREIGN KEY (seen_by) REFERENCES app_user(id);

alter table policy_key add constraint policy_key_check CHECK ((valid_until > valid_from));

alter table policy_key add constraint policy_key_check1 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL)));

alter table policy_key add constraint policy_key_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id);

alter table policy_key add constraint policy_key_pkey PRIMARY KEY (id);

alter table policy_key add constraint policy_key_public_key_key UNIQUE (public_key);

alter table policy_key add constraint policy_key_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES app_user(id);

alter table policy_key add constraint policy_key_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES app_user(id);

alter table policy_release add constraint policy_release_binding_check CHECK ((binding = ANY (ARRAY['all'::text, 'fromDate'::text, 'newProjects'::text])));

alter table policy_release add constraint policy_release_check CHECK (((status <> ALL (ARRAY['scheduled'::text, 'active'::text])) OR ((active_from IS NOT NULL) AND (binding IS NOT NULL))));

alter table policy_release add constraint policy_release_check1 CHECK ((((binding = 'fromDate'::text) = (binds_from IS NOT NULL)) OR (binding IS NULL)));

alter table policy_release add constraint policy_release_pack_hash_fkey FOREIGN KEY (pack_hash) REFERENCES pack_version(hash);

alter table policy_release add constraint policy_release_pkey PRIMARY KEY (id);

alter table policy_release add constraint policy_release_status_check CHECK ((status = ANY (ARRAY['examining'::text, 'signing'::text, 'signed'::text, 'scheduled'::text, 'active'::text, 'rejected'::text, 'withdrawn'::text, 'stopped'::text])));

alter table policy_release_event add constraint policy_release_event_command_key_key UNIQUE (command_key);

alter table policy_release_event add constraint policy_release_event_pkey PRIMARY KEY (release_id, seq);

alter table policy_release_event add constraint policy_release_event_release_id_fkey FOREIGN KEY (release_id) REFERENCES policy_release(id) DEFERRABLE INITIALLY DEFERRED;

alter table policy_release_event add constraint policy_release_event_seq_check CHECK ((seq > 0));

alter table policy_trace add constraint policy_trace_pkey PRIMARY KEY (hash);

alter table policy_verdict add constraint policy_verdict_pkey PRIMARY KEY (project_id, seq);

alter table policy_verdict add constraint policy_verdict_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED;

alter table policy_verdict add constraint policy_verdict_trace_hash_fkey FOREIGN KEY (trace_hash) REFERENCES policy_trace(hash);

alter table project add constraint project_buyer_org_id_fkey FOREIGN KEY (buyer_org_id) REFERENCES org(id);

alter table project add constraint project_pkey PRIMARY KEY (id);

alter table project add constraint project_project_no_key UNIQUE (project_no);

alter table project add constraint project_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id);

alter table project add constraint project_region_code_fkey FOREIGN KEY (region_code) REFERENCES region(code);

alter table project_counter add constraint project_counter_pkey PRIMARY KEY (region_code, year);

alter table project_event add constraint project_event_feed_id_key UNIQUE (feed_id);

alter table project_event add constraint project_event_pkey PRIMARY KEY (project_id, seq);

alter table project_event add constraint project_event_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED;

alter table project_event add constraint project_event_seq_check CHECK ((seq > 0));

alter table project_flow add constraint project_flow_pkey PRIMARY KEY (id);

alter table project_org add constraint project_org_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table project_org add constraint project_org_pkey PRIMARY KEY (project_id, org_id, seat);

alter table project_org add constraint project_org_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id);

alter table provider add constraint provider_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table provider add constraint provider_pkey PRIMARY KEY (id);

alter table provider add constraint provider_region_code_fkey FOREIGN KEY (region_code) REFERENCES region(code);

alter table provider add constraint provider_size_class_check CHECK ((size_class = ANY (ARRAY['large'::text, 'medium'::text, 'small'::text, 'micro'::text])));

alter table provider add constraint provider_stage_check CHECK ((stage = ANY (ARRAY['registered'::text, 'trained'::text, 'trial'::text, 'graduated'::text])));

alter table provider add constraint provider_status_check CHECK ((status = ANY (ARRAY['candidate'::text, 'verified'::text, 'active'::text, 'watch'::text, 'suspended'::text, 'restored'::text, 'banned'::text])));

alter table provider add constraint provider_term CHECK (((status = ANY (ARRAY['suspended'::text, 'banned'::text])) <= (until IS NOT NULL)));

alter table provider_event add constraint provider_event_by_user_id_fkey FOREIGN KEY (by_user_id) REFERENCES app_user(id);

alter table provider_event add constraint provider_event_command_key_key UNIQUE (command_key);

alter table provider_event add constraint provider_event_pkey PRIMARY KEY (provider_id, seq);

alter table provider_event add constraint provider_event_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES provider(id) DEFERRABLE INITIALLY DEFERRED;

alter table provider_event add constraint provider_event_seq_check CHECK ((seq > 0));

alter table proxy_grant add constraint proxy_grant_ceiling_fen_check CHECK ((ceiling_fen >= 0));

alter table proxy_grant add constraint proxy_grant_check CHECK ((from_at < until_at));

alter table proxy_grant add constraint proxy_grant_check1 CHECK ((of_user_id <> to_user_id));

alter table proxy_grant add constraint proxy_grant_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES app_user(id);

alter table proxy_grant add constraint proxy_grant_of_user_id_fkey FOREIGN KEY (of_user_id) REFERENCES app_user(id);

alter table proxy_grant add constraint proxy_grant_pkey PRIMARY KEY (id);

alter table proxy_grant add constraint proxy_grant_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id);

alter table proxy_grant add constraint proxy_grant_request_key_key UNIQUE (request_key);

alter table proxy_grant add constraint proxy_grant_to_user_id_fkey FOREIGN KEY (to_user_id) REFERENCES app_user(id);

alter table region add constraint region_level_check CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'township'::text])));

alter table region add constraint region_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES region(code);

alter table region add constraint region_pkey PRIMARY KEY (code);

alter table region_setting add constraint region_setting_kind_check CHECK ((kind = ANY (ARRAY['approvalMatrix'::text, 'timeLimits'::text, 'thresholds'::text])));

alter table region_setting add constraint region_setting_pkey PRIMARY KEY (region_code, kind, effective_from);

alter table region_setting add constraint region_setting_region_code_fkey FOREIGN KEY (region_code) REFERENCES region(code);

alter table task add constraint task_holder_fkey FOREIGN KEY (holder) REFERENCES app_user(id);

alter table task add constraint task_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table task add constraint task_pkey PRIMARY KEY (project_id, opened_seq, task_id);

alter table task add constraint task_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED;

alter table task add constraint task_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text])));

alter table urge add constraint urge_by_user_id_fkey FOREIGN KEY (by_user_id) REFERENCES app_user(id);

alter table urge add constraint urge_key_project_id_key UNIQUE (key, project_id);

alter table urge add constraint urge_pkey PRIMARY KEY (id);

alter table urge add constraint urge_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id);

alter table user_group add constraint user_group_pkey PRIMARY KEY (name, user_id);

alter table user_group add constraint user_group_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id);

alter table user_post add constraint user_post_org_id_fkey FOREIGN KEY (org_id) REFERENCES org(id);

alter table user_post add constraint user_post_pkey PRIMARY KEY (user_id, role, org_id);

alter table user_post add constraint user_post_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id);

alter table work_calendar add constraint work_calendar_pkey PRIMARY KEY (version);

CREATE INDEX account_change_by_user ON public.account_change USING btree (user_id, id);

CREATE INDEX approval_case_by_flow ON public.approval_case USING btree (flow_id, flow_version);

CREATE INDEX approval_case_by_initiator ON public.approval_case USING btree (initiator_id, updated_at DESC);

CREATE INDEX approval_case_by_org ON public.approval_case USING btree (org_id);

CREATE INDEX approval_case_by_updated ON public.approval_case USING btree (updated_at DESC, id);

CREATE INDEX approval_case_search ON public.approval_case USING gin (search);

CREATE INDEX approval_copy_by_user ON public.approval_copy USING btree (user_id, sent_at DESC);

CREATE INDEX approval_event_clock ON public.approval_event USING btree (recorded_at) WHERE (scheduled_at IS NOT NULL);

CREATE INDEX approval_event_feed ON public.approval_event USING btree (txid, feed_id);

CREATE INDEX approval_event_told ON public.approval_event USING btree (((data ->> 'tells'::text)), recorded_at) WHERE (type = 'ClockSpoke'::text);

CREATE INDEX approval_participant_by_user ON public.approval_participant USING btree (user_id, acted_at DESC NULLS LAST);

CREATE INDEX approval_task_done_by ON public.approval_task USING btree (closed_by, case_id) WHERE (status = 'done'::text);

CREATE INDEX approval_task_inbox ON public.approval_task USING btree (holder_id, due_on, case_id) WHERE (status = 'open'::text);

CREATE UNIQUE INDEX approval_task_open_once ON public.approval_task USING btree (case_id, task_id) WHERE (status = 'open'::text);

CREATE INDEX attachment_by_owner ON public.attachment USING btree (owner_id, sha256);

CREATE INDEX attachment_subject_by_subject ON public.attachment_subject USING btree (kind, subject_id);

CREATE INDEX budget_event_feed ON public.budget_event USING btree (txid, feed_id);

CREATE INDEX budget_line_by_year ON public.budget_line USING btree (fiscal_year, org_id) WHERE (closed_on IS NULL);

CREATE UNIQUE INDEX budget_line_by_code ON public.budget_line USING btree (org_id, fiscal_year, code, COALESCE(first_year, fiscal_year)) WHERE (code IS NOT NULL);

CREATE INDEX budget_posting_by_line ON public.budget_posting USING btree (line_id, id);

CREATE INDEX budget_posting_by_project ON public.budget_posting USING btree (project_id, seq);

CREATE UNIQUE INDEX budget_posting_once_by_project ON public.budget_posting USING btree (project_id, seq, line_id, from_bucket, to_bucket) WHERE (project_id IS NOT NULL);

CREATE UNIQUE INDEX budget_posting_once_by_source ON public.budget_posting USING btree (source_ref, line_id, from_bucket, to_bucket) WHERE (source_ref IS NOT NULL);

CREATE INDEX budget_year_by_due ON public.budget_year USING btree (due_on, id) WHERE (due_on IS NOT NULL);

CREATE INDEX catalogue_change_by_item ON public.catalogue_change USING btree (item_code, effective_on);

CREATE UNIQUE INDEX flow_version_one_draft ON public.flow_version USING btree (id) WHERE (status = 'draft'::text);

CREATE UNIQUE INDEX flow_version_one_published ON public.flow_version USING btree (id) WHERE (status = 'published'::text);

CREATE INDEX import_batch_newest ON public.import_batch USING btree (recorded_at DESC, id);

CREATE INDEX org_by_parent ON public.org USING btree (parent_id) WHERE (parent_id IS NOT NULL);

CREATE INDEX pack_version_by_version ON public.pack_version USING btree (version, recorded_at);

CREATE UNIQUE INDEX parked_case_one_open ON public.parked_case USING btree (subject_id) WHERE (released_at IS NULL);

CREATE INDEX policy_alarm_open ON public.policy_alarm USING btree (id) WHERE (seen_at IS NULL);

CREATE UNIQUE INDEX policy_release_one_version ON public.policy_release USING btree (version) WHERE (status <> ALL (ARRAY['rejected'::text, 'withdrawn'::text, 'stopped'::text]));

CREATE INDEX project_by_buyer ON public.project USING btree (buyer_org_id);

CREATE INDEX project_by_class ON public.project USING btree (buyer_org_id, fiscal_year, item_code);

CREATE INDEX project_by_due ON public.project USING btree (due_on, id) WHERE (due_on IS NOT NULL);

CREATE INDEX project_by_updated ON public.project USING btree (updated_at DESC, id);

CREATE INDEX project_search ON public.project USING gin (search);

CREATE INDEX project_event_begun_by ON public.project_event USING btree (((by ->> 'userId'::text)), project_id) WHERE (seq = 1);

CREATE INDEX project_event_clock ON public.project_event USING btree (recorded_at) WHERE (type = ANY (ARRAY['StepReminded'::text, 'StepEscalated'::text]));

CREATE INDEX project_event_copies ON public.project_event USING gin (jsonb_path_query_array(data, '$."events"[*]?(@."type" == "CopySent")."data"."to"[*]'::jsonpath)) WHERE (type = 'ApprovalRecorded'::text);

CREATE INDEX project_event_feed ON public.project_event USING btree (txid, feed_id);

CREATE INDEX project_event_read_by ON public.project_event USING btree (((by ->> 'userId'::text)), project_id) WHERE ((type = 'ApprovalRecorded'::text) AND ((data ->> 'verb'::text) = 'readCopy'::text));

CREATE INDEX project_org_by_org ON public.project_org USING btree (org_id);

CREATE INDEX provider_by_capability ON public.provider USING gin (capabilities);

CREATE INDEX provider_by_status ON public.provider USING btree (status, id);

CREATE INDEX proxy_grant_by_absent ON public.proxy_grant USING btree (of_user_id, until_at);

CREATE INDEX proxy_grant_by_proxy ON public.proxy_grant USING btree (to_user_id, until_at);

CREATE INDEX task_done_by ON public.task USING btree (closed_by, project_id) WHERE (status = 'done'::text);

CREATE INDEX task_inbox ON public.task USING btree (org_id, role, due_on, project_id) WHERE (status = 'open'::text);

CREATE INDEX task_inbox_of_holder ON public.task USING btree (holder, due_on, project_id) WHERE ((status = 'open'::text) AND (holder IS NOT NULL));

CREATE UNIQUE INDEX task_one_open_each ON public.task USING btree (project_id, task_id) WHERE (status = 'open'::text);

CREATE INDEX urge_by_project ON public.urge USING btree (project_id, step, due_on);

CREATE INDEX user_post_by_org ON public.user_post USING btree (org_id, role);

CREATE OR REPLACE FUNCTION public.announce_case_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('goufu_changes', new.case_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.announce_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('goufu_changes', new.project_id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.apply_budget_posting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  line record;
begin
  update budget_line set
    approved_fen = approved_fen
      + case when new.from_bucket = 'appropriation' then new.amount_fen else 0 end
      - case when new.to_bucket = 'appropriation' then new.amount_fen else 0 end,
    available_fen = available_fen
      + case when new.to_bucket = 'available' then new.amount_fen else 0 end
      - case when new.from_bucket = 'available' then new.amount_fen else 0 end,
    reserved_fen = reserved_fen
      + case when new.to_bucket = 'reserved' then new.amount_fen else 0 end
      - case when new.from_bucket = 'reserved' then new.amount_fen else 0 end,
    committed_fen = committed_fen
      + case when new.to_bucket = 'committed' then new.amount_fen else 0 end
      - case when new.from_bucket = 'committed' then new.amount_fen else 0 end,
    paid_fen = paid_fen + case when new.to_bucket = 'paid' then new.amount_fen else 0 end,
    carried_over_fen = carried_over_fen + case when new.to_bucket = 'carriedOver' then new.amount_fen else 0 end,
    lapsed_fen = lapsed_fen + case when new.to_bucket = 'lapsed' then new.amount_fen else 0 end
  where id = new.line_id
  returning frozen_on, closed_on into line;
  if line.closed_on is not null or (line.frozen_on is not null
    and (new.from_bucket = 'appropriation' or (new.from_bucket = 'available' and new.to_bucket not in ('carriedOver', 'lapsed')))) then
    raise exception 'The year of budget line % is over', new.line_id
      using errcode = 'check_violation', constraint = 'budget_line_year_is_over', table = 'budget_line';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.goufu_bigrams(input text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(array_to_tsvector(array_agg(distinct gram)), ''::tsvector)
  from (
    select substr(word, i, n) as gram
    from unnest(regexp_split_to_array(lower(coalesce(input, '')), '[^a-z0-9\u00c0-\u04ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+')) as word,
      generate_series(1, char_length(word)) as i,
      generate_series(1, 2) as n
    where char_length(word) > 0 and i + n - 1 <= char_length(word)
  ) grams
$function$
;

CREATE OR REPLACE FUNCTION public.keep_budget_balances()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    if (new.approved_fen, new.available_fen, new.reserved_fen, new.committed_fen, new.paid_fen, new.carried_over_fen, new.lapsed_fen)
      is distinct from (0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint) then
      raise exception 'A budget line begins empty; its money comes by a posting' using errcode = 'restrict_violation';
    end if;
  elsif pg_trigger_depth() < 2 and
    (new.id, new.approved_fen, new.available_fen, new.reserved_fen, new.committed_fen, new.paid_fen, new.carried_over_fen, new.lapsed_fen)
    is distinct from
    (old.id, old.approved_fen, old.available_fen, old.reserved_fen, old.committed_fen, old.paid_fen, old.carried_over_fen, old.lapsed_fen) then
    raise exception 'Balances of a budget line change by postings only' using errcode = 'restrict_violation';
  elsif old.closed_on is not null and (new.closed_on, new.carried_to) is distinct from (old.closed_on, old.carried_to) then
    raise exception 'A closed budget line stays closed' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_published_flow()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.status <> 'draft' and (tg_op = 'DELETE' or (new.document, new.form_schema, new.org_id) is distinct from (old.document, old.form_schema, old.org_id)) then
    raise exception 'A published flow is never changed' using errcode = 'restrict_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'Rows of % are append-only', tg_table_name using errcode = 'restrict_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_key_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.id, new.owner_id, new.public_key, new.valid_from, new.registered_by, new.registered_at)
      is distinct from (old.id, old.owner_id, old.public_key, old.valid_from, old.registered_by, old.registered_at)
    or new.valid_until is distinct from old.valid_until
    or old.revoked_at is not null then
    raise exception 'A key is only ever revoked, once' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_unsigned_release()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.status = 'active'
    and (select count(*) from pack_signature s where s.release_id = new.id) < 2 then
    raise exception 'Release % has fewer than two signatures', new.id using errcode = 'restrict_violation';
  end if;
  return new;
end $function$
;

CREATE TRIGGER account_change_append_only BEFORE DELETE OR UPDATE ON public.account_change FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER approval_event_announces AFTER INSERT ON public.approval_event FOR EACH ROW EXECUTE FUNCTION announce_case_event();

CREATE TRIGGER approval_event_append_only BEFORE DELETE OR UPDATE ON public.approval_event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER approval_receipt_append_only BEFORE DELETE OR UPDATE ON public.approval_receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER attachment_subject_append_only BEFORE DELETE OR UPDATE ON public.attachment_subject FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER budget_change_append_only BEFORE DELETE OR UPDATE ON public.budget_change FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER budget_event_append_only BEFORE DELETE OR UPDATE ON public.budget_event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER budget_line_balances BEFORE INSERT OR UPDATE ON public.budget_line FOR EACH ROW EXECUTE FUNCTION keep_budget_balances();

CREATE TRIGGER budget_posting_append_only BEFORE DELETE OR UPDATE ON public.budget_posting FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER budget_posting_applies AFTER INSERT ON public.budget_posting FOR EACH ROW EXECUTE FUNCTION apply_budget_posting();

CREATE TRIGGER budget_posting_not_emptied BEFORE TRUNCATE ON public.budget_posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER budget_receipt_append_only BEFORE DELETE OR UPDATE ON public.budget_receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER catalogue_change_append_only BEFORE DELETE OR UPDATE ON public.catalogue_change FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER command_receipt_append_only BEFORE DELETE OR UPDATE ON public.command_receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER digest_append_only BEFORE DELETE OR UPDATE ON public.digest FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER flow_version_stands BEFORE DELETE OR UPDATE ON public.flow_version FOR EACH ROW EXECUTE FUNCTION keep_published_flow();

CREATE TRIGGER import_batch_append_only BEFORE DELETE OR UPDATE ON public.import_batch FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER overdue_list_append_only BEFORE DELETE OR UPDATE ON public.overdue_list FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER pack_signature_append_only BEFORE DELETE OR UPDATE ON public.pack_signature FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER pack_version_append_only BEFORE DELETE OR UPDATE ON public.pack_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER policy_key_kept BEFORE DELETE ON public.policy_key FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER policy_key_only_revoked BEFORE UPDATE ON public.policy_key FOR EACH ROW EXECUTE FUNCTION refuse_key_change();

CREATE TRIGGER policy_release_event_append_only BEFORE DELETE OR UPDATE ON public.policy_release_event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER policy_release_is_signed BEFORE INSERT OR UPDATE ON public.policy_release FOR EACH ROW EXECUTE FUNCTION refuse_unsigned_release();

CREATE TRIGGER policy_trace_append_only BEFORE DELETE OR UPDATE ON public.policy_trace FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER policy_verdict_append_only BEFORE DELETE OR UPDATE ON public.policy_verdict FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER project_event_announces AFTER INSERT ON public.project_event FOR EACH ROW EXECUTE FUNCTION announce_event();

CREATE TRIGGER project_event_append_only BEFORE DELETE OR UPDATE ON public.project_event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER project_flow_append_only BEFORE DELETE OR UPDATE ON public.project_flow FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER provider_event_append_only BEFORE DELETE OR UPDATE ON public.provider_event FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER urge_append_only BEFORE DELETE OR UPDATE ON public.urge FOR EACH ROW EXECUTE FUNCTION refuse_change();
