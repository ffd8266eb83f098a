-- Deadlines are rows, recomputed in the transaction that writes what clocks read; a job only looks for the ones that are due.
create table deadline (
  record_id uuid not null references record,
  key text not null,
  due_at timestamptz not null,
  cause jsonb not null default '{}',
  fired_at timestamptz,
  -- What could not be done is tried again later, and keeps nobody else waiting.
  postponed_until timestamptz,
  primary key (record_id, key, due_at)
);
create index deadline_due on deadline (coalesce(postponed_until, due_at)) where fired_at is null;
grant select, insert, update, delete on deadline to staff, worker;
grant select, insert, delete, update on deadline to portal, supplier;
alter table deadline enable row level security;
create policy staff on deadline to staff, worker using (true) with check (true);
create policy visible on deadline to portal, supplier using (exists (select from record r where r.id = record_id))
  with check (exists (select from record r where r.id = record_id));
