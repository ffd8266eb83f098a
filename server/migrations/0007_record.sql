-- The record: everything that moves through a process, whatever its kind.

create table record (
  id uuid primary key references subject,
  number text not null unique,
  kind text not null check (kind in ('INC', 'REQ')),
  title text not null check (length(trim(title)) between 1 and 300),
  description text not null default '',
  client_id uuid references client,
  service_id uuid references service,
  category_id uuid references category,
  requester_id uuid references person,
  caller text,
  assignee_id uuid references person,
  team_id uuid references team,
  channel text not null check (channel in ('portal', 'email', 'phone', 'api', 'monitoring', 'inventory', 'visit')),
  urgency smallint check (urgency between 1 and 5),
  impact smallint check (impact between 1 and 5),
  priority smallint check (priority between 1 and 9),
  -- Null: the grid says so. Otherwise why a person decided differently.
  priority_reason text check (trim(priority_reason) <> ''),
  is_confidential boolean not null default false,
  is_major boolean not null default false,
  parent_id uuid references record,
  merged_into_id uuid references record,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  responded_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  step text not null,
  step_entered_at timestamptz not null,
  phase text not null check (phase in ('new', 'active', 'resolved', 'closed', 'cancelled')),
  outcome text,
  level smallint not null default 1 check (level between 0 and 3),
  -- Null: since it was recorded.
  level_since timestamptz,
  held text check (held in ('client', 'agreed-date', 'supplier', 'hardware')),
  held_until timestamptz check (held is not null or held_until is null),
  reopened smallint not null default 0,
  minutes integer not null default 0 check (minutes >= 0),
  -- What the activities of its process wrote; each process has a schema for its own.
  facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  -- By what it is judged, pinned.
  procedure_version_id uuid not null references artefact_version,
  grid_version_id uuid references artefact_version,
  levels_version_id uuid references artefact_version,
  agreement_version_id uuid references artefact_version,
  calendar_id uuid references artefact,
  due_response_at timestamptz,
  due_resolution_at timestamptz,
  is_breached boolean not null default false,
  -- Another record that this one waits for.
  waits_for_id uuid references record,
  created_by uuid references person,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint override_has_reason check (priority is null or grid_version_id is not null or priority_reason is not null),
  constraint ended_is_dated check ((phase in ('closed', 'cancelled')) = (closed_at is not null)),
  constraint major_is_incident check (not is_major or kind = 'INC')
);
-- Open records as lists sort them, what has no due time or priority last; the expressions are those of record/filter.
create index record_due on record (coalesce(due_resolution_at, '9999-12-31T00:00:00Z'::timestamptz), id) where closed_at is null;
create index record_urgent on record (coalesce(priority, 99), coalesce(due_resolution_at, '9999-12-31T00:00:00Z'::timestamptz), id)
  where closed_at is null;
create index record_updated on record (updated_at desc, id desc);
create index record_client_updated on record (client_id, updated_at desc, id desc);
create index record_recent on record (recorded_at desc, id desc);
create index record_client on record (client_id, recorded_at desc, id desc);
create index record_requester on record (requester_id, recorded_at desc, id desc);
create index record_assignee on record (assignee_id, recorded_at desc, id desc) where closed_at is null;
create index record_service on record (service_id, recorded_at desc, id desc);
create index record_phase on record (phase, recorded_at desc, id desc);
create index record_parent on record (parent_id) where parent_id is not null;
create index record_merged on record (merged_into_id) where merged_into_id is not null;
create index record_waits on record (waits_for_id) where waits_for_id is not null;

-- Where a record has been, step by step: the guard of the procedure, and the source of heat maps and medians.
create table record_visit (
  record_id uuid not null references record,
  number integer not null,
  procedure_version_id uuid not null references artefact_version,
  step text not null,
  at timestamptz not null,
  -- How it got here: started, moved, self-passed, decided by a timer, continued from another procedure, or put here by override.
  why text not null check (why in ('started', 'moved', 'passed', 'timer', 'continued', 'override', 'record-move', 'called', 'confirmed-by-voice')),
  move text,
  actor_id uuid references person,
  primary key (record_id, number)
);
create index record_visit_step on record_visit (procedure_version_id, step);

create function record_visit_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare previous record_visit;
begin
  select * into previous from record_visit where record_id = new.record_id order by number desc limit 1;
  new.number := coalesce(previous.number, 0) + 1;
  if new.why = 'override' then
    perform from journal_entry where subject_id = new.record_id and event = 'record.overridden' and journal_entry.at = new.at;
    if found then return new; end if;
    raise exception 'an override stands in the journal' using errcode = 'check_violation', constraint = 'step_follows_procedure';
  end if;
  if new.why in ('continued', 'record-move') then return new; end if;
  if previous.record_id is null then
    perform from procedure_move where version_id = new.procedure_version_id and from_step = '' and to_step = new.step;
  else
    perform from procedure_move where version_id = new.procedure_version_id and from_step = previous.step and to_step = new.step
      and previous.procedure_version_id = new.procedure_version_id;
  end if;
  if not found then
    raise exception 'the procedure has no way from % to %', coalesce(previous.step, 'the start'), new.step
      using errcode = 'check_violation', constraint = 'step_follows_procedure';
  end if;
  return new;
end $$;
create trigger record_visit_guard before insert on record_visit for each row execute function record_visit_guard();

create function record_step_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare here record; visited record_visit;
begin
  select step, procedure_version_id into here from record where id = new.id;
  select * into visited from record_visit where record_id = new.id order by number desc limit 1;
  if (here.step, here.procedure_version_id) is distinct from (visited.step, visited.procedure_version_id) then
    raise exception 'record % is at % but was last seen at %', new.number, here.step, visited.step
      using errcode = 'check_violation', constraint = 'step_follows_procedure';
  end if;
  return null;
end $$;
create constraint trigger record_step_guard after insert or update of step, procedure_version_id on record
  deferrable initially deferred for each row execute function record_step_guard();

-- What was handed to a supplier, and until when: it sees only what came after.
create table handover (
  record_id uuid not null references record,
  supplier_id uuid not null references supplier,
  from_at timestamptz not null,
  until_at timestamptz check (until_at >= from_at),
  reference text,
  primary key (record_id, supplier_id, from_at)
);
create unique index handover_open on handover (record_id, supplier_id) where until_at is null;
create index handover_supplier on handover (supplier_id, record_id);

-- May whoever asks see this record? For definer functions, which no row-level security holds.
create function sees_record(record uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select case scope.role()
    when 'portal' then exists (select from record r where r.id = sees_record.record and r.client_id = scope.client()
      and (r.requester_id = scope.person() or (scope.sees_company() and not r.is_confidential)))
    when 'supplier' then exists (select from handover h where h.record_id = sees_record.record and h.supplier_id = scope.supplier()
      and h.from_at <= scope.now() and (h.until_at is null or h.until_at >= scope.now()))
    else scope.role() in ('staff', 'worker') end
$$;
revoke all on function sees_record from public;
grant execute on function sees_record to staff, portal, supplier, worker;

create table record_link (
  from_id uuid not null references record,
  to_id uuid not null references record check (to_id <> from_id),
  kind text not null check (kind in ('caused-by', 'resolved-by', 'implemented-in', 'duplicates', 'parent-of', 'related-to')),
  created_at timestamptz not null,
  created_by uuid references person,
  primary key (from_id, to_id, kind)
);
create index record_link_to on record_link (to_id);

create table watcher (
  record_id uuid not null references record,
  person_id uuid not null references person,
  since timestamptz not null,
  primary key (record_id, person_id)
);

create table time_entry (
  id uuid primary key default uuidv7(),
  record_id uuid not null references record,
  person_id uuid not null references person,
  minutes integer not null check (minutes between 1 and 1440),
  spent_on date not null,
  note text not null default '',
  created_at timestamptz not null
);
create index time_entry_record on time_entry (record_id);

-- One running timer a person.
create table running_timer (
  person_id uuid primary key references person,
  record_id uuid not null references record,
  started_at timestamptz not null
);

create table saved_view (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  name text not null check (length(trim(name)) between 1 and 80),
  query text not null check (length(query) <= 2000),
  is_shared boolean not null default false,
  created_at timestamptz not null
);

grant select, insert, update on record to staff;
grant select, insert on record_visit, record_link, time_entry to staff;
grant select, insert, update on handover to staff;
grant select, insert, delete on watcher, running_timer, saved_view to staff;
grant update on saved_view to staff;
grant select, insert, update on record, handover to worker;
grant select, insert on record_visit, record_link to worker;
grant select on watcher, time_entry to worker;
-- What a client's or a supplier's moves may touch; whose the record is, its number and its priority are not theirs to set.
grant select, insert, update (title, description, step, step_entered_at, phase, outcome, held, held_until, reopened, facts, level, level_since, responded_at,
  resolved_at, closed_at, procedure_version_id, due_response_at, due_resolution_at, is_breached, waits_for_id, updated_at, version, minutes)
  on record to portal, supplier;
grant select, insert on record_visit to portal, supplier;
grant select, update (until_at) on handover to supplier;
revoke insert on record from supplier;

grant usage on sequence inc_number, req_number to staff, portal, worker;

alter table record enable row level security;
alter table record_visit enable row level security;
alter table handover enable row level security;
alter table record_link enable row level security;
alter table watcher enable row level security;
alter table saved_view enable row level security;
alter table running_timer enable row level security;
create policy staff on record to staff, worker using (true) with check (true);
create policy portal on record to portal
  using (client_id = (select scope.client()) and (requester_id = (select scope.person()) or ((select scope.sees_company()) and not is_confidential)))
  with check (client_id = (select scope.client()));
create policy supplier on record to supplier
  using (exists (select from handover h where h.record_id = id and h.supplier_id = (select scope.supplier())
    and h.from_at <= (select scope.now()) and (h.until_at is null or h.until_at >= (select scope.now()))));
create policy staff on record_visit to staff, worker using (true) with check (true);
create policy visible on record_visit to portal, supplier using (exists (select from record r where r.id = record_id))
  with check (exists (select from record r where r.id = record_id));
create policy staff on handover to staff, worker using (true) with check (true);
create policy supplier on handover to supplier using (supplier_id = (select scope.supplier()));
create policy staff on record_link to staff, worker using (true) with check (true);
create policy staff on watcher to staff, worker using (true) with check (true);
create policy own on saved_view to staff using (is_shared or person_id = (select scope.person())) with check (person_id = (select scope.person()));
create policy own on running_timer to staff using (true) with check (person_id = (select scope.person()));

-- The journal of a record is read by who reads the record, each audience its own entries.
create policy portal on journal_entry for select to portal
  using (visibility = 'client' and exists (select from record r where r.id = subject_id));
create policy portal on journal_body for select to portal using (exists (select from journal_entry e where e.id = entry_id));
create policy supplier on journal_entry for select to supplier using (visibility = 'supplier' and exists (
  select from handover h where h.record_id = subject_id and h.supplier_id = (select scope.supplier()) and journal_entry.at >= h.from_at
    and (h.until_at is null or journal_entry.at <= h.until_at)) and exists (select from record r where r.id = subject_id));
create policy supplier on journal_body for select to supplier using (exists (select from journal_entry e where e.id = entry_id));
create policy supplier on service for select to supplier using (exists (select from record r where r.service_id = service.id));

-- A supplier's move is judged by the provider's artefacts, and by what the client of that record agreed to.
create function judges_handed_over(artefact uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from handover h join record r on r.id = h.record_id
    where h.supplier_id = scope.supplier() and h.from_at <= scope.now() and (h.until_at is null or h.until_at >= scope.now())
      and (r.calendar_id = judges_handed_over.artefact or exists (select from artefact_version v
        where v.artefact_id = judges_handed_over.artefact and v.id in (r.grid_version_id, r.levels_version_id, r.agreement_version_id))))
$$;
revoke all on function judges_handed_over from public;
grant execute on function judges_handed_over to supplier;
create policy supplier on artefact for select to supplier
  using ((client_id is null and kind <> 'agreement') or judges_handed_over(id));
create policy supplier on artefact_version for select to supplier
  using ((in_force_from is not null or kit_edition is not null) and exists (select from artefact a where a.id = artefact_id));
