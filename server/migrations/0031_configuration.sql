-- Configuration items. The anchor takes the foreign keys, each state of an item is a row with its span of time, and so is each relation:
-- "the configuration of client X on 12 March" is a question like any other. Nothing of it is ever rewritten.

do $$
declare kinds text;
begin
  select string_agg(quote_literal(word[1]), ', ') into kinds from pg_constraint c,
    regexp_matches(pg_get_constraintdef(c.oid), '''([a-z-]+)''', 'g') word where c.conname = 'subject_kind_check';
  alter table subject drop constraint subject_kind_check;
  execute format('alter table subject add constraint subject_kind_check check (kind in (%s, ''ci''))', kinds);
end $$;

create sequence ci_number;

-- What an item can be, and what is kept of it. Followed: whoever sees it change writes it down. Controlled: the listed fields
-- of an item in service change only by authority.
create table ci_type (
  id uuid primary key default uuidv7(),
  key text not null constraint ci_type_key_shape check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  name jsonb not null check (name ? 'fr'),
  icon text not null default 'box' check (length(icon) between 1 and 40),
  control text not null check (control in ('followed', 'controlled')),
  -- Names of common fields and of attributes.
  controlled text[] not null default '{}',
  attributes jsonb not null default '[]' check (jsonb_typeof(attributes) = 'array'),
  position integer not null default 0,
  ended_at timestamptz,
  version integer not null default 1
);
create unique index ci_type_key on ci_type (key);
create unique index ci_type_name on ci_type (lower(name ->> 'fr')) where ended_at is null;

create table ci (
  id uuid primary key references subject,
  number text not null unique check (number ~ '^CI-[1-9]\d*$'),
  created_at timestamptz not null,
  created_by uuid references person,
  -- Seen with one's own eyes, or by a machine that says so.
  verified_at timestamptz,
  -- Found to be the same as another; its past stays its own.
  merged_into_id uuid references ci check (merged_into_id <> id)
);
create index ci_merged on ci (merged_into_id) where merged_into_id is not null;

-- Why a controlled item could change: a record that allows it, or a correction that somebody signed with a reason. It serves the transaction
-- that wrote it and no other.
create table ci_authority (
  id uuid primary key default uuidv7(),
  ci_id uuid not null references ci,
  record_id uuid references record,
  reason text check (length(trim(reason)) between 3 and 2000),
  by_id uuid not null references person,
  at timestamptz not null,
  written_by xid8 not null default pg_current_xact_id(),
  constraint ci_authority_named check (num_nonnulls(record_id, reason) >= 1)
);
create index ci_authority_ci on ci_authority (ci_id);
create index ci_authority_record on ci_authority (record_id) where record_id is not null;

create table ci_state (
  ci_id uuid not null references ci,
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity',
  valid tstzrange not null generated always as (tstzrange(valid_from, valid_to)) stored,
  version integer not null,
  type_id uuid not null references ci_type,
  name text not null constraint ci_name check (length(trim(name)) between 1 and 200),
  plain_name text not null generated always as (plain(name)) stored,
  state text not null check (state in ('planned', 'ordered', 'in-stock', 'in-test', 'in-service', 'in-repair', 'retired', 'disposed')),
  client_id uuid references client,
  owner_id uuid references person,
  supplier_id uuid references supplier,
  location text not null default '' check (length(location) <= 300),
  description text not null default '' check (length(description) <= 20000),
  -- One scale everywhere: 1 is high.
  criticality smallint check (criticality between 1 and 3),
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object' and pg_column_size(attributes) <= 400000),
  -- From where it came, who said so (nobody: a machine), and by what authority.
  source text not null check (source in ('hand', 'file', 'inventory', 'change', 'verification', 'undo', 'service', 'merge')),
  by_id uuid references person,
  authority_id uuid references ci_authority,
  constraint ci_state_spans check (valid_to > valid_from),
  constraint ci_state_one_at_a_time unique (ci_id, valid without overlaps)
);
-- What is now, in the order of lists; then the same over all times.
create unique index ci_state_now on ci_state (ci_id) where valid_to = 'infinity';
create index ci_state_now_name on ci_state (plain_name, ci_id) where valid_to = 'infinity';
create index ci_state_now_client on ci_state (client_id, plain_name, ci_id) where valid_to = 'infinity';
create index ci_state_now_type on ci_state (type_id, plain_name, ci_id) where valid_to = 'infinity';
create index ci_state_name on ci_state (plain_name, ci_id, valid_from, valid_to);
create index ci_state_client on ci_state (client_id, plain_name, ci_id, valid_from, valid_to);
-- The life of one item.
create index ci_state_life on ci_state (ci_id, valid_from);
create index ci_state_words on ci_state using gin (plain_name gin_trgm_ops);
create index ci_state_recent on ci_state (valid_from desc, ci_id desc);
create index ci_state_authority on ci_state (authority_id) where authority_id is not null;

-- A value that may occur once among items of a type that are not done with.
create table ci_unique (
  type_id uuid not null references ci_type,
  attribute text not null,
  value text not null,
  ci_id uuid not null references ci,
  constraint ci_unique_value primary key (type_id, attribute, value)
);
create index ci_unique_ci on ci_unique (ci_id);

create table relation_kind (
  key text primary key check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  name jsonb not null check (name ? 'fr'),
  inverse jsonb not null check (inverse ? 'fr'),
  -- Which end is hit when the other fails: `from` where the first needs the second, `to` where the first bears the second.
  hits text check (hits in ('from', 'to')),
  -- Nothing contains or bears itself.
  is_tree boolean not null default false,
  -- Which types may stand at its ends: [{"from": [keys], "to": [keys]}]; none: any.
  pairs jsonb not null default '[]' check (jsonb_typeof(pairs) = 'array'),
  position integer not null default 0
);

create table ci_relation (
  id uuid primary key default uuidv7(),
  from_id uuid not null references ci,
  to_id uuid not null references ci,
  kind text not null references relation_kind,
  -- Several that can stand in for each other bear one name: what needs them is weakened, not stopped, while one is left.
  spare text check (length(trim(spare)) between 1 and 80),
  valid_from timestamptz not null,
  valid_to timestamptz not null default 'infinity',
  -- The end whose failure hits the other, by the kind.
  carrier_id uuid references ci,
  carried_id uuid references ci,
  source text not null check (source in ('hand', 'file', 'inventory', 'change', 'undo', 'merge')),
  by_id uuid references person,
  ended_by uuid references person,
  constraint relation_of_two check (from_id <> to_id),
  constraint relation_spans check (valid_to > valid_from)
);
-- Spans of one relation follow each other: at most one is open, and a trigger lets none begin before the last one ended.
create unique index relation_once on ci_relation (from_id, to_id, kind) where valid_to = 'infinity';
create index ci_relation_pair on ci_relation (from_id, to_id, kind, valid_to);
create index ci_relation_to on ci_relation (to_id, valid_to);
create index ci_relation_carrier on ci_relation (carrier_id, valid_to, valid_from) include (carried_id) where carrier_id is not null;
create index ci_relation_carried on ci_relation (carried_id, valid_to, valid_from) include (carrier_id) where carried_id is not null;

create function ci_relation_carries() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare hit text;
begin
  if tg_op = 'UPDATE' then
    if old.valid_to <> 'infinity' or (new.from_id, new.to_id, new.kind, new.valid_from, new.spare, new.source, new.by_id)
      is distinct from (old.from_id, old.to_id, old.kind, old.valid_from, old.spare, old.source, old.by_id) then
      raise exception 'history is not rewritten' using errcode = 'check_violation', constraint = 'history_is_kept';
    end if;
    return new;
  end if;
  if exists (select from ci_relation r where r.from_id = new.from_id and r.to_id = new.to_id and r.kind = new.kind
    and r.valid_to > new.valid_from and r.valid_to <> 'infinity') then
    raise exception 'history is not rewritten' using errcode = 'check_violation', constraint = 'history_is_kept';
  end if;
  select hits into hit from relation_kind where key = new.kind;
  new.carrier_id := case hit when 'from' then new.to_id when 'to' then new.from_id end;
  new.carried_id := case hit when 'from' then new.from_id when 'to' then new.to_id end;
  return new;
end $$;
create trigger ci_relation_carries before insert or update on ci_relation for each row execute function ci_relation_carries();

-- All that can be controlled, by the names of the contract.
create function ci_content(item ci_state) returns jsonb language sql immutable parallel safe as $$
  select item.attributes || jsonb_build_object('name', item.name, 'state', item.state, 'clientId', item.client_id, 'ownerId', item.owner_id,
    'supplierId', item.supplier_id, 'location', item.location, 'criticality', item.criticality, 'description', item.description)
$$;
-- Does this step of an item's life need authority? `before` is null where it begins, `after` where it ends.
create function needs_authority(before ci_state, after ci_state) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select ('in-service' in (before.state, after.state)) and exists (
    select from ci_type t where t.id in (before.type_id, after.type_id) and t.control = 'controlled' and (
      before.ci_id is null or after.ci_id is null or before.type_id <> after.type_id
      or exists (select from unnest(t.controlled) field
        where ci_content(before) -> field is distinct from ci_content(after) -> field)))
$$;

create function ci_state_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare previous ci_state; nothing ci_state; spans text[] := '{valid_to,valid,plain_name}';
begin
  if tg_op = 'UPDATE' then
    if old.valid_to = 'infinity' and new.valid_to <> 'infinity'
      and to_jsonb(old) - spans = to_jsonb(new) - spans then
      return new;
    end if;
    -- Written twice at one instant: the later one stands.
    if not (old.valid_to = 'infinity' and new.valid_to = 'infinity' and new.valid_from = old.valid_from and old.ci_id = new.ci_id
      and old.valid_from >= scope.now()) then
      raise exception 'history is not rewritten' using errcode = 'check_violation', constraint = 'history_is_kept';
    end if;
    previous := old;
  else
    select * into previous from ci_state where ci_id = new.ci_id order by valid_from desc limit 1;
    if new.valid_from < (case when previous.valid_to = 'infinity' then previous.valid_from else previous.valid_to end) then
      raise exception 'history is not rewritten' using errcode = 'check_violation', constraint = 'history_is_kept';
    end if;
    -- After a time in which it was none, it begins anew.
    if previous.valid_to <> new.valid_from then previous := nothing; end if;
  end if;
  if needs_authority(case when previous.ci_id is null then nothing else previous end, new)
    and not exists (select from ci_authority a where a.id = new.authority_id and a.ci_id = new.ci_id and a.written_by = pg_current_xact_id()) then
    raise exception 'a controlled item in service changes by authority' using errcode = 'check_violation', constraint = 'ci_needs_authority';
  end if;
  return new;
end $$;
create trigger ci_state_guard before insert or update on ci_state for each row execute function ci_state_guard();

-- A controlled item in service does not vanish either.
create function ci_state_ended() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare nothing ci_state;
begin
  if old.valid_to = 'infinity' and new.valid_to <> 'infinity' and needs_authority(old, nothing)
    and not exists (select from ci_state s where s.ci_id = new.ci_id and s.valid_from = new.valid_to)
    and not exists (select from ci_authority a where a.ci_id = new.ci_id and a.written_by = pg_current_xact_id()) then
    raise exception 'a controlled item in service changes by authority' using errcode = 'check_violation', constraint = 'ci_needs_authority';
  end if;
  return null;
end $$;
create constraint trigger ci_state_ended after update on ci_state deferrable initially deferred for each row execute function ci_state_ended();

-- Which records allow a change of an item: changes, once there are any.
create function record_gives_authority(record uuid, ci uuid) returns boolean language sql stable set search_path = public, pg_temp
  as $$ select false $$;
-- A correction is signed by who answers for the configuration, or stands in for him.
create function keeps_configuration() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select scope.role() = 'staff' and exists (
    select from person p where p.id = scope.person() and p.ended_at is null and (p.roles && array['RGS/AC', 'D'] or exists (
      select from substitution b join person h on h.id = b.person_id where b.substitute_id = p.id and b.ended_at is null
        and scope.now() >= b.starts_at and scope.now() < b.ends_at and h.roles && array['RGS/AC', 'D'])))
$$;
create function authorise_ci(ci uuid, record uuid, reason text) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare authority uuid;
begin
  if record is null and not keeps_configuration() then
    raise exception 'a correction is signed by who answers for the configuration' using errcode = 'insufficient_privilege';
  end if;
  if record is not null and not record_gives_authority(record, ci) then
    raise exception 'that record does not allow a change of this item' using errcode = 'check_violation', constraint = 'record_gives_authority';
  end if;
  insert into ci_authority (ci_id, record_id, reason, by_id, at)
    values (authorise_ci.ci, authorise_ci.record, nullif(trim(authorise_ci.reason), ''), scope.person(), scope.now()) returning id into authority;
  return authority;
end $$;

-- Values that may occur once, and what the search knows, follow the present state.
create function ci_state_written() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare item ci; told text;
begin
  select * into item from ci where id = new.ci_id;
  delete from ci_unique where ci_id = new.ci_id;
  if new.valid_to <> 'infinity' then
    delete from search_entry where subject_id = new.ci_id and not exists (select from ci_state s where s.ci_id = new.ci_id and s.valid_to = 'infinity');
    return null;
  end if;
  if new.state not in ('retired', 'disposed') then
    insert into ci_unique (type_id, attribute, value, ci_id)
      select new.type_id, a ->> 'key', lower(trim(new.attributes ->> (a ->> 'key'))), new.ci_id
      from ci_type t, jsonb_array_elements(t.attributes) a
      where t.id = new.type_id and (a ->> 'isUnique')::boolean and coalesce(trim(new.attributes ->> (a ->> 'key')), '') <> '';
  end if;
  if new.source = 'service' then return null; end if;
  select coalesce(string_agg(value, ' '), '') into told from jsonb_each_text(new.attributes) where length(value) between 2 and 200;
  insert into search_entry (subject_id, kind, title, words, public_words, updated_at)
  values (new.ci_id, 'CI', new.name, search_vector(item.number || ' ' || new.name, new.location || ' ' || text_of(new.description) || ' ' || told), '', new.valid_from)
  on conflict (subject_id) do update set title = excluded.title, words = excluded.words, updated_at = excluded.updated_at;
  return null;
end $$;
create trigger ci_state_written after insert or update on ci_state for each row execute function ci_state_written();

-- A service is an item with the same life: its page keeps name, description and end, the configuration the rest.
create function service_is_ci() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare kept ci_state; stands text := case when new.ended_at is null then 'in-service' else 'retired' end; written uuid;
begin
  if tg_op = 'UPDATE' and (new.name, new.description, new.ended_at is null) is not distinct from (old.name, old.description, old.ended_at is null) then
    return null;
  end if;
  insert into ci (id, number, created_at, created_by) values (new.id, 'CI-' || nextval('ci_number'), scope.now(), scope.person()) on conflict (id) do nothing;
  select * into kept from ci_state where ci_id = new.id and valid_to = 'infinity';
  insert into ci_authority (ci_id, reason, by_id, at)
    select new.id, 'service', scope.person(), scope.now() where scope.person() is not null returning id into written;
  if kept.ci_id is null then
    insert into ci_state (ci_id, valid_from, version, type_id, name, state, description, source, by_id, authority_id)
      select new.id, scope.now(), 1, t.id, new.name, stands, left(new.description, 20000), 'service', scope.person(), written
      from ci_type t where t.key = 'service';
  elsif kept.valid_from >= scope.now() then
    update ci_state s set name = new.name, description = left(new.description, 20000), state = stands, version = kept.version + 1,
      source = 'service', by_id = scope.person(), authority_id = written where s.ci_id = new.id and s.valid_to = 'infinity';
  else
    update ci_state s set valid_to = scope.now() where s.ci_id = new.id and s.valid_to = 'infinity';
    insert into ci_state (ci_id, valid_from, version, type_id, name, state, client_id, owner_id, supplier_id, location, description, criticality,
      attributes, source, by_id, authority_id)
    values (new.id, scope.now(), kept.version + 1, kept.type_id, new.name, stands, kept.client_id, kept.owner_id, kept.supplier_id,
      kept.location, left(new.description, 20000), kept.criticality, kept.attributes, 'service', scope.person(), written);
  end if;
  return null;
end $$;
create trigger service_is_ci after insert or update on service for each row execute function service_is_ci();

-- A named instant.
create table baseline (
  id uuid primary key default uuidv7(),
  name text not null check (length(trim(name)) between 1 and 120),
  -- Null: the whole.
  client_id uuid references client,
  at timestamptz not null,
  note text not null default '' check (length(note) <= 2000),
  by_id uuid references person,
  created_at timestamptz not null
);
create index baseline_order on baseline (at desc, id desc);

-- What a ticket is about.
create table record_ci (
  record_id uuid not null references record,
  ci_id uuid not null references ci,
  at timestamptz not null,
  by_id uuid references person,
  primary key (record_id, ci_id)
);
create index record_ci_ci on record_ci (ci_id, at desc);

-- A supplier sees the items of what is in its hands, as they have been since.
create function handed_over_states() returns table (ci_id uuid, valid_from timestamptz) language sql stable security definer
set search_path = public, pg_temp as $$
  select distinct s.ci_id, s.valid_from from handover h join record_ci rc on rc.record_id = h.record_id
    join ci_state s on s.ci_id = rc.ci_id and s.valid_to > h.from_at
  where h.supplier_id = scope.supplier() and h.from_at <= scope.now() and (h.until_at is null or h.until_at >= scope.now())
$$;

grant usage on sequence ci_number to staff, worker;
grant select, insert, update on ci_type to staff;
grant select on ci_type, relation_kind to portal, supplier, worker;
grant select, insert on relation_kind to staff;
grant update (name, inverse, pairs, position) on relation_kind to staff;
grant select, insert on ci, ci_state, ci_relation to staff, worker;
grant update (verified_at, merged_into_id) on ci to staff, worker;
grant update on ci_state to staff, worker;
grant update (valid_to, ended_by) on ci_relation to staff, worker;
grant select on ci, ci_state, ci_relation to portal, supplier;
grant select on ci_authority to staff, worker;
grant select, insert on baseline to staff;
grant select on baseline to worker;
grant select, insert, delete on record_ci to staff;
grant select, insert on record_ci to worker;
grant select on record_ci to portal, supplier;
revoke all on function needs_authority, ci_state_guard, ci_state_ended, ci_state_written, service_is_ci, ci_relation_carries, record_gives_authority,
  keeps_configuration, authorise_ci, handed_over_states from public;
grant execute on function authorise_ci to staff;
grant execute on function handed_over_states to supplier;

alter table ci_type enable row level security;
alter table ci enable row level security;
alter table ci_authority enable row level security;
alter table ci_state enable row level security;
alter table ci_unique enable row level security;
alter table relation_kind enable row level security;
alter table ci_relation enable row level security;
alter table baseline enable row level security;
alter table record_ci enable row level security;
create policy staff on ci_type to staff using (true) with check (true);
create policy others on ci_type for select to portal, supplier, worker using (true);
create policy staff on relation_kind to staff using (true) with check (true);
create policy others on relation_kind for select to portal, supplier, worker using (true);
create policy staff on ci to staff, worker using (true) with check (true);
create policy staff on ci_state to staff, worker using (true) with check (true);
create policy staff on ci_relation to staff, worker using (true) with check (true);
create policy staff on ci_authority for select to staff, worker using (true);
create policy staff on baseline to staff, worker using (true) with check (true);
create policy staff on record_ci to staff, worker using (true) with check (true);
-- A client sees the states in which an item was its own: what it was before, or is afterwards, is somebody else's.
create policy portal on ci_state for select to portal using (client_id = (select scope.client()));
create policy supplier on ci_state for select to supplier using ((ci_id, valid_from) in (select h.ci_id, h.valid_from from handed_over_states() h));
create policy seen on ci for select to portal, supplier using (exists (select from ci_state s where s.ci_id = id));
create policy seen on ci_relation for select to portal, supplier
  using (exists (select from ci_state s where s.ci_id = from_id) and exists (select from ci_state s where s.ci_id = to_id));
create policy seen on record_ci for select to portal, supplier
  using (exists (select from record r where r.id = record_id) and exists (select from ci_state s where s.ci_id = record_ci.ci_id));

create or replace function missing_numbers() returns table (number text) language sql stable security definer set search_path = public, pg_temp as $$
  select k.prefix || '-' || n from (values ('INC', (select case when is_called then last_value else 0 end from inc_number)),
      ('REQ', (select case when is_called then last_value else 0 end from req_number)),
      ('ART', (select case when is_called then last_value else 0 end from art_number)),
      ('CI', (select case when is_called then last_value else 0 end from ci_number))) k (prefix, last),
    lateral generate_series(1, k.last) n where not exists (select from record r where r.number = k.prefix || '-' || n)
      and not exists (select from article a where a.number = k.prefix || '-' || n)
      and not exists (select from ci c where c.number = k.prefix || '-' || n) limit 1000
$$;
