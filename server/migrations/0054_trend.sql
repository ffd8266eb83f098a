-- Trends: what incidents have in common, and the reviews that decide what becomes of it.

-- Counting by time and group reads this alone, whatever the number of other records.
create index record_trend on record (recorded_at) include (id, service_id, client_id, category_id, parent_id)
  where kind = 'INC' and merged_into_id is null and phase <> 'cancelled';

alter table duty_rule drop constraint duty_rule_process_check;
alter table duty_rule add constraint duty_rule_process_check
  check (process in ('duty', 'configuration-policy', 'configuration-verification', 'configuration-report', 'trend-review'));

-- What a review looked at, as it was found then.
create table trend_review (
  record_id uuid primary key references record,
  from_on date not null,
  to_on date not null,
  total integer not null check (total >= 0),
  -- The largest groups of each dimension, for the report.
  shares jsonb not null check (jsonb_typeof(shares) = 'array'),
  gathered_at timestamptz not null,
  gathered_by uuid references person,
  -- Of what top management has put its name to: the text itself, and its digest.
  signed_at timestamptz,
  signed_by uuid references person,
  minutes text,
  sha256 text,
  constraint trend_review_period check (to_on >= from_on),
  constraint trend_review_signed check (num_nonnulls(signed_at, signed_by, minutes, sha256) in (0, 4)),
  constraint trend_review_digest check (minutes is null or sha256 = encode(sha256(convert_to(minutes, 'UTF8')), 'hex'))
);

create table trend_finding (
  id uuid primary key default uuidv7(),
  review_id uuid not null references trend_review,
  position integer not null,
  by text not null check (by in ('service', 'ci', 'ciType', 'client', 'category', 'cause', 'text')),
  key text not null check (length(key) between 1 and 300),
  name jsonb not null check (name ? 'fr'),
  verdict text not null check (verdict in ('rises', 'stable', 'falls', 'too-few', 'seasonal')),
  figures jsonb not null check (jsonb_typeof(figures) = 'object'),
  -- Numbers of the incidents behind it, the latest.
  incidents text[] not null check (cardinality(incidents) <= 200),
  -- The same in the review before.
  before_id uuid references trend_finding,
  decision text check (decision in ('problem', 'watch', 'dismiss')),
  reason text check (length(reason) <= 2000),
  problem_id uuid references record,
  decided_at timestamptz,
  decided_by uuid references person,
  constraint trend_finding_once unique (review_id, by, key),
  constraint trend_finding_decided check (num_nonnulls(decision, decided_at, decided_by) in (0, 3)),
  constraint trend_dismissal_has_reason check (decision is distinct from 'dismiss' or length(trim(coalesce(reason, ''))) > 0),
  constraint trend_problem_is_named check ((decision is not distinct from 'problem') = (problem_id is not null))
);
create index trend_finding_before on trend_finding (before_id) where before_id is not null;
create index trend_finding_problem on trend_finding (problem_id) where problem_id is not null;

-- What was signed stays, and so does what it was about.
create function trend_stays() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare signed timestamptz;
begin
  if tg_table_name = 'trend_review' then
    signed := old.signed_at;
  else
    -- Who signs waits for what is being decided, and what is decided afterwards is refused.
    select r.signed_at into signed from trend_review r
      where r.record_id = case when tg_op = 'DELETE' then old.review_id else new.review_id end for key share;
  end if;
  if signed is not null then
    raise exception 'a signed review stays' using errcode = 'check_violation', constraint = 'trend_stays';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger trend_stays before update on trend_review for each row execute function trend_stays();
create trigger trend_stays before insert or update or delete on trend_finding for each row execute function trend_stays();
revoke all on function trend_stays from public;

grant select, insert, update on trend_review to staff;
grant select, insert, delete, update (decision, reason, problem_id, decided_at, decided_by, before_id) on trend_finding to staff;
grant select on trend_review, trend_finding to worker;
alter table trend_review enable row level security;
alter table trend_finding enable row level security;
create policy staff on trend_review to staff, worker using (true) with check (true);
create policy staff on trend_finding to staff, worker using (true) with check (true);
