-- Policy releases: documents by content, keys, signatures, the way of a release --------------------------------------
-- The canonical JSON of all packs of one version, kept for ever; the hash is that of the text itself.
create table pack_version (
  hash text primary key check (hash = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
  version text not null,
  document text not null,
  origin text not null check (origin in ('shipped', 'proposed')),
  recorded_at timestamptz not null default now()
);
create index pack_version_by_version on pack_version (version, recorded_at);

-- A public key of a person who may sign; the private key never comes here.
create table policy_key (
  id text primary key,
  owner_id text not null references app_user (id),
  public_key text not null unique,
  valid_from date not null,
  valid_until date check (valid_until > valid_from),
  registered_by text not null references app_user (id),
  registered_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_by text references app_user (id),
  revoke_reason text,
  check ((revoked_at is null) = (revoked_by is null))
);

create table policy_release (
  id text primary key,
  version text not null,
  pack_hash text not null references pack_version (hash),
  status text not null check (
    status in ('examining', 'signing', 'signed', 'scheduled', 'active', 'rejected', 'withdrawn', 'stopped')
  ),
  active_from date,
  binding text check (binding in ('all', 'fromDate', 'newProjects')),
  binds_from date,
  last_seq integer not null,
  state jsonb not null,
  examination jsonb,
  backtest jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (status not in ('scheduled', 'active') or (active_from is not null and binding is not null)),
  check ((binding = 'fromDate') = (binds_from is not null) or binding is null)
);
create unique index policy_release_one_version on policy_release (version)
  where status not in ('rejected', 'withdrawn', 'stopped');

create table pack_signature (
  release_id text not null references policy_release (id) deferrable initially deferred,
  key_id text not null references policy_key (id),
  user_id text not null references app_user (id),
  signature text not null,
  signed_at timestamptz not null,
  primary key (release_id, key_id),
  unique (release_id, user_id)
);

create table policy_release_event (
  release_id text not null references policy_release (id) deferrable initially deferred,
  seq integer not null check (seq > 0),
  type text not null,
  data jsonb not null,
  by_user text not null,
  recorded_at timestamptz not null,
  command_key text not null unique,
  request_hash text not null,
  primary key (release_id, seq)
);

-- The second wall: whatever a program says, a release without two signatures of two people does not become active.
create function refuse_unsigned_release() returns trigger language plpgsql as $$
begin
  if new.status = 'active'
    and (select count(*) from pack_signature s where s.release_id = new.id) < 2 then
    raise exception 'Release % has fewer than two signatures', new.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger policy_release_is_signed before insert or update on policy_release
  for each row execute function refuse_unsigned_release();

create function refuse_key_change() returns trigger language plpgsql as $$
begin
  if (new.id, new.owner_id, new.public_key, new.valid_from, new.registered_by, new.registered_at)
      is distinct from (old.id, old.owner_id, old.public_key, old.valid_from, old.registered_by, old.registered_at)
    or new.valid_until is distinct from old.valid_until
    or old.revoked_at is not null then
    raise exception 'A key is only ever revoked, once' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger policy_key_only_revoked before update on policy_key
  for each row execute function refuse_key_change();
create trigger policy_key_kept before delete on policy_key for each row execute function refuse_change();
create trigger pack_version_append_only before update or delete on pack_version
  for each row execute function refuse_change();
create trigger pack_signature_append_only before update or delete on pack_signature
  for each row execute function refuse_change();
create trigger policy_release_event_append_only before update or delete on policy_release_event
  for each row execute function refuse_change();

-- Decision log: what each comparison said, kept once by content ------------------------------------------------------
create table policy_trace (
  hash text primary key,
  trace jsonb not null
);
create trigger policy_trace_append_only before update or delete on policy_trace
  for each row execute function refuse_change();
-- Empty only for decisions recorded before these columns were there.
alter table policy_verdict
  add column question jsonb,
  add column facts_hash text,
  add column trace_hash text references policy_trace (hash);

-- Two evaluators that differ, or an active release that may not be used: an operator has to look -----------------------
create table policy_alarm (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('engine-mismatch', 'release-not-admitted')),
  subject text not null,
  checkpoint text not null,
  detail jsonb not null,
  raised_at timestamptz not null default now(),
  seen_at timestamptz,
  seen_by text references app_user (id)
);
create index policy_alarm_open on policy_alarm (id) where seen_at is null;
