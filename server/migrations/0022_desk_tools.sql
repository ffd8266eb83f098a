-- What the desk says again and again: canned answers, with variables that the ticket fills in.
create table reply (
  id uuid primary key default uuidv7(),
  -- What is typed after « / » to find it.
  name text not null check (length(trim(name)) between 1 and 80),
  body jsonb not null check (body ? 'fr' and length(body ->> 'fr') between 1 and 20000),
  -- Offered on tickets of this service; null: on all.
  service_id uuid references service,
  ended_at timestamptz,
  version integer not null default 1
);
create unique index reply_name on reply (plain(name), service_id) nulls not distinct where ended_at is null;
grant select, insert, update on reply to staff;
alter table reply enable row level security;
create policy staff on reply to staff using (true) with check (true);

-- Who is mentioned watches from then on.
grant insert on watcher to worker;

-- What the desk types again and again on the telephone: a ticket filled in beforehand.
create table ticket_template (
  id uuid primary key default uuidv7(),
  name text not null check (length(trim(name)) between 1 and 80),
  -- The shape is the contract's: kind, title, description, service, category, urgency, impact, checklist.
  content jsonb not null check (content ? 'kind'),
  ended_at timestamptz,
  version integer not null default 1
);
create unique index ticket_template_name on ticket_template (plain(name)) where ended_at is null;
grant select, insert, update on ticket_template to staff;
grant select on ticket_template to worker;
alter table ticket_template enable row level security;
create policy staff on ticket_template to staff, worker using (true) with check (true);
