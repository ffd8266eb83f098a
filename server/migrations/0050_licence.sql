-- Which software an item stands for, which software a licence covers, and who holds a licence. What is installed stays an observation (0033).

create table ci_title (
  id uuid primary key default uuidv7(),
  ci_id uuid not null references ci,
  title_id uuid not null references software_title,
  -- `*` stands for anything: 16.*; empty: every version.
  versions text not null default '' check (length(versions) <= 80),
  since timestamptz not null,
  by_id uuid references person,
  ended_at timestamptz,
  ended_by uuid references person,
  constraint ci_title_in_order check (ended_at >= since)
);
create unique index ci_title_once on ci_title (ci_id, title_id, versions) where ended_at is null;
create index ci_title_title on ci_title (title_id) where ended_at is null;

-- Machines use a licence by a relation, like any item; people are no items.
create table licence_holder (
  id uuid primary key default uuidv7(),
  ci_id uuid not null references ci,
  person_id uuid not null references person,
  since timestamptz not null,
  by_id uuid references person,
  ended_at timestamptz,
  ended_by uuid references person,
  constraint licence_holder_in_order check (ended_at >= since)
);
create unique index licence_holder_once on licence_holder (ci_id, person_id) where ended_at is null;
create index licence_holder_person on licence_holder (person_id) where ended_at is null;

-- Does a version fit what was written for it?
create function fits_version(version text, pattern text) returns boolean language sql immutable strict parallel safe as $$
  select pattern = '' or lower(version) like replace(replace(replace(replace(lower(pattern), '\', '\\'), '%', '\%'), '_', '\_'), '*', '%')
$$;

-- Titles are found by a part of their name or of their publisher's.
alter table software_title add column plain_name text not null generated always as (plain(title || ' ' || coalesce(publisher, ''))) stored;
create index software_title_words on software_title using gin (plain_name gin_trgm_ops);
-- All that a list says of a title stands in one index, read by title.
drop index installation_title;
create index installation_title on installation (title_id, ci_id) include (version, first_seen, gone_at);

grant select, insert on ci_title, licence_holder to staff;
grant update (ended_at, ended_by) on ci_title, licence_holder to staff;
grant select on ci_title, licence_holder to worker;
alter table ci_title enable row level security;
alter table licence_holder enable row level security;
create policy staff on ci_title to staff using (true) with check (true);
create policy worker on ci_title for select to worker using (true);
create policy staff on licence_holder to staff using (true) with check (true);
create policy worker on licence_holder for select to worker using (true);
