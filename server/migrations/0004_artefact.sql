-- Artefacts: everything that is approved. One life for grid, levels, calendar, procedure, agreement and what comes later.

create table artefact (
  id uuid primary key references subject,
  kind text not null,
  -- Which one of its kind, in words that code may name: 'default', 'incident', or the calendar's own.
  key text not null,
  name jsonb not null check (name ? 'fr'),
  -- Only what one client agreed to; null is the provider's own.
  client_id uuid references client,
  ended_at timestamptz,
  unique nulls not distinct (kind, key, client_id)
);

create table artefact_version (
  id uuid primary key default uuidv7(),
  artefact_id uuid not null references artefact,
  number integer not null check (number > 0),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'approved', 'rejected')),
  content jsonb not null,
  note text not null default '',
  -- Which edition of the kit proposed it, where nobody wrote it.
  kit_edition text,
  author_id uuid references person,
  created_at timestamptz not null,
  submitted_at timestamptz,
  approver_id uuid references person,
  approved_at timestamptz,
  reason text,
  -- In force from an instant on, until the next one's; written once, never moved into the past.
  in_force_from timestamptz,
  in_force_until timestamptz check (in_force_until > in_force_from),
  review_on date,
  version integer not null default 1,
  unique (artefact_id, number),
  constraint approved_has_approver check ((state = 'approved') = (approver_id is not null and approved_at is not null)),
  -- Approved, in force, superseded: one state in the table, three by what time it is.
  constraint approved_has_instant check ((state = 'approved') = (in_force_from is not null)),
  constraint one_in_force exclude using gist (artefact_id with =, tstzrange(in_force_from, in_force_until) with &&) where (in_force_from is not null)
);
create index artefact_version_live on artefact_version (artefact_id, in_force_from desc) where in_force_from is not null;

-- What was approved can't be rewritten, nor what the kit proposed (records may be judged by it); what is in force is closed
-- only by its successor.
create function artefact_version_guard() returns trigger language plpgsql as $$
begin
  if (old.state = 'approved' or old.kit_edition is not null and new.content is distinct from old.content) and (new.content, new.artefact_id, new.number, new.approver_id, new.approved_at)
     is distinct from (old.content, old.artefact_id, old.number, old.approver_id, old.approved_at) then
    raise exception 'an approved version is not edited, nor is a proposition' using errcode = 'check_violation', constraint = 'approved_version_is_frozen';
  end if;
  if old.in_force_from is not null and new.in_force_from is distinct from old.in_force_from then
    raise exception 'the instant from which a version is in force is written once' using errcode = 'check_violation', constraint = 'in_force_is_written_once';
  end if;
  if new.in_force_from is distinct from old.in_force_from and new.in_force_from < scope.now() then
    raise exception 'a version is not put in force in the past' using errcode = 'check_violation', constraint = 'in_force_not_in_past';
  end if;
  return new;
end $$;
create trigger artefact_version_guard before update on artefact_version for each row execute function artefact_version_guard();

grant select, insert, update on artefact, artefact_version to staff;
grant select on artefact, artefact_version to portal, supplier, worker;
grant update on artefact_version to worker;
alter table artefact enable row level security;
alter table artefact_version enable row level security;
create policy staff on artefact to staff, worker using (true) with check (true);
create policy staff on artefact_version to staff, worker using (true) with check (true);
create policy portal on artefact for select to portal using (client_id is null or client_id = (select scope.client()));
-- Propositions are seen too: until they are approved, records run on them.
create policy portal on artefact_version for select to portal
  using ((in_force_from is not null or kit_edition is not null) and exists (select from artefact a where a.id = artefact_id));
