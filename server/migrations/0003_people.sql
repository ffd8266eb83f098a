-- People and the organisations they belong to: the provider (one per database), its clients, its suppliers, its teams.

-- Words as people compare them: without accents and case, whatever the server's locale.
create function plain(words text) returns text language sql immutable strict parallel safe
  as $$ select lower(public.unaccent('public.unaccent', words)) $$;
-- What a caller's display and a typed number have in common: the last nine digits, without an extension.
create function phone_key(phone text) returns text language sql immutable strict parallel safe
  as $$ select right(regexp_replace(regexp_replace(phone, '(\d)\D*(poste|ext|x|#).*$', '\1', 'i'), '\D', '', 'g'), 9) $$;

create table organisation (
  id uuid primary key references subject,
  name text not null check (length(trim(name)) between 1 and 200),
  country text not null check (country ~ '^[A-Z]{2}$'),
  region text,
  size text not null check (size in ('1-3', '4-9', '10-25')),
  zone text not null,
  language text not null default 'fr' check (language in ('fr', 'en')),
  phone text,
  emergency_phone text,
  only_one boolean not null default true unique check (only_one),
  version integer not null default 1
);

create table client (
  id uuid primary key references subject,
  name text not null check (length(trim(name)) between 1 and 200),
  email text,
  phone text,
  address text,
  notes text,
  ended_at timestamptz,
  version integer not null default 1
);
create unique index client_name on client (plain(name)) where ended_at is null;
create index client_order on client (plain(name), id);

create table supplier (
  id uuid primary key references subject,
  name text not null check (length(trim(name)) between 1 and 200),
  email text,
  phone text,
  address text,
  notes text,
  ended_at timestamptz,
  version integer not null default 1
);
create unique index supplier_name on supplier (plain(name)) where ended_at is null;
create index supplier_order on supplier (plain(name), id);

create table person (
  id uuid primary key references subject,
  name text not null check (length(trim(name)) between 1 and 200),
  email text check (email = lower(email) and email like '%@%'),
  phone text,
  roles text[] not null default '{}' check (roles <@ array['D', 'RGS/AC', 'RGS/RC', 'CS', 'FT', 'CL']),
  client_id uuid references client,
  client_level text check (client_level in ('requester', 'contact', 'signatory')),
  supplier_id uuid references supplier,
  is_administrator boolean not null default false,
  language text not null default 'fr' check (language in ('fr', 'en')),
  zone text not null default 'Europe/Paris',
  ended_at timestamptz,
  version integer not null default 1,
  -- A person is the provider's, a client's or a supplier's, and never two of them.
  constraint person_belongs check (
    case
      when client_id is not null then roles = array['CL'] and supplier_id is null and client_level is not null and not is_administrator
      when supplier_id is not null then roles = array['FT'] and client_level is null and not is_administrator
      else not roles && array['FT', 'CL'] and client_level is null
    end
  )
);
create unique index person_email on person (email) where ended_at is null;
create index person_client on person (client_id) where client_id is not null;
create index person_supplier on person (supplier_id) where supplier_id is not null;
create index person_order on person (plain(name), id);
create index person_phone on person (phone_key(phone)) where phone is not null;

create table credential (
  person_id uuid primary key references person,
  password_hash text not null,
  set_at timestamptz not null
);

-- One-time links: the first account, an invitation, a forgotten password. Only the digest is kept.
create table invitation (
  digest bytea primary key,
  purpose text not null check (purpose in ('set-up', 'invitation')),
  person_id uuid references person,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'set-up') = (person_id is null))
);

-- A session of a browser or a bearer token of a program: only the digest of the secret is kept.
create table session (
  id uuid primary key default uuidv7(),
  digest bytea not null unique,
  kind text not null check (kind in ('browser', 'token')),
  person_id uuid not null references person,
  name text not null default '',
  scopes text[] not null default '{read,write}' check (scopes <@ array['read', 'write', 'intake'] and scopes <> '{}'),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz,
  ended_at timestamptz
);
create index session_person on session (person_id) where ended_at is null;

create table team (
  id uuid primary key references subject,
  name text not null check (length(trim(name)) between 1 and 100),
  mandates text[] not null default '{}' check (mandates <@ array['D', 'RGS/AC', 'RGS/RC', 'CS']),
  ended_at timestamptz,
  version integer not null default 1
);
create unique index team_name on team (plain(name)) where ended_at is null;

create table team_member (
  team_id uuid not null references team,
  person_id uuid not null references person,
  primary key (team_id, person_id)
);
create index team_member_person on team_member (person_id);

-- A named substitute signs for a role's holder while the holder is away.
create table substitution (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  substitute_id uuid not null references person check (substitute_id <> person_id),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  ended_at timestamptz
);

-- The answer to "who is asking?", in the statement that begins the transaction. No row: nobody, and no role is set.
create function enter(secret_digest bytea, at timestamptz)
returns table (role text, person uuid, client uuid, supplier uuid, level text, actor jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when p.client_id is not null then 'portal' when p.supplier_id is not null then 'supplier' else 'staff' end,
    p.id, p.client_id, p.supplier_id, p.client_level,
    jsonb_build_object(
      'sessionId', s.id, 'sessionKind', s.kind, 'scopes', s.scopes, 'seenAt', s.seen_at,
      'id', p.id, 'name', p.name, 'email', p.email, 'roles', p.roles, 'clientId', p.client_id, 'clientLevel', p.client_level,
      'supplierId', p.supplier_id, 'isAdministrator', p.is_administrator, 'language', p.language, 'zone', p.zone,
      'teams', coalesce((select jsonb_agg(m.team_id) from team_member m join team t on t.id = m.team_id
        where m.person_id = p.id and t.ended_at is null), '[]'),
      'mandates', coalesce((select jsonb_agg(distinct mandate) from team_member m join team t on t.id = m.team_id, unnest(t.mandates) mandate
        where m.person_id = p.id and t.ended_at is null), '[]'),
      'standsInFor', coalesce((select jsonb_agg(distinct r) from substitution b join person h on h.id = b.person_id, unnest(h.roles) r
        where b.substitute_id = p.id and b.ended_at is null and at >= b.starts_at and at < b.ends_at), '[]'))
  from session s join person p on p.id = s.person_id
  where s.digest = secret_digest and s.ended_at is null and (s.expires_at is null or s.expires_at > at) and p.ended_at is null
$$;

-- A reaction that speaks to a person reads as that person.
create function enter_as(person_id uuid)
returns table (role text, person uuid, client uuid, supplier uuid, level text)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when p.client_id is not null then 'portal' when p.supplier_id is not null then 'supplier' else 'staff' end,
    p.id, p.client_id, p.supplier_id, p.client_level
  from person p where p.id = person_id and p.ended_at is null
$$;

-- What signing in needs before anyone is anyone.
create function credential_of(address text) returns table (person uuid, password_hash text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, c.password_hash from person p join credential c on c.person_id = p.id where p.email = lower(address) and p.ended_at is null
$$;
create function open_session(person uuid, secret_digest bytea, at timestamptz, lasts interval) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  insert into session (digest, kind, person_id, created_at, seen_at, expires_at)
  values (secret_digest, 'browser', person, at, at, at + lasts) returning id
$$;
create function touch_session(session_id uuid, at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update session set seen_at = at where id = session_id and seen_at < at
$$;
create function invitation_of(secret_digest bytea, at timestamptz) returns table (purpose text, person uuid, name text, email text)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.purpose, i.person_id, p.name, p.email from invitation i left join person p on p.id = i.person_id
  where i.digest = secret_digest and i.used_at is null and i.expires_at > at
$$;
-- A link works once: of two who follow it at once, one is told that it was used.
create function use_invitation(secret_digest bytea, at timestamptz) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  update invitation set used_at = at where digest = secret_digest and used_at is null and expires_at > at and purpose = 'invitation'
  returning person_id
$$;
create function own_password_hash() returns text language sql stable security definer set search_path = public, pg_temp
  as $$ select password_hash from credential where person_id = scope.person() $$;
create function is_set_up() returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from person) $$;
-- The names of the provider's people travel with what they wrote; those of a client or a supplier stay in their house.
create function person_name(id uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select p.name from person p where p.id = person_name.id and (scope.role() not in ('portal', 'supplier')
    or (p.client_id is null and p.supplier_id is null) or p.client_id = scope.client() or p.supplier_id = scope.supplier())
$$;

-- Before anybody exists nobody may be asked who he is: what makes the first account works only until there is one.
create function create_set_up_link(secret_digest bytea, at timestamptz, lasts interval) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from person) then return false; end if;
  insert into invitation (digest, purpose, expires_at) values (secret_digest, 'set-up', at + lasts);
  return true;
end $$;
create function use_set_up_link(secret_digest bytea, at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with used as (
    update invitation set used_at = at where digest = secret_digest and used_at is null and expires_at > at and purpose = 'set-up' returning 1)
  select exists (select from used) and not exists (select from person)
$$;
-- The provider and its first person, with every role of a provider. Two who try at once: the second is told that it is done.
create function create_first_account(provider jsonb, first jsonb) returns table (organisation uuid, person uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table person in share row exclusive mode;
  if exists (select from person) then return; end if;
  organisation := uuidv7();
  person := uuidv7();
  insert into subject (id, kind) values (organisation, 'organisation'), (person, 'person');
  insert into organisation (id, name, country, region, size, zone, language, phone, emergency_phone)
    select organisation, name, country, region, size, zone, coalesce(language, 'fr'), phone, emergency_phone
    from jsonb_to_record(provider)
      as given (name text, country text, region text, size text, zone text, language text, phone text, emergency_phone text);
  insert into person (id, name, email, roles, is_administrator, language, zone)
    select person, given.name, lower(given.email), array['D', 'RGS/AC', 'RGS/RC', 'CS'], true, o.language, o.zone
    from jsonb_to_record(first) as given (name text, email text), organisation o where o.id = create_first_account.organisation;
  return next;
end $$;
-- The chains of a demonstration begin by saying so.
create function is_demonstration() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from organisation o join journal_entry e on e.subject_id = o.id where e.seq = 1 and e.event = 'demo.seeded')
$$;

revoke all on function create_set_up_link, use_set_up_link, create_first_account, is_demonstration from public;
grant execute on function create_set_up_link, use_set_up_link, create_first_account to trousse_app;
grant execute on function is_demonstration to trousse_app, staff, portal, supplier, worker;
revoke all on function enter, enter_as, credential_of, open_session, touch_session, invitation_of, use_invitation, own_password_hash, is_set_up, person_name from public;
grant execute on function enter, credential_of, open_session, touch_session, invitation_of, use_invitation, is_set_up to trousse_app;
grant execute on function enter_as to worker;
grant execute on function person_name, own_password_hash to staff, portal, supplier, worker;

grant select, insert, update on organisation, client, supplier, person, team, invitation, substitution to staff, worker;
-- A password's hash and a session's digest are written by the staff's commands and read by nobody but enter().
grant insert, update, select (person_id, set_at) on credential to staff;
grant insert, update, select (id, kind, person_id, name, scopes, created_at, seen_at, expires_at, ended_at) on session to staff;
grant select, insert, delete on team_member to staff;
grant select on team_member to worker;
grant select on organisation to portal, supplier;
-- Notes are the provider's own.
grant select (id, name, email, phone, address, ended_at, version) on client to portal;
-- Records are read with their client's name; a supplier has no policy here, and reads none.
grant select (id, name) on client to supplier;
grant select (id, name, email, phone, address, ended_at, version) on supplier to supplier;
grant select on person to portal, supplier;
grant select, update (name, phone, language, zone, version) on person to portal, supplier;
grant insert, update (name, ended_at), select (id, kind, person_id, name, scopes, created_at, seen_at, expires_at, ended_at) on session to portal, supplier;
grant insert, update, select (person_id, set_at) on credential to portal, supplier;

alter table client enable row level security;
alter table supplier enable row level security;
alter table person enable row level security;
alter table credential enable row level security;
alter table session enable row level security;
create policy staff on client to staff, worker using (true) with check (true);
create policy portal on client for select to portal using (id = (select scope.client()));
create policy staff on supplier to staff, worker using (true) with check (true);
create policy supplier on supplier for select to supplier using (id = (select scope.supplier()));
create policy staff on person to staff, worker using (true) with check (true);
create policy portal on person for select to portal
  using (id = (select scope.person()) or (client_id = (select scope.client()) and (select scope.sees_company())));
create policy portal_self on person for update to portal using (id = (select scope.person())) with check (id = (select scope.person()));
create policy supplier on person for select to supplier using (supplier_id = (select scope.supplier()));
create policy supplier_self on person for update to supplier using (id = (select scope.person())) with check (id = (select scope.person()));
-- Nobody reads another person's secrets; an administrator may end sessions and replace passwords.
create policy own on credential to portal, supplier using (person_id = (select scope.person())) with check (person_id = (select scope.person()));
create policy staff on credential to staff using (true) with check (true);
create policy own on session to portal, supplier using (person_id = (select scope.person())) with check (person_id = (select scope.person()));
create policy staff on session to staff using (true) with check (true);
