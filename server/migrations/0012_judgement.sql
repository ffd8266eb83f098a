-- By what a record is judged, in one statement: the versions in force (or the kit's propositions until something is approved),
-- every version of the calendar whose hours count, and the processes that a call may open.
create function live_version(artefact uuid, at timestamptz) returns table (id uuid, number integer, in_force_from timestamptz)
language sql stable as $$
  select v.id, v.number, v.in_force_from from artefact_version v
  where v.artefact_id = artefact and (
    (v.in_force_from <= at and (v.in_force_until is null or v.in_force_until > at))
    or (v.kit_edition is not null and v.in_force_from is null and v.state <> 'rejected'))
  order by v.in_force_from is not null desc, v.number desc limit 1
$$;

-- All versions of calendars that ever counted: an instant counts by the one that was in force then, and by the proposition
-- that stood in for it before anything was approved.
create function calendar_versions(calendars uuid[]) returns table (id uuid, artefact_id uuid, key text, number integer, "from" text)
language sql stable as $$
  select v.id, a.id, a.key, v.number, v.in_force_from::text from artefact a
    left join lateral (select min(f.in_force_from) as at from artefact_version f where f.artefact_id = a.id) first on true
    join artefact_version v on v.artefact_id = a.id and (v.in_force_from is not null or v.id = (
      select p.id from artefact_version p where p.artefact_id = a.id and p.kit_edition is not null
        and (case when first.at is null then p.state <> 'rejected' else p.created_at < first.at end)
      order by p.number desc limit 1))
  where a.id = any(calendars)
$$;

-- `has_terms`: grid, agreement (or none) and calendar are pinned by the record; else they are those of client and service now.
create function judgement(process text, client uuid, service uuid, at timestamptz, pinned_procedure uuid, pinned_levels uuid,
  has_terms boolean, pinned_grid uuid, pinned_agreement uuid, pinned_calendar uuid)
returns table (role text, id uuid, artefact_id uuid, key text, number integer, "from" text)
-- Planned once a connection: planning it for each record costs ten times what it does.
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare agreed agreement; own_grid uuid; hours uuid := pinned_calendar; agreement_version uuid := pinned_agreement;
begin
  if not has_terms then
    select a.* into agreed from agreement a where a.client_id = client and a.service_id = service and a.ended_at is null;
    select v.id into agreement_version from live_version(agreed.id, at) v where v.in_force_from is not null;
    if agreement_version is not null then own_grid := agreed.grid_id; hours := agreed.calendar_id; end if;
    hours := coalesce(hours, (select s.calendar_id from service s where s.id = service),
      (select a.id from artefact a where a.kind = 'calendar' and a.key = 'default' and a.client_id is null));
  end if;
  return query
    select 'procedure', v.id, a.id, a.key, v.number, v.in_force_from::text from artefact a cross join lateral (
        select l.* from live_version(a.id, at) l where pinned_procedure is null
        union all select p.id, p.number, p.in_force_from from artefact_version p where p.id = pinned_procedure) v
      where case when pinned_procedure is null then a.kind = 'procedure' and a.key = process and a.client_id is null
        else a.id = (select p.artefact_id from artefact_version p where p.id = pinned_procedure) end
    union all
    select 'grid', v.id, a.id, a.key, v.number, v.in_force_from::text from artefact a cross join lateral (
        select l.* from live_version(a.id, at) l where not has_terms
        union all select p.id, p.number, p.in_force_from from artefact_version p where p.id = pinned_grid and has_terms) v
      where case when has_terms then a.id = (select p.artefact_id from artefact_version p where p.id = pinned_grid)
        when own_grid is not null then a.id = own_grid
        else a.kind = 'priority-grid' and a.key = 'default' and a.client_id is null end
    union all
    select 'levels', v.id, a.id, a.key, v.number, v.in_force_from::text from artefact a cross join lateral (
        select l.* from live_version(a.id, at) l where pinned_levels is null
        union all select p.id, p.number, p.in_force_from from artefact_version p where p.id = pinned_levels) v
      where case when pinned_levels is not null then a.id = (select p.artefact_id from artefact_version p where p.id = pinned_levels)
        else a.kind = 'escalation-levels' and a.key = 'default' and a.client_id is null end
    union all
    select 'agreement', v.id, a.id, a.key, v.number, v.in_force_from::text
      from artefact_version v join artefact a on a.id = v.artefact_id where v.id = agreement_version
    union all
    select 'calendar', c.* from calendar_versions(array[hours]) c
    union all
    select 'called', v.id, a.id, a.key, v.number, null from artefact a cross join lateral live_version(a.id, at) v
      where a.kind = 'procedure' and a.client_id is null;
end $$;
grant execute on function live_version, calendar_versions, judgement to staff, portal, supplier, worker;

-- How often this has happened: incidents of the same service in thirty days, for the client and for everyone alike.
create function recurrences(record uuid, at timestamptz) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from record r join record o on o.service_id = r.service_id and o.kind = r.kind and o.client_id is not distinct from r.client_id
  where r.id = record and sees_record(record) and o.recorded_at > at - interval '30 days' and o.recorded_at <= at and o.phase <> 'cancelled'
$$;

-- What clocks read, for whoever may see the record: a client's move restarts a clock whose entries are internal.
create function clock_entries(record uuid) returns table (event text, at timestamptz, body jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.event, e.at, b.body from journal_entry e left join journal_body b on b.entry_id = e.id
  where e.subject_id = record and sees_record(record) and e.event in ('record.created', 'record.targeted', 'record.responded', 'record.held', 'record.resumed',
    'record.resolved', 'record.reopened', 'record.ended') order by e.seq
$$;
revoke all on function recurrences, clock_entries from public;
grant execute on function recurrences, clock_entries to staff, portal, supplier, worker;
