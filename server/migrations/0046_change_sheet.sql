-- The CI sheet of a change: what it will make of the configuration, line by line, and what it has made.

create table change_modification (
  record_id uuid not null references change,
  position smallint not null check (position between 1 and 500),
  action text not null check (action in ('add', 'modify', 'retire', 'relate', 'unrelate')),
  ci_id uuid references ci,
  -- Of what is added.
  type_key text,
  -- The fields and attributes that change; of a relation its kind, its other end and its name as a spare.
  content jsonb not null default '{}' check (jsonb_typeof(content) = 'object' and pg_column_size(content) <= 100000),
  -- The version of the item that the line was written against, and what the touched fields were then.
  against_version integer,
  against jsonb,
  constraint change_modification_line primary key (record_id, position),
  constraint change_modification_names check (action in ('add', 'relate') or ci_id is not null),
  constraint change_modification_type check ((action = 'add') = (type_key is not null))
);
create index change_modification_ci on change_modification (ci_id) where ci_id is not null;

create table change_applied (
  record_id uuid not null references change,
  position smallint not null,
  action text not null check (action in ('add', 'modify', 'retire', 'relate', 'unrelate')),
  ci_id uuid not null references ci,
  relation_id uuid references ci_relation,
  -- What the touched fields were, so that they can be so again.
  before jsonb,
  version integer,
  at timestamptz not null,
  reverted_at timestamptz check (reverted_at >= at),
  constraint change_applied_once primary key (record_id, position, at)
);
create index change_applied_ci on change_applied (ci_id, at desc);

grant select, insert, update, delete on change_modification to staff;
grant select on change_modification to worker;
grant select, insert on change_applied to staff, worker;
grant update (reverted_at) on change_applied to staff, worker;
alter table change_modification enable row level security;
alter table change_applied enable row level security;
create policy staff on change_modification to staff, worker using (true) with check (true);
create policy staff on change_applied to staff, worker using (true) with check (true);
