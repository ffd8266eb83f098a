-- Hours bought ahead by a client: a pot that its work is counted against, period by period.

create table hour_pot (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client,
  -- For the work on this service alone; null: for all that no pot of a service takes.
  service_id uuid references service,
  name text not null check (length(trim(name)) between 1 and 80),
  -- Bought for each period.
  minutes integer not null check (minutes between 1 and 6000000),
  valid_from date not null,
  valid_until date,
  renewal text not null check (renewal in ('once', 'monthly', 'quarterly', 'yearly')),
  -- What is left of a period is lost or goes into the next one.
  carries_over boolean not null,
  -- The way to a visit counts like work.
  counts_travel boolean not null,
  -- Only what is asked for out of contract.
  is_for_extras boolean not null,
  created_at timestamptz not null,
  -- Entered by mistake: it counts for nothing.
  ended_at timestamptz,
  version integer not null default 1,
  constraint hour_pot_in_order check (valid_until >= valid_from),
  -- Each minute goes to one pot.
  constraint hour_pot_one_at_a_time exclude using gist (client_id with =, coalesce(service_id, client_id) with =,
    daterange(valid_from, valid_until, '[]') with &&) where (ended_at is null)
);
create index hour_pot_client on hour_pot (client_id, valid_from);
grant select, insert, update on hour_pot to staff;
grant select on hour_pot to worker, portal;
alter table hour_pot enable row level security;
create policy staff on hour_pot to staff, worker using (true) with check (true);
-- What was bought is the business of those who speak for the client.
create policy portal on hour_pot for select to portal using (client_id = (select scope.client())
  and (select level_rank(current_setting('app.level', true))) >= 2 and ended_at is null);

-- What was told: once for each pot, period and level.
create table hour_pot_alert (
  pot_id uuid not null references hour_pot,
  period_from date not null,
  percent integer not null check (percent in (80, 100)),
  told_at timestamptz not null,
  primary key (pot_id, period_from, percent)
);
grant select, insert on hour_pot_alert to worker;
alter table hour_pot_alert enable row level security;
create policy worker on hour_pot_alert to worker using (true) with check (true);

-- The pot that work of a day goes to; the narrower one first.
create function pot_of(client uuid, service uuid, day date, is_extra boolean) returns uuid
language sql stable set search_path = public, pg_temp as $$
  select id from hour_pot p where p.client_id = client and (p.service_id is null or p.service_id = service)
    and p.valid_from <= day and (p.valid_until is null or p.valid_until >= day) and p.ended_at is null and (not p.is_for_extras or is_extra)
  order by p.service_id nulls last limit 1
$$;
grant execute on function pot_of to staff, worker;

create function is_extra(facts jsonb) returns boolean language sql immutable
  as $$ select coalesce(facts -> 'isOutOfContract' = 'true', false) $$;
grant execute on function is_extra to staff, worker;

-- Minutes by pot and day, from the entries themselves: nothing is counted twice or kept beside them. To clients it tells sums alone.
create function pot_days(client uuid) returns table (pot_id uuid, day date, minutes integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with since as (select min(valid_from) as day from hour_pot where client_id = pot_days.client and ended_at is null), work as (
    select r.service_id, is_extra(r.facts) as is_extra, t.spent_on as day, false as is_travel, sum(t.minutes)::int as minutes
    from record r join time_entry t on t.record_id = r.id where r.client_id = pot_days.client and t.spent_on >= (select day from since)
    group by 1, 2, 3
    union all
    select r.service_id, is_extra(r.facts), (i.started_at at time zone o.zone)::date, true,
      i.travel_minutes * (select count(*)::int from intervention_person ip where ip.intervention_id = i.id)
    from record r join intervention i on i.record_id = r.id cross join organisation o
    where r.client_id = pot_days.client and i.state = 'done' and i.travel_minutes > 0)
  select p.id, w.day, sum(w.minutes)::int
  from work w join hour_pot p on p.id = pot_of(pot_days.client, w.service_id, w.day, w.is_extra)
  where (p.counts_travel or not w.is_travel)
    and case scope.role() when 'portal' then pot_days.client = scope.client() and level_rank(current_setting('app.level', true)) >= 2
      else scope.role() in ('staff', 'worker') end
  group by p.id, w.day order by w.day
$$;
revoke all on function pot_days from public;
grant execute on function pot_days to staff, worker, portal;
