-- 履约记录 Performance: what happens under a contract beside its milestones -----------------------------------------
-- Projects that began before have none of it; what their milestones now tell follows from their events.
update project set file = jsonb_set(
  file || jsonb_build_object('performance', jsonb_build_object(
    'bond', null, 'amendments', '[]'::jsonb, 'subcontracts', '[]'::jsonb, 'reviews', '[]'::jsonb, 'receivables', '[]'::jsonb,
    'fieldJobs', '[]'::jsonb, 'mediators', '[]'::jsonb, 'staffCheck', null, 'termination', null)),
  '{milestones}',
  coalesce((
    select jsonb_agg(milestone || jsonb_build_object(
      'submittedOn', (select to_char(max(occurred_on), 'YYYY-MM-DD') from project_event as event
        where event.project_id = project.id and event.type in ('MilestoneSubmitted', 'RectificationSubmitted')
          and event.data -> 'milestoneNo' = milestone -> 'no'),
      'rectifications', (select count(*) from project_event as event
        where event.project_id = project.id and event.type = 'RectificationOrdered'
          and event.data -> 'milestoneNo' = milestone -> 'no'),
      'disputedFen', 0,
      'deductedFen', case when milestone ->> 'status' = 'paid'
        then (milestone ->> 'acceptedFen')::bigint - (milestone ->> 'paidFen')::bigint else 0 end,
      'interestFen', (select coalesce(sum((event.data ->> 'interestFen')::bigint), 0) from project_event as event
        where event.project_id = project.id and event.type = 'PaymentMade'
          and event.data -> 'milestoneNo' = milestone -> 'no')) order by ordinality)
    from jsonb_array_elements(file -> 'milestones') with ordinality as listed (milestone, ordinality)), '[]'));

-- 承接主体名录 Directory of providers -------------------------------------------------------------------------------
alter table provider
  -- Where it is registered: counted in the report on local share, never asked for (SUP-11).
  add column region_code text references region (code),
  add column status text not null default 'active'
    check (status in ('candidate', 'verified', 'active', 'watch', 'suspended', 'restored', 'banned')),
  add column until date,
  add column reason text,
  add column proofs jsonb not null default '[]',
  add column last_check jsonb,
  add column stage text not null default 'registered' check (stage in ('registered', 'trained', 'trial', 'graduated')),
  add column trainings jsonb not null default '[]',
  add column accepted_trials integer not null default 0,
  add column revision integer not null default 0,
  add column last_hash text not null default '',
  add constraint provider_term check ((status in ('suspended', 'banned')) <= (until is not null));
update provider set status = 'banned', until = banned_until where banned_until is not null;
create index provider_by_status on provider (status, id);
create index provider_by_capability on provider using gin (capabilities);

-- What has happened to an entry, chained by hash, never changed.
create table provider_event (
  provider_id text not null references provider (id) deferrable initially deferred,
  seq integer not null check (seq > 0),
  command jsonb not null,
  by_user_id text not null references app_user (id),
  occurred_on date not null,
  recorded_at timestamptz not null default now(),
  -- The key of the request: the same one again writes nothing.
  command_key text not null unique,
  request_hash text not null,
  prev_hash text not null,
  hash text not null,
  primary key (provider_id, seq)
);
create trigger provider_event_append_only before update or delete on provider_event
  for each row execute function refuse_change();

-- 逾期未付清单 made public once a year by each buyer (支付条例 §18) --------------------------------------------------
create table overdue_list (
  org_id text not null references org (id),
  year integer not null,
  list jsonb not null,
  url text not null,
  published_on date not null,
  published_by text not null references app_user (id),
  recorded_at timestamptz not null default now(),
  primary key (org_id, year)
);
create trigger overdue_list_append_only before update or delete on overdue_list
  for each row execute function refuse_change();
