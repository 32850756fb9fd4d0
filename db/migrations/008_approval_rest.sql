-- Proxies over HTTP: for which flows, which request made the grant, who ended it ----------------------------------------
alter table proxy_grant add column flows text[];
alter table proxy_grant add column request_key text unique;
alter table proxy_grant add column request_hash text;
alter table proxy_grant add column ended_by text references app_user (id);
create index proxy_grant_by_proxy on proxy_grant (to_user_id, until_at);

-- One change feed for projects and approval cases: one numbering, one announcement --------------------------------------
alter table approval_event alter column feed_id drop identity;
alter table approval_event alter column feed_id set default nextval(pg_get_serial_sequence('project_event', 'feed_id'));
create function announce_case_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('goufu_changes', new.case_id);
  return null;
end $$;
create trigger approval_event_announces after insert on approval_event
  for each row execute function announce_case_event();

-- 账号停用与启用: who was shut out or let in again, by whom and why --------------------------------------------------------
create table account_change (
  id bigint generated always as identity primary key,
  user_id text not null references app_user (id),
  disabled boolean not null,
  reason text not null,
  by_user_id text not null references app_user (id),
  -- The key of the request: the same one again writes nothing.
  request_key text not null unique,
  request_hash text not null,
  changed_at timestamptz not null
);
create index account_change_by_user on account_change (user_id, id);
create trigger account_change_append_only before update or delete on account_change
  for each row execute function refuse_change();

-- 目录调整: what an approved case did to a catalogue; the version before stays as it was published ---------------------------
create table catalogue_change (
  case_id text primary key references approval_case (id) deferrable initially deferred,
  version_before text not null references catalogue_version (id),
  version_after text not null references catalogue_version (id),
  change text not null check (change in ('add', 'modify', 'remove')),
  item_code text not null,
  item_before jsonb,
  item_after jsonb,
  effective_on date not null,
  recorded_at timestamptz not null
);
create index catalogue_change_by_item on catalogue_change (item_code, effective_on);
create trigger catalogue_change_append_only before update or delete on catalogue_change
  for each row execute function refuse_change();
