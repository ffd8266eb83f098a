-- Repeats: the answer to a write that was sent with an Idempotency-Key, kept for a day.
create table repeat (
  person_id uuid not null references person,
  key text not null check (length(key) between 1 and 200),
  digest bytea not null,
  status smallint not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (person_id, key)
);
grant select, insert on repeat to staff, portal, supplier;
grant select, delete on repeat to worker;
alter table repeat enable row level security;
create policy own on repeat to staff, portal, supplier using (person_id = (select scope.person())) with check (person_id = (select scope.person()));
create policy worker on repeat to worker using (true);

-- What a person is told inside the product.
create table notification (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  record_id uuid references record,
  event text not null,
  cause jsonb not null default '{}',
  at timestamptz not null,
  read_at timestamptz,
  -- Told once per person, event and entry, however often the reaction runs.
  source text not null,
  unique (person_id, source)
);
create index notification_unread on notification (person_id, at desc);
grant select, insert, update (read_at) on notification to staff, portal, supplier, worker;
alter table notification enable row level security;
create policy own on notification to staff, portal, supplier using (person_id = (select scope.person()));
create policy worker on notification to worker using (true) with check (true);
