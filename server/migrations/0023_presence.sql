-- Who is there: absences, and who is on call outside service hours.

create table absence (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  kind text not null check (kind in ('leave', 'sick', 'training', 'other')),
  created_by uuid not null references person,
  created_at timestamptz not null,
  -- Withdrawn, not deleted.
  ended_at timestamptz,
  constraint absence_in_order check (ends_at > starts_at)
);
create index absence_time on absence (starts_at, ends_at) where ended_at is null;
create index absence_person on absence (person_id, starts_at);

-- How a team's turns follow one another: the day and hour of the hand-over, on the wall of its zone.
create table on_call_rota (
  team_id uuid primary key references team,
  hand_over_day smallint not null check (hand_over_day between 1 and 7),
  hand_over_at time not null,
  zone text not null,
  -- How long before it a person is told of a turn.
  notice_days smallint not null default 15 check (notice_days between 0 and 90),
  version integer not null default 1
);

create table on_call_turn (
  id uuid primary key default uuidv7(),
  team_id uuid not null references team,
  person_id uuid not null references person,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- When the person was told: the notice that was given.
  told_at timestamptz not null,
  -- Whose turn it was before a swap.
  swapped_from_id uuid references on_call_turn,
  created_by uuid not null references person,
  ended_at timestamptz,
  constraint on_call_turn_in_order check (ends_at > starts_at),
  constraint on_call_turn_one_at_a_time exclude using gist (team_id with =, tstzrange(starts_at, ends_at) with &&) where (ended_at is null)
);
create index on_call_turn_time on on_call_turn (starts_at, ends_at) where ended_at is null;

grant select, insert, update on absence, on_call_rota, on_call_turn to staff;
grant select on absence, on_call_rota, on_call_turn to worker;
alter table absence enable row level security;
alter table on_call_rota enable row level security;
alter table on_call_turn enable row level security;
create policy staff on absence to staff, worker using (true) with check (true);
create policy staff on on_call_rota to staff, worker using (true) with check (true);
create policy staff on on_call_turn to staff, worker using (true) with check (true);
