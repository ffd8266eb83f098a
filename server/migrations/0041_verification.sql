-- Verification campaigns: what is written is compared with what is there, item by item, and the outcome is a record that stays.

do $$
declare kinds text;
begin
  select string_agg(quote_literal(word[1]), ', ') into kinds from pg_constraint c,
    regexp_matches(pg_get_constraintdef(c.oid), '''([a-z-]+)''', 'g') word where c.conname = 'subject_kind_check';
  alter table subject drop constraint subject_kind_check;
  execute format('alter table subject add constraint subject_kind_check check (kind in (%s, ''verification''))', kinds);
end $$;

create table verification (
  id uuid primary key references subject,
  name text not null check (length(trim(name)) between 1 and 200),
  -- Null: of no client alone.
  client_id uuid references client,
  -- What was asked for: types, states, place.
  scope jsonb not null check (jsonb_typeof(scope) = 'object'),
  -- Of how many items the scope consists, and how many of them were drawn by which seed; null: all of them.
  population integer not null check (population >= 0),
  sample integer check (sample between 1 and population),
  seed text check (seed ~ '^[0-9a-f]{16}$'),
  opened_at timestamptz not null,
  opened_by uuid not null references person,
  closed_at timestamptz,
  closed_by uuid references person,
  -- The very text that the digest is of.
  minutes text,
  sha256 text,
  constraint verification_drawn check ((sample is null) = (seed is null)),
  constraint verification_closed check (num_nonnulls(closed_at, closed_by, minutes, sha256) in (0, 4)),
  constraint verification_digest check (minutes is null or sha256 = encode(sha256(convert_to(minutes, 'UTF8')), 'hex'))
);
create index verification_order on verification (opened_at desc, id desc);

create table verification_item (
  verification_id uuid not null references verification,
  ci_id uuid not null references ci,
  result text check (result in ('right', 'different', 'missing')),
  -- What is otherwise: [{"field", "found"}].
  fields jsonb not null default '[]' check (jsonb_typeof(fields) = 'array'),
  note text not null default '' check (length(note) <= 2000),
  by_id uuid references person,
  at timestamptz,
  primary key (verification_id, ci_id),
  constraint verification_item_whole check ((result is null) = (at is null) and (result is null) = (by_id is null))
);
create index verification_item_ci on verification_item (ci_id, verification_id);

-- What is there and is written nowhere.
create table verification_find (
  id uuid primary key default uuidv7(),
  verification_id uuid not null references verification,
  what text not null check (length(trim(what)) between 1 and 500),
  location text not null default '' check (length(location) <= 300),
  by_id uuid not null references person,
  at timestamptz not null,
  withdrawn_at timestamptz
);
create index verification_find_verification on verification_find (verification_id, at);

-- Once closed, it stays as it is.
create function verification_stays() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'verification' then
    if old.closed_at is not null or new.opened_at <> old.opened_at or new.scope <> old.scope or new.seed is distinct from old.seed then
      raise exception 'a closed verification stays' using errcode = 'check_violation', constraint = 'verification_stays';
    end if;
    return new;
  end if;
  -- Who closes waits for what is being noted, and what is noted afterwards is refused.
  if (select v.closed_at is not null from verification v where v.id = new.verification_id for key share) then
    raise exception 'a closed verification stays' using errcode = 'check_violation', constraint = 'verification_stays';
  end if;
  return new;
end $$;
create trigger verification_stays before update on verification for each row execute function verification_stays();
create trigger verification_stays before insert or update on verification_item for each row execute function verification_stays();
create trigger verification_stays before insert or update on verification_find for each row execute function verification_stays();
revoke all on function verification_stays from public;

grant select, insert, update (closed_at, closed_by, minutes, sha256) on verification to staff;
grant select, insert, update (result, fields, note, by_id, at) on verification_item to staff;
grant select, insert, update (withdrawn_at) on verification_find to staff;
grant select on verification, verification_item, verification_find to worker;
alter table verification enable row level security;
alter table verification_item enable row level security;
alter table verification_find enable row level security;
create policy staff on verification to staff, worker using (true) with check (true);
create policy staff on verification_item to staff, worker using (true) with check (true);
create policy staff on verification_find to staff, worker using (true) with check (true);
