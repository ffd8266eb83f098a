-- Tickets that come again: a rule makes them from a template, by the clock of one place.

create table recurrence (
  id uuid primary key default uuidv7(),
  name text not null check (length(trim(name)) between 1 and 80),
  template_id uuid not null references ticket_template,
  client_id uuid references client,
  service_id uuid references service,
  assignee_id uuid references person,
  team_id uuid references team,
  -- The shape is the contract's: every day, week, month or year, and on which day of it.
  rhythm jsonb not null check (rhythm ? 'every'),
  at_time text not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  zone text not null,
  starts_on date not null,
  ends_on date,
  -- On working days of this calendar alone; what falls on another day comes before it, after it, or not at all.
  calendar_id uuid references artefact,
  off_day text check (off_day in ('before', 'after', 'skip')),
  -- How long before its day a ticket is made.
  lead_days integer not null default 0 check (lead_days between 0 and 90),
  is_paused boolean not null default false,
  -- Days of the rhythm up to this one are dealt with: made, missed, or past when the rule was written or went on.
  done_until date,
  next_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  constraint recurrence_in_order check (ends_on >= starts_on),
  constraint recurrence_off_day_needs_calendar check ((calendar_id is null) = (off_day is null))
);
create unique index recurrence_name on recurrence (plain(name)) where ended_at is null;
create index recurrence_next on recurrence (next_at) where ended_at is null and not is_paused;

-- One ticket at most for each rule and day; without a record: it was missed.
create table recurrence_ticket (
  recurrence_id uuid not null references recurrence,
  due_on date not null,
  record_id uuid references record,
  at timestamptz not null,
  primary key (recurrence_id, due_on)
);
create index recurrence_ticket_record on recurrence_ticket (record_id) where record_id is not null;

grant select, insert, update on recurrence to staff;
grant select, update (done_until, next_at) on recurrence to worker;
grant select on recurrence_ticket to staff;
grant select, insert, update (record_id) on recurrence_ticket to worker;
-- Lines of the template's checklist.
grant insert on checklist_item to worker;
alter table recurrence enable row level security;
alter table recurrence_ticket enable row level security;
create policy staff on recurrence to staff, worker using (true) with check (true);
create policy staff on recurrence_ticket to staff, worker using (true) with check (true);

alter table record drop constraint record_channel_check;
alter table record add constraint record_channel_check
  check (channel in ('portal', 'email', 'phone', 'api', 'monitoring', 'inventory', 'visit', 'recurrence'));

-- A request may be given its model late, when it has lines already: those of the model come after them, once.
alter table checklist_item add column is_of_model boolean not null default false;
update checklist_item i set is_of_model = true from record r where r.id = i.record_id and r.model_version_id is not null;
create or replace function start_checklist(record uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into checklist_item (record_id, position, label, role, is_required, is_identity_check, is_of_model)
  select r.id, taken.last + row_number() over (order by line.nth), line.label, line.role, line.is_required, line.is_identity_check, true
  from record r join artefact_version v on v.id = r.model_version_id
    cross join lateral (select coalesce(max(i.position), 0) as last from checklist_item i where i.record_id = r.id) taken cross join lateral (
    select 0::bigint as nth, '{"fr": "Rappeler le demandeur au numéro enregistré", "en": "Call the requester back at the number on file"}'::jsonb as label,
      null::text as role, true as is_required, true as is_identity_check where (v.content ->> 'needsIdentityCheck')::boolean
    union all
    select l.nth, l.line -> 'label', l.line ->> 'role', (l.line ->> 'isRequired')::boolean, false
    from jsonb_array_elements(v.content -> 'checklist') with ordinality l (line, nth)) line
  where r.id = start_checklist.record and sees_record(r.id)
    and not exists (select from checklist_item i where i.record_id = r.id and i.is_of_model)
$$;

-- What those who were invited to a visit have answered by their calendar; it counts for the plan that it was given to.
create table intervention_answer (
  intervention_id uuid not null references intervention,
  person_id uuid not null references person,
  answer text not null check (answer in ('accepted', 'declined', 'tentative')),
  sequence integer not null,
  at timestamptz not null,
  primary key (intervention_id, person_id)
);
grant select on intervention_answer to staff;
grant select, insert, update on intervention_answer to worker;
alter table intervention_answer enable row level security;
create policy staff on intervention_answer to staff, worker using (true) with check (true);
