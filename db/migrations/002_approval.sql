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
