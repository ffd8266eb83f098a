-- What machines say of themselves: the door that their agents knock at, what was heard, and what became of it. Items and their past stay
-- where they are (0031); here is by what a machine is known again, what is installed on it, and where it differs from what was approved.

-- One row says how the intake is set.
create table inventory_setting (
  only_one boolean primary key default true check (only_one),
  -- Agents without a valid secret wait for a person instead of being turned away.
  has_quarantine boolean not null default true,
  -- Who was signed in last is kept: only where the client has been told so.
  keeps_last_user boolean not null default false,
  version integer not null default 1
);
insert into inventory_setting default values;

-- The secret of a client, of which only the digest is kept; a new one ends the old one.
create table inventory_door (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client,
  digest bytea not null check (length(digest) = 32),
  created_at timestamptz not null,
  created_by uuid references person,
  ended_at timestamptz
);
create unique index inventory_door_digest on inventory_door (digest);
create unique index inventory_door_open on inventory_door (client_id) where ended_at is null;

-- By what a machine is known again, and what it said last.
create table machine (
  ci_id uuid primary key references ci,
  agent_ids text[] not null default '{}' check (cardinality(agent_ids) <= 50),
  device_ids text[] not null default '{}' check (cardinality(device_ids) <= 50),
  uuid text,
  manufacturer text,
  serial text,
  board_serial text,
  macs text[] not null default '{}',
  name text,
  -- Without its software, which stands in `installation`.
  held jsonb not null default '{}',
  is_complete boolean not null default false,
  -- One a part: equal ones, nothing to write.
  digests jsonb not null default '{}',
  agent text check (agent in ('ocs', 'fusion', 'glpi')),
  tag text,
  last_contact_at timestamptz,
  last_full_at timestamptz,
  last_software_at timestamptz
);
create index machine_agents on machine using gin (agent_ids);
create index machine_devices on machine using gin (device_ids);
create index machine_macs on machine using gin (macs);
create index machine_uuid on machine (uuid) where uuid is not null;
create index machine_serial on machine (serial) where serial is not null;
create index machine_board on machine (board_serial) where board_serial is not null;
create index machine_name on machine (name) where name is not null;
create index machine_silent on machine (last_contact_at) where last_contact_at is not null;
-- A serial number as two are compared: people write hyphens and spaces, firmware does not.
create function bare_serial(serial text) returns text language sql immutable strict parallel safe
  as $$ select regexp_replace(lower(serial), '[^[:alnum:]]', '', 'g') $$;
-- An item that was written down before its machine has ever spoken.
create index ci_state_now_serial on ci_state (client_id, bare_serial(attributes ->> 'serial')) where valid_to = 'infinity' and attributes ? 'serial';
create index ci_state_now_uuid on ci_state (client_id, lower(attributes ->> 'uuid')) where valid_to = 'infinity' and attributes ? 'uuid';

create table software_title (
  id uuid primary key default uuidv7(),
  -- The name as names are compared. Who publishes it is not part of it: one agent says so, another does not.
  key text not null unique check (length(key) between 1 and 255),
  title text not null check (length(title) between 1 and 255),
  publisher text check (length(publisher) <= 255)
);
-- What is installed where. It was last seen when its machine last told all its software: nothing is written for what has not changed.
create table installation (
  ci_id uuid not null references ci,
  title_id uuid not null references software_title,
  version text not null default '' check (length(version) <= 255),
  arch text not null default '' check (length(arch) <= 255),
  first_seen timestamptz not null,
  gone_at timestamptz check (gone_at >= first_seen)
);
create unique index installation_now on installation (ci_id, title_id, version, arch) where gone_at is null;
create index installation_ci on installation (ci_id, gone_at);
create index installation_title on installation (title_id) where gone_at is null;

-- Who knocked, and what came of it; kept for a while.
create table inventory_contact (
  id uuid primary key default uuidv7(),
  at timestamptz not null,
  client_id uuid references client,
  address text not null check (length(address) <= 100),
  agent text check (agent in ('ocs', 'fusion', 'glpi')),
  user_agent text not null default '' check (length(user_agent) <= 200),
  device_id text check (length(device_id) <= 255),
  kind text check (kind in ('prolog', 'contact', 'inventory')),
  outcome text not null check (outcome in ('greeted', 'created', 'updated', 'unchanged', 'waiting', 'quarantined', 'ignored', 'refused')),
  refusal text check (length(refusal) <= 40),
  notes jsonb not null default '[]' check (jsonb_typeof(notes) = 'array'),
  ci_id uuid references ci,
  bytes integer not null default 0,
  milliseconds integer not null default 0,
  constraint contact_refused check ((outcome = 'refused') = (refusal is not null))
);
create index inventory_contact_order on inventory_contact (at desc, id desc);
create index inventory_contact_client on inventory_contact (client_id, at desc, id desc);
create index inventory_contact_outcome on inventory_contact (outcome, at desc, id desc);
create index inventory_contact_ci on inventory_contact (ci_id) where ci_id is not null;

-- A report that waits for a person: it may be one of several machines, or nobody knows whose it is. What people do was left at the door.
create table inventory_report (
  id uuid primary key default uuidv7(),
  -- Null: it came without a valid secret.
  client_id uuid references client,
  device_id text not null check (length(device_id) between 1 and 255),
  agent_id text,
  agent text not null check (agent in ('ocs', 'fusion', 'glpi')),
  tag text,
  name text,
  address text not null,
  is_partial boolean not null,
  -- Taken away once it is decided.
  inventory jsonb,
  candidates jsonb not null default '[]',
  at timestamptz not null,
  decision text check (decision in ('same', 'new', 'ignored', 'client')),
  decided_at timestamptz,
  decided_by uuid references person,
  ci_id uuid references ci,
  constraint report_decided check ((decision is null) = (decided_at is null))
);
create unique index inventory_report_open on inventory_report (coalesce(client_id, '00000000-0000-0000-0000-000000000000'), device_id) where decided_at is null;
create index inventory_report_order on inventory_report (at desc, id desc) where decided_at is null;
create index inventory_report_ignored on inventory_report (device_id) where decision = 'ignored';

-- What a person has set, an agent leaves as it is.
create table ci_lock (
  ci_id uuid not null references ci,
  field text not null check (length(field) between 1 and 40),
  since timestamptz not null,
  by_id uuid references person,
  primary key (ci_id, field)
);

-- Something that changes only by authority was seen to be otherwise.
create table deviation (
  id uuid primary key default uuidv7(),
  ci_id uuid not null references ci,
  field text not null check (length(field) between 1 and 40),
  standing jsonb,
  found jsonb,
  cause text not null check (cause in ('differs', 'never-accepted', 'back-in-use')),
  state text not null default 'open' check (state in ('open', 'accepted', 'corrected', 'ignored', 'gone')),
  first_seen timestamptz not null,
  closed_at timestamptz,
  reason text check (length(trim(reason)) between 3 and 2000),
  by_id uuid references person,
  constraint deviation_closed check ((state = 'open') = (closed_at is null))
);
create unique index deviation_open on deviation (ci_id, field) where state = 'open';
create index deviation_order on deviation (first_seen desc, id desc) where state = 'open';
create index deviation_ci on deviation (ci_id, field, first_seen desc);

-- The items that a report may be about, also by what a merged one was known by: to the item that it lives on in.
create function living_ci(item uuid) returns uuid language sql stable set search_path = public, pg_temp as $$
  with recursive onward (id, next, depth) as (
    select c.id, c.merged_into_id, 0 from ci c where c.id = item
    union all select c.id, c.merged_into_id, o.depth + 1 from onward o join ci c on c.id = o.next where o.depth < 20)
  select id from onward where next is null
$$;
revoke all on function living_ci from public;
grant execute on function living_ci to staff, worker;

grant select, update on inventory_setting to staff;
grant select on inventory_setting to worker;
grant select, insert on inventory_door to staff, worker;
grant update (ended_at) on inventory_door to staff, worker;
grant select, insert, update on machine, installation, software_title, inventory_report, deviation to staff, worker;
grant select, insert, update, delete on ci_lock to staff, worker;
grant select, insert on inventory_contact to staff, worker;
grant delete on inventory_contact, inventory_report to worker;

alter table inventory_setting enable row level security;
alter table inventory_door enable row level security;
alter table machine enable row level security;
alter table software_title enable row level security;
alter table installation enable row level security;
alter table inventory_contact enable row level security;
alter table inventory_report enable row level security;
alter table ci_lock enable row level security;
alter table deviation enable row level security;
create policy staff on inventory_setting to staff, worker using (true) with check (true);
create policy staff on inventory_door to staff, worker using (true) with check (true);
create policy staff on machine to staff, worker using (true) with check (true);
create policy staff on software_title to staff, worker using (true) with check (true);
create policy staff on installation to staff, worker using (true) with check (true);
create policy staff on inventory_contact to staff, worker using (true) with check (true);
create policy staff on inventory_report to staff, worker using (true) with check (true);
create policy staff on ci_lock to staff, worker using (true) with check (true);
create policy staff on deviation to staff, worker using (true) with check (true);
