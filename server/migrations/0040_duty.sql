-- The rhythm of the firm: recurring duties, and the records (ECH) that they become when they are due.

alter table record drop constraint record_kind_check;
alter table record add constraint record_kind_check check (kind in ('INC', 'REQ', 'ECH'));
create sequence ech_number;
grant usage on sequence ech_number to staff, worker;

-- The day that a duty is due by, whatever was promised for anything else; null: targets say.
alter table record add column due_by timestamptz;
alter table record add constraint only_duties_have_a_day check (due_by is null or kind = 'ECH');

create table duty_rule (
  id uuid primary key default uuidv7(),
  name jsonb not null check (name ? 'fr' and length(trim(name ->> 'fr')) between 1 and 120),
  -- Which proposition of the kit it was; null: the firm's own.
  kit_key text,
  process text not null check (process in ('duty', 'configuration-policy', 'configuration-verification', 'configuration-report')),
  owner_role text not null check (owner_role in ('D', 'RGS/AC', 'RGS/RC', 'CS')),
  -- Null: whoever answers for the role.
  owner_id uuid references person,
  client_id uuid references client,
  -- The shape is that of recurrences.
  rhythm jsonb not null check (rhythm ? 'every'),
  zone text not null,
  starts_on date not null,
  lead_days integer not null check (lead_days between 0 and 90),
  evidence jsonb not null check (evidence ? 'fr' and length(trim(evidence ->> 'fr')) between 1 and 500),
  is_paused boolean not null default false,
  -- Days of the rhythm up to this one are dealt with: opened, missed, or past when the rule was written or went on.
  done_until date,
  next_at timestamptz,
  -- Why the latest attempt failed; null: it did not.
  trouble text check (trouble in ('procedure', 'owner', 'other')),
  ended_at timestamptz,
  version integer not null default 1,
  constraint report_is_for_a_client check (process <> 'configuration-report' or client_id is not null)
);
create unique index duty_rule_name on duty_rule (plain(name ->> 'fr'), client_id) nulls not distinct where ended_at is null;
-- What was taken from the kit once is not proposed again.
create unique index duty_rule_kit on duty_rule (kit_key, client_id) nulls not distinct where kit_key is not null;
create index duty_rule_next on duty_rule (next_at) where ended_at is null and not is_paused;

-- One record at most for each rule and day; without a record: it was missed.
create table duty_record (
  duty_rule_id uuid not null references duty_rule,
  due_on date not null,
  record_id uuid unique references record,
  at timestamptz not null,
  primary key (duty_rule_id, due_on)
);
create index duty_record_due on duty_record (due_on desc, record_id desc) where record_id is not null;

grant select, insert, update on duty_rule to staff;
grant select, update (done_until, next_at, trouble) on duty_rule to worker;
grant select, insert, update (record_id) on duty_record to staff, worker;
alter table duty_rule enable row level security;
alter table duty_record enable row level security;
create policy staff on duty_rule to staff, worker using (true) with check (true);
create policy staff on duty_record to staff, worker using (true) with check (true);

-- A duty is the provider's own until a step of it is its client's; then whoever may take that step sees it, and what came of it.
create function portal_sees_kind(kind text, consent_level text) returns boolean language sql stable parallel safe as $$
  select kind <> 'ECH' or coalesce(consent_level = any(scope.decides()), false)
$$;
grant execute on function portal_sees_kind to staff, portal, supplier, worker;
create policy portal_duties on record as restrictive to portal
  using (kind <> 'ECH' or coalesce(consent_level = any((select scope.decides())::text[]), false))
  with check (kind <> 'ECH' or coalesce(consent_level = any((select scope.decides())::text[]), false));
-- Nothing of it was said to a supplier.
create policy supplier_duties on record as restrictive to supplier using (kind <> 'ECH');
create or replace function sees_record(record uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select case scope.role()
    when 'portal' then exists (select from record r where r.id = sees_record.record and r.client_id = scope.client()
      and portal_sees_kind(r.kind, r.consent_level)
      and (r.requester_id = scope.person() or (scope.sees_company() and (not r.is_confidential
        or (r.consent_level = any(scope.decides()) and (r.consent_until is null or r.consent_until >= scope.now()))))))
    when 'supplier' then exists (select from handover h join record r on r.id = h.record_id where h.record_id = sees_record.record
      and h.supplier_id = scope.supplier() and r.kind <> 'ECH'
      and h.from_at <= scope.now() and (h.until_at is null or h.until_at >= scope.now()))
    else scope.role() in ('staff', 'worker') end
$$;

create or replace function search_portal(words text, most integer) returns table (subject_id uuid, rank real)
language sql stable security definer set search_path = public, pg_temp as $$
  with asked as materialized (select search_query(search_portal.words) as query),
  latest as (
    select own.subject_id, ts_rank(own.public_words, a.query) as rank
    from asked a, (
      select s.subject_id, s.public_words from record r join search_entry s on s.subject_id = r.id
      where r.client_id = scope.client() and portal_sees_kind(r.kind, r.consent_level) and (r.requester_id = scope.person() or (scope.sees_company() and not r.is_confidential))
      order by r.recorded_at desc, r.id desc limit 500) own
    where own.public_words @@ a.query),
  older as (
    select s.subject_id, ts_rank(s.public_words, (select query from asked)) as rank
    from search_entry s join record r on r.id = s.subject_id
    where (select count(*) from latest) < most and s.public_words @@ (select query from asked) and r.client_id = scope.client()
      and portal_sees_kind(r.kind, r.consent_level) and (r.requester_id = scope.person() or (scope.sees_company() and not r.is_confidential))
    limit 200),
  meant as materialized (
    select case when not exists (table latest) and not exists (table older) then search_nearly(search_portal.words) end as query),
  nearly as (
    select s.subject_id, ts_rank(s.public_words, (select query from meant)) - 1 as rank
    from search_entry s join record r on r.id = s.subject_id
    where (select query from meant) is not null and s.public_words @@ (select query from meant) and r.client_id = scope.client()
      and portal_sees_kind(r.kind, r.consent_level) and (r.requester_id = scope.person() or (scope.sees_company() and not r.is_confidential))
    limit 200)
  select found.subject_id, max(found.rank) from (table latest union all table older union all table nearly) found
  group by found.subject_id order by max(found.rank) desc, found.subject_id desc limit 200
$$;

-- Gaps in the numbers of duties are told like all others.
do $$ begin
  execute replace(pg_get_functiondef('missing_numbers()'::regprocedure), '(values (''INC'', ',
    '(values (''ECH'', (select case when is_called then last_value else 0 end from ech_number)), (''INC'', ');
end $$;
