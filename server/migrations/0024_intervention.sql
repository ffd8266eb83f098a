-- Visits to a client: planned, done, signed; and the time that they and all other work took.

create table intervention (
  id uuid primary key default uuidv7(),
  record_id uuid not null references record,
  state text not null default 'planned' check (state in ('planned', 'started', 'done', 'cancelled')),
  planned_from timestamptz not null,
  planned_until timestamptz not null,
  place text not null default '' check (length(place) <= 500),
  travel_minutes integer not null default 0 check (travel_minutes between 0 and 1440),
  travel_km integer not null default 0 check (travel_km between 0 and 5000),
  work_minutes integer not null default 0 check (work_minutes between 0 and 1440),
  started_at timestamptz,
  finished_at timestamptz,
  signed_name text check (length(trim(signed_name)) between 1 and 200),
  signed_at timestamptz,
  signature_id uuid references attachment,
  report_id uuid references attachment,
  -- RFC 5545: raised with each change that a calendar must learn of.
  sequence integer not null default 0,
  created_by uuid not null references person,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint intervention_in_order check (planned_until > planned_from),
  constraint intervention_ends_after_start check (finished_at >= started_at),
  constraint intervention_signature_is_whole check ((signed_at is null) = (signed_name is null) and (signed_at is null) = (signature_id is null))
);
create index intervention_record on intervention (record_id, planned_from);
create index intervention_planned on intervention (planned_from);

create table intervention_person (
  intervention_id uuid not null references intervention,
  person_id uuid not null references person,
  primary key (intervention_id, person_id)
);
create index intervention_person_person on intervention_person (person_id);

-- A note is never rewritten; what was sent twice with one key is one note.
create table intervention_note (
  id uuid primary key default uuidv7(),
  intervention_id uuid not null references intervention,
  visibility text not null check (visibility in ('internal', 'client')),
  body text not null check (length(body) between 1 and 20000),
  noted_at timestamptz not null,
  created_by uuid not null references person,
  created_at timestamptz not null
);
create index intervention_note_intervention on intervention_note (intervention_id, noted_at);

create table intervention_part (
  intervention_id uuid not null references intervention,
  position integer not null,
  label text not null check (length(trim(label)) between 1 and 300),
  -- In hundredths, so that two and a half metres are whole.
  quantity_hundredths integer not null check (quantity_hundredths > 0),
  price_minor integer check (price_minor >= 0),
  primary key (intervention_id, position)
);

-- What a person's own calendar reads without signing in; only the digest of its secret is kept.
create table calendar_feed (
  person_id uuid primary key references person,
  digest bytea not null unique,
  created_at timestamptz not null
);

-- Nothing is deleted: a wrong entry is taken back by its counter-entry, with a reason.
alter table time_entry drop constraint time_entry_minutes_check;
alter table time_entry add constraint time_entry_minutes_check check (minutes between -1440 and 1440 and minutes <> 0);
alter table time_entry add column intervention_id uuid references intervention;
alter table time_entry add column corrects_id uuid references time_entry;
alter table time_entry add column created_by uuid references person;
alter table time_entry add constraint time_entry_counter_is_negative check ((corrects_id is null) = (minutes > 0));
alter table time_entry add constraint time_entry_counter_has_reason check (corrects_id is null or trim(note) <> '');
create unique index time_entry_corrected_once on time_entry (corrects_id) where corrects_id is not null;
create index time_entry_spent on time_entry (spent_on, id);
create index time_entry_person on time_entry (person_id, spent_on);

grant select, insert, update on intervention to staff;
grant select, insert, delete on intervention_person, intervention_part to staff;
grant select, insert on intervention_note to staff;
grant select, insert, update, delete on calendar_feed to staff;
grant select, update (report_id) on intervention to worker;
grant select on intervention_person, intervention_part, intervention_note to worker;
-- The client reads when somebody comes and came, and what was signed; travel and hours stand on the signed document.
grant select (id, record_id, state, planned_from, planned_until, place, started_at, finished_at, signed_name, signed_at, report_id)
  on intervention to portal;
grant select on intervention_person to portal;
grant select (id, intervention_id, visibility, body, noted_at) on intervention_note to portal;
-- The document of a visit is written by the worker, as the one who finished it.
grant select, insert on attachment, attachment_chunk to worker;

alter table intervention enable row level security;
alter table intervention_person enable row level security;
alter table intervention_note enable row level security;
alter table intervention_part enable row level security;
alter table calendar_feed enable row level security;
create policy staff on intervention to staff, worker using (true) with check (true);
create policy staff on intervention_person to staff, worker using (true) with check (true);
create policy staff on intervention_note to staff, worker using (true) with check (true);
create policy staff on intervention_part to staff, worker using (true) with check (true);
create policy portal on intervention for select to portal using (exists (select from record r where r.id = record_id
  and (not r.is_confidential or r.requester_id = (select scope.person()))));
create policy portal on intervention_person for select to portal using (exists (select from intervention i where i.id = intervention_id));
create policy portal on intervention_note for select to portal
  using (visibility = 'client' and exists (select from intervention i where i.id = intervention_id));
create policy own on calendar_feed to staff using (person_id = (select scope.person())) with check (person_id = (select scope.person()));
drop policy worker on attachment;
create policy worker on attachment to worker using (true) with check (true);
drop policy worker on attachment_chunk;
create policy worker on attachment_chunk to worker using (true) with check (true);

-- A calendar program asks without signing in: what it reads is the visits of the one whose secret it has.
create function calendar_feed_of(secret_digest bytea, since timestamptz)
returns table (person text, zone text, language text, id uuid, number text, title text, client text, place text, state text,
  planned_from timestamptz, planned_until timestamptz, sequence integer, updated_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.name, p.zone, p.language, i.id, r.number, r.title, c.name, i.place, i.state, i.planned_from, i.planned_until, i.sequence, i.updated_at
  from calendar_feed f join person p on p.id = f.person_id
    left join intervention_person ip on ip.person_id = p.id
    left join intervention i on i.id = ip.intervention_id and i.planned_until >= since
    left join record r on r.id = i.record_id left join client c on c.id = r.client_id
  where f.digest = secret_digest and p.ended_at is null
  order by i.planned_from limit 2000
$$;
revoke all on function calendar_feed_of from public;
grant execute on function calendar_feed_of to trousse_app;
