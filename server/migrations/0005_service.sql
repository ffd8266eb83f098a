-- Services, and what was agreed about them with each client.

create table service (
  id uuid primary key references subject,
  name text not null check (length(trim(name)) between 1 and 200),
  description text not null default '',
  -- An essential service makes an incident high in impact and a candidate for major.
  is_essential boolean not null default false,
  calendar_id uuid references artefact,
  ended_at timestamptz,
  version integer not null default 1
);
create unique index service_name on service (lower(name)) where ended_at is null;

-- An agreement (SLA) is an artefact: its targets live in its versions, here is what it is about.
create table agreement (
  id uuid primary key references artefact,
  client_id uuid not null references client,
  service_id uuid not null references service,
  calendar_id uuid not null references artefact,
  grid_id uuid references artefact,
  ended_at timestamptz,
  unique (client_id, service_id)
);

create table category (
  id uuid primary key default uuidv7(),
  name jsonb not null check (name ? 'fr'),
  parent_id uuid references category,
  kind text not null default 'INC' check (kind in ('INC', 'REQ')),
  position integer not null default 0,
  ended_at timestamptz
);
create unique index category_name on category (kind, lower(name ->> 'fr')) where ended_at is null;

grant select, insert, update on service, agreement, category to staff;
grant select on service, agreement, category to portal, supplier, worker;
alter table service enable row level security;
alter table agreement enable row level security;
create policy staff on service to staff, worker using (true) with check (true);
create policy staff on agreement to staff, worker using (true) with check (true);
-- A client knows the services it has an agreement for; without any agreement it may name every service that is offered.
create policy portal on service for select to portal using (
  exists (select from agreement a where a.service_id = service.id) or not exists (select from agreement));
create policy portal on agreement for select to portal using (client_id = (select scope.client()));

