-- Getting in: a second factor, devices that are trusted, links by mail; the form of those who have no account; what a
-- house is known by.

alter table organisation
  add column requires_second_factor boolean not null default false,
  add column takes_guests boolean not null default false;

-- By an authenticator's code (RFC 6238). The secret is sealed by the program; nobody reads it but its owner's commands.
create table second_factor (
  person_id uuid primary key references person,
  sealed text not null,
  -- The latest step of thirty seconds whose code was taken: none is ever taken twice.
  last_step bigint not null default 0,
  -- Null: begun, and not yet proved by a code.
  confirmed_at timestamptz
);

create table recovery_code (
  person_id uuid not null references person,
  digest bytea not null,
  used_at timestamptz,
  primary key (person_id, digest)
);

-- A browser in which the code is not asked again for a while.
create table trusted_device (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  digest bytea not null unique,
  name text not null default '',
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index trusted_device_person on trusted_device (person_id) where ended_at is null;

-- Somebody has given the first factor, and the second one is awaited: no session yet.
create table pending_sign_in (
  digest bytea primary key,
  person_id uuid not null references person,
  is_linked boolean not null,
  -- What an invitation chose, to be set once the code is right.
  password_hash text,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Who came by a mailed link may choose a new password without the old one, for a while.
alter table session add column linked_at timestamptz;

create table sign_in_link (
  digest bytea primary key,
  person_id uuid not null references person,
  purpose text not null check (purpose in ('sign-in', 'password')),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- What was asked at the door, whether or not somebody has the address: looked up afterwards, so that the answer and its
-- delay tell nothing.
create table sign_in_wish (
  id uuid primary key default uuidv7(),
  address text not null check (length(address) <= 320),
  purpose text not null check (purpose in ('sign-in', 'password')),
  at timestamptz not null
);

-- What somebody without an account wrote; it goes nowhere before the address has answered.
create table guest_request (
  id uuid primary key default uuidv7(),
  digest bytea unique,
  address text not null check (length(address) <= 320),
  name text not null check (length(name) <= 200),
  subject text not null check (length(subject) <= 200),
  body text not null check (length(body) <= 10000),
  language text not null check (language in ('fr', 'en')),
  at timestamptz not null,
  expires_at timestamptz not null,
  mailbox_id uuid references mailbox,
  confirmed_at timestamptz
);
create index guest_request_waiting on guest_request (at) where confirmed_at is null;

-- What a message says that nobody but its addressee may read: a link that signs in. Sealed; the worker alone opens it.
create table mail_sealed (
  mail_id uuid primary key references mail,
  sealed text not null
);

-- A logo and a colour, of the provider or of a client.
create table brand (
  owner_id uuid primary key references subject,
  colour text constraint brand_colour check (colour ~ '^#[0-9a-f]{6}$'),
  picture bytea constraint brand_picture_size check (octet_length(picture) <= 204800),
  media_type text check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  version integer not null default 1,
  constraint brand_picture_has_type check ((picture is null) = (media_type is null))
);

-- Of another: an administrator's to take away, whatever the program believes.
create function reset_second_factor(whose uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if scope.role() <> 'staff' or not exists (select from person p where p.id = scope.person() and p.ended_at is null
    and p.client_id is null and p.supplier_id is null and (p.is_administrator or 'D' = any(p.roles))) then
    raise exception 'only an administrator resets a second factor' using errcode = 'insufficient_privilege';
  end if;
  delete from recovery_code where person_id = whose;
  update trusted_device set ended_at = at where person_id = whose and ended_at is null;
  delete from second_factor where person_id = whose and confirmed_at is not null;
  return found;
end $$;
-- Why mail of somebody is refused, and whose mail is refused before any of it has come.
alter table blocked_sender add column reason text check (length(trim(reason)) between 1 and 500);
grant update on blocked_sender to staff;

create function own_second_factor() returns table (sealed text, last_step bigint, confirmed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.sealed, f.last_step, f.confirmed_at from second_factor f where f.person_id = scope.person()
$$;

-- Is a code to be asked, in a browser that shows this device's secret (or none)?
create function asks_code(person uuid, device bytea, at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with known as (
    update trusted_device d set seen_at = at where d.person_id = asks_code.person and d.digest = device and d.ended_at is null
      and d.expires_at > at returning 1)
  select exists (select from second_factor f where f.person_id = asks_code.person and f.confirmed_at is not null)
    and not exists (select from known)
$$;
create function open_pending(person uuid, secret_digest bytea, linked boolean, new_hash text, expires timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into pending_sign_in (digest, person_id, is_linked, password_hash, expires_at)
  values (secret_digest, person, linked, new_hash, expires)
$$;
create function pending_of(secret_digest bytea, at timestamptz) returns table (person uuid, sealed text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.person_id, f.sealed from pending_sign_in s join person p on p.id = s.person_id and p.ended_at is null
    join second_factor f on f.person_id = s.person_id and f.confirmed_at is not null
  where s.digest = secret_digest and s.used_at is null and s.expires_at > at
$$;
-- By a code's step, or by the digest of a recovery code. No row: it was taken before, by whoever came first.
create function finish_pending(secret_digest bytea, at timestamptz, step bigint, recovery bytea)
returns table (person uuid, linked boolean, new_hash text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update pending_sign_in s set used_at = at where s.digest = secret_digest and s.used_at is null and s.expires_at > at
    returning s.person_id, s.is_linked, s.password_hash into person, linked, new_hash;
  if not found then return; end if;
  if step is not null then
    update second_factor f set last_step = step where f.person_id = finish_pending.person and f.confirmed_at is not null and f.last_step < step;
  else
    update recovery_code c set used_at = at where c.person_id = finish_pending.person and c.digest = recovery and c.used_at is null;
  end if;
  if found then return next; end if;
end $$;

drop function open_session(uuid, bytea, timestamptz, interval);
create function open_session(person uuid, secret_digest bytea, at timestamptz, lasts interval, linked boolean default false) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  insert into session (digest, kind, person_id, created_at, seen_at, expires_at, linked_at)
  values (secret_digest, 'browser', person, at, at, at + lasts, case when linked then at end) returning id
$$;

create function sends_mail() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from mailbox where ended_at is null and not is_paused and client_id is null
    and (smtp_host is not null or kind in ('microsoft', 'google')))
$$;
create function takes_guests() returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from organisation where takes_guests) and sends_mail() $$;

create function wake_access(chore text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if chore not in ('send-sign-in-links', 'confirm-guests', 'file-guests') then
    raise exception 'no chore is called %', chore using errcode = 'check_violation';
  end if;
  perform queue_job(chore, '{}', chore);
end $$;
create function ask_sign_in_link(address text, purpose text, at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into sign_in_wish (address, purpose, at) values (lower(address), purpose, at);
  select wake_access('send-sign-in-links');
$$;
create function sign_in_link_of(secret_digest bytea, at timestamptz) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select l.purpose from sign_in_link l join person p on p.id = l.person_id and p.ended_at is null
  where l.digest = secret_digest and l.used_at is null and l.expires_at > at
$$;
create function use_sign_in_link(secret_digest bytea, at timestamptz) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  update sign_in_link l set used_at = at from person p where l.digest = secret_digest and l.used_at is null and l.expires_at > at
    and p.id = l.person_id and p.ended_at is null
  returning l.person_id
$$;

-- False where too much waits already: nobody fills the database by the open door.
create function ask_guest_request(given jsonb, at timestamptz, expires timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select count(*) from guest_request g where g.confirmed_at is null and g.expires_at > ask_guest_request.at) >= 500 then return false; end if;
  insert into guest_request (address, name, subject, body, language, at, expires_at)
    select lower(g.address), g.name, g.subject, g.body, g.language, ask_guest_request.at, expires
    from jsonb_to_record(given) as g (address text, name text, subject text, body text, language text);
  perform wake_access('confirm-guests');
  return true;
end $$;
create function guest_request_waits(secret_digest bytea, at timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from guest_request g where g.digest = secret_digest and g.confirmed_at is null
    and g.expires_at > guest_request_waits.at)
$$;
create function confirm_guest_request(secret_digest bytea, at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update guest_request g set confirmed_at = confirm_guest_request.at
    where g.digest = secret_digest and g.confirmed_at is null and g.expires_at > confirm_guest_request.at;
  if not found then return false; end if;
  perform wake_access('file-guests');
  return true;
end $$;

-- What the provider is known by before anybody is known.
create function public_brand() returns table (name text, phone text, colour text, picture bytea, media_type text, version integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.name, o.phone, b.colour, b.picture, b.media_type, b.version from organisation o left join brand b on b.owner_id = o.id
$$;

-- Who must still set up the second factor is told so with everything else that is known of him.
create or replace function enter(secret_digest bytea, at timestamptz)
returns table (role text, person uuid, client uuid, supplier uuid, level text, actor jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when p.client_id is not null then 'portal' when p.supplier_id is not null then 'supplier' else 'staff' end,
    p.id, p.client_id, p.supplier_id, p.client_level,
    jsonb_build_object(
      'sessionId', s.id, 'sessionKind', s.kind, 'scopes', s.scopes, 'seenAt', s.seen_at,
      'id', p.id, 'name', p.name, 'email', p.email, 'roles', p.roles, 'clientId', p.client_id, 'clientLevel', p.client_level,
      'supplierId', p.supplier_id, 'isAdministrator', p.is_administrator, 'language', p.language, 'zone', p.zone,
      'mustEnrol', s.kind = 'browser' and p.client_id is null and p.supplier_id is null
        and exists (select from organisation o where o.requires_second_factor)
        and not exists (select from second_factor f where f.person_id = p.id and f.confirmed_at is not null),
      'teams', coalesce((select jsonb_agg(m.team_id) from team_member m join team t on t.id = m.team_id
        where m.person_id = p.id and t.ended_at is null), '[]'),
      'mandates', coalesce((select jsonb_agg(distinct mandate) from team_member m join team t on t.id = m.team_id, unnest(t.mandates) mandate
        where m.person_id = p.id and t.ended_at is null), '[]'),
      'standsInFor', coalesce((select jsonb_agg(distinct r) from substitution b join person h on h.id = b.person_id, unnest(h.roles) r
        where b.substitute_id = p.id and b.ended_at is null and at >= b.starts_at and at < b.ends_at), '[]'))
  from session s join person p on p.id = s.person_id
  where s.digest = secret_digest and s.ended_at is null and (s.expires_at is null or s.expires_at > at) and p.ended_at is null
$$;

revoke all on function reset_second_factor, own_second_factor, asks_code, open_pending, pending_of, finish_pending, open_session, sends_mail, takes_guests,
  wake_access, ask_sign_in_link, sign_in_link_of, use_sign_in_link, ask_guest_request, guest_request_waits, confirm_guest_request,
  public_brand from public;
grant execute on function reset_second_factor to staff;
grant execute on function own_second_factor to staff, portal, supplier;
grant execute on function asks_code, open_pending, pending_of, finish_pending, open_session, ask_sign_in_link, sign_in_link_of,
  use_sign_in_link, ask_guest_request, guest_request_waits, confirm_guest_request, public_brand to trousse_app;
grant execute on function sends_mail, takes_guests to trousse_app, staff;

grant insert, update, delete, select (person_id, last_step, confirmed_at) on second_factor to staff, portal, supplier;
grant select, insert, update (used_at), delete on recovery_code to staff, portal, supplier;
grant insert, update (ended_at), select (id, person_id, name, created_at, seen_at, expires_at, ended_at) on trusted_device to staff, portal, supplier;
grant select (linked_at), update (linked_at) on session to staff, portal, supplier;
grant select, insert, update, delete on sign_in_link, mail_sealed to worker;
-- Locking a row needs the right to change it.
grant select, update, delete on sign_in_wish to worker;
grant select, delete on pending_sign_in to worker;
grant select, update, delete on guest_request to worker;
grant select, insert, update, delete on brand to staff;
grant select on brand to portal, supplier, worker;

alter table second_factor enable row level security;
alter table recovery_code enable row level security;
alter table trusted_device enable row level security;
alter table pending_sign_in enable row level security;
alter table sign_in_link enable row level security;
alter table sign_in_wish enable row level security;
alter table guest_request enable row level security;
alter table mail_sealed enable row level security;
alter table brand enable row level security;
create policy own on second_factor to staff, portal, supplier using (person_id = (select scope.person())) with check (person_id = (select scope.person()));
-- Colleagues see who has one.
create policy staff on second_factor for select to staff using (true);
create policy own on recovery_code to staff, portal, supplier using (person_id = (select scope.person())) with check (person_id = (select scope.person()));
create policy own on trusted_device to staff, portal, supplier using (person_id = (select scope.person())) with check (person_id = (select scope.person()));
create policy worker on pending_sign_in to worker using (true);
create policy worker on sign_in_link to worker using (true) with check (true);
create policy worker on sign_in_wish to worker using (true);
create policy worker on guest_request to worker using (true) with check (true);
create policy worker on mail_sealed to worker using (true) with check (true);
create policy staff on brand to staff using (true) with check (true);
create policy worker on brand for select to worker using (true);
create policy portal on brand for select to portal
  using (owner_id = (select scope.client()) or owner_id in (select id from organisation));
create policy supplier on brand for select to supplier using (owner_id in (select id from organisation));
