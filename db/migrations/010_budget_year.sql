-- Budget years: compilation, adjustments, year end ------------------------------------------------------------------
alter table budget_line add column code text;
-- The year its money was first approved for; null where that is the line's own year.
alter table budget_line add column first_year integer check (first_year <= fiscal_year);
-- 同意结转 whether finance lets the unused money go on into the next year.
alter table budget_line add column may_carry_over boolean not null default false;
alter table budget_line add column carried_over_fen bigint not null default 0;
alter table budget_line add column lapsed_fen bigint not null default 0;
-- Its year is over: nothing new is taken from it, what it holds goes on or lapses; then it is closed.
alter table budget_line add column frozen_on date;
alter table budget_line add column closed_on date;
-- 结转下年 the line that took over what was carried over.
alter table budget_line add column carried_to text references budget_line (id);
alter table budget_line add constraint budget_line_closed_when_frozen check (closed_on is null or frozen_on is not null);
alter table budget_line add constraint budget_line_carried_when_closed check (carried_to is null or closed_on is not null);
create unique index budget_line_by_code on budget_line (org_id, fiscal_year, code, coalesce(first_year, fiscal_year)) where code is not null;
create index budget_line_by_year on budget_line (fiscal_year, org_id) where closed_on is null;

alter table budget_line drop constraint budget_line_buckets_not_negative;
alter table budget_line add constraint budget_line_buckets_not_negative
  check (reserved_fen >= 0 and committed_fen >= 0 and paid_fen >= 0 and carried_over_fen >= 0 and lapsed_fen >= 0);
alter table budget_line drop constraint budget_line_adds_up;
alter table budget_line add constraint budget_line_adds_up
  check (available_fen + reserved_fen + committed_fen + paid_fen + carried_over_fen + lapsed_fen = approved_fen);

-- What is cut from a line goes back where it came from; at the end of the year money is carried over or lapses.
alter table budget_posting drop constraint budget_posting_to_bucket_check;
alter table budget_posting add constraint budget_posting_to_bucket_check
  check (to_bucket in ('appropriation', 'available', 'reserved', 'committed', 'paid', 'carriedOver', 'lapsed'));
-- 依据 what a posting comes from that no project has caused: a budget's approval, an approval case, a year's end.
alter table budget_posting add column source_ref text;
-- Nothing is posted twice, whoever tries again.
create unique index budget_posting_once_by_project on budget_posting (project_id, seq, line_id, from_bucket, to_bucket)
  where project_id is not null;
create unique index budget_posting_once_by_source on budget_posting (source_ref, line_id, from_bucket, to_bucket)
  where source_ref is not null;

create or replace function apply_budget_posting() returns trigger language plpgsql as $$
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
end $$;

-- The balances are nothing but the sum of the postings: only the trigger above writes them.
create function keep_budget_balances() returns trigger language plpgsql as $$
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
end $$;
create trigger budget_line_balances before insert or update on budget_line
  for each row execute function keep_budget_balances();
create trigger budget_posting_not_emptied before truncate on budget_posting
  for each statement execute function refuse_change();

-- 预算年度 the budget of one unit in one year; without compilation where its lines were entered before.
create table budget_year (
  id text primary key,
  org_id text not null references org (id),
  fiscal_year integer not null,
  status text,
  compilation jsonb,
  authors text[] not null default '{}',
  revision integer not null default 0,
  due_on date,
  deadlines jsonb not null default '[]',
  last_seq integer not null default 0,
  last_hash text not null default '',
  updated_at timestamptz not null default now(),
  unique (org_id, fiscal_year)
);
create index budget_year_by_due on budget_year (due_on, id) where due_on is not null;

-- One line for each thing that happened to a budget, chained by hash, never changed.
create table budget_event (
  budget_id text not null references budget_year (id),
  seq integer not null check (seq > 0),
  type text not null,
  data jsonb not null,
  actor text not null,
  occurred_on date not null,
  recorded_at timestamptz not null,
  command_key text not null,
  prev_hash text not null,
  hash text not null,
  feed_id bigint generated always as identity unique,
  txid xid8 not null default pg_current_xact_id(),
  primary key (budget_id, seq)
);
create index budget_event_feed on budget_event (txid, feed_id);
create trigger budget_event_append_only before update or delete on budget_event
  for each row execute function refuse_change();

create table budget_receipt (
  key text primary key,
  request_hash text not null,
  budget_id text not null,
  result jsonb not null,
  recorded_at timestamptz not null default now()
);
create trigger budget_receipt_append_only before update or delete on budget_receipt
  for each row execute function refuse_change();

-- 预算调整、调剂 what an approved case has changed: one row a case, so that it happens once.
create table budget_change (
  case_id text primary key references approval_case (id) deferrable initially deferred,
  budget_id text not null references budget_year (id),
  kind text not null check (kind in ('adjustment', 'transfer')),
  approved_by text not null,
  approval_ref text not null,
  moves jsonb not null,
  changed_on date not null
);
create trigger budget_change_append_only before update or delete on budget_change
  for each row execute function refuse_change();

alter table parked_case drop constraint parked_case_kind_check;
alter table parked_case add constraint parked_case_kind_check check (kind in ('project', 'approval', 'budget'));
