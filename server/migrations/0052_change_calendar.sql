-- The calendar of changes: when nothing is changed, what is critical for a client, and which window calendars were told last.

-- The roles by holding them, by a team's mandate or by standing in, as the application reads them.
create function answers_for_any(wanted text[]) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select scope.role() = 'staff' and exists (select from person p where p.id = scope.person() and p.ended_at is null
    and p.client_id is null and p.supplier_id is null and (p.roles && wanted
      or exists (select from team_member m join team t on t.id = m.team_id where m.person_id = p.id and t.ended_at is null and t.mandates && wanted)
      or exists (select from substitution b join person h on h.id = b.person_id where b.substitute_id = p.id and b.ended_at is null
        and scope.now() >= b.starts_at and scope.now() < b.ends_at and h.roles && wanted)))
$$;
revoke all on function answers_for_any from public;
grant execute on function answers_for_any to staff;

create table change_freeze (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('freeze', 'critical-period')),
  name jsonb not null constraint change_freeze_name check (name ? 'fr' and length(name ->> 'fr') between 1 and 200 and pg_column_size(name) <= 2000),
  -- Null: for all clients.
  client_id uuid references client,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null default '' check (length(reason) <= 5000),
  created_by uuid not null references person,
  created_at timestamptz not null,
  -- Ended, never deleted.
  ended_at timestamptz,
  version integer not null default 1,
  constraint change_freeze_in_order check (ends_at > starts_at),
  constraint critical_period_has_client check (kind = 'freeze' or client_id is not null)
);
create index change_freeze_span on change_freeze using gist (tstzrange(starts_at, ends_at)) where ended_at is null;
-- None: all services.
create table change_freeze_service (
  freeze_id uuid not null references change_freeze,
  service_id uuid not null references service,
  primary key (freeze_id, service_id)
);

grant select, insert, update on change_freeze to staff;
grant select, insert, delete on change_freeze_service to staff;
grant select on change_freeze, change_freeze_service to worker;
alter table change_freeze enable row level security;
alter table change_freeze_service enable row level security;
create policy read on change_freeze for select to staff, worker using (true);
create policy keep on change_freeze for insert to staff with check ((select answers_for_any('{RGS/AC,D}')));
create policy edit on change_freeze for update to staff using ((select answers_for_any('{RGS/AC,D}'))) with check ((select answers_for_any('{RGS/AC,D}')));
create policy read on change_freeze_service for select to staff, worker using (true);
create policy keep on change_freeze_service for insert to staff with check ((select answers_for_any('{RGS/AC,D}')));
create policy leave on change_freeze_service for delete to staff using ((select answers_for_any('{RGS/AC,D}')));

-- What overlaps a span, among ten thousand.
create index change_window_span on change using gist (tstzrange(window_from, window_to)) where window_from is not null;

-- RFC 5545: raised with each move of the window; the last window stays known after it was taken away, so that calendars strike it out.
alter table change add column told_sequence integer not null default 0;
alter table change add column told_from timestamptz;
alter table change add column told_to timestamptz;
alter table change add column told_at timestamptz;
update change set told_from = window_from, told_to = window_to, told_at = (select updated_at from record where id = record_id) where window_from is not null;
create function change_tells_window() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.told_sequence := case when tg_op = 'INSERT' then 0 else old.told_sequence end;
  new.told_from := case when tg_op = 'UPDATE' then old.told_from end;
  new.told_to := case when tg_op = 'UPDATE' then old.told_to end;
  new.told_at := case when tg_op = 'UPDATE' then old.told_at end;
  if tg_op = 'UPDATE' and (new.window_from, new.window_to, new.outage_minutes) is not distinct from (old.window_from, old.window_to, old.outage_minutes) then
    return new;
  end if;
  if new.told_from is not null then new.told_sequence := new.told_sequence + 1; end if;
  if new.window_from is not null then
    new.told_from := new.window_from;
    new.told_to := new.window_to;
  end if;
  new.told_at := scope.now();
  return new;
end $$;
create trigger change_tells_window before insert or update on change for each row execute function change_tells_window();
