-- Attachments: the file's description, its content in pieces, and the papers that refer to it ----------------------
create table attachment (
  id text primary key,
  name text not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  owner_id text not null references app_user (id),
  uploaded_at timestamptz not null default now()
);
create index attachment_by_owner on attachment (owner_id, sha256);

create table attachment_chunk (
  attachment_id text not null references attachment (id) on delete cascade deferrable initially deferred,
  no integer not null check (no >= 0),
  bytes bytea not null,
  primary key (attachment_id, no)
);
-- Compressed formats are the rule; trying to compress them again only costs time.
alter table attachment_chunk alter column bytes set storage external;

-- Once something refers to a file, the file stays; the foreign key has no cascade on purpose.
create table attachment_subject (
  attachment_id text not null references attachment (id),
  kind text not null check (kind in ('project', 'case')),
  subject_id text not null,
  attached_at timestamptz not null default now(),
  primary key (attachment_id, kind, subject_id)
);
create index attachment_subject_by_subject on attachment_subject (kind, subject_id);
create trigger attachment_subject_append_only before update or delete on attachment_subject
  for each row execute function refuse_change();

-- Opinion phrases of one person -----------------------------------------------------------------------------------
create table opinion_phrases (
  user_id text primary key references app_user (id),
  revision integer not null check (revision > 0),
  phrases text[] not null
);
