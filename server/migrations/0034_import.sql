-- Imports of configuration items from files: the file's lines are kept with what became of each, so that an import that was
-- interrupted goes on without doubling, and can be undone as a whole.

do $$
declare kinds text;
begin
  select string_agg(quote_literal(word[1]), ', ') into kinds from pg_constraint c,
    regexp_matches(pg_get_constraintdef(c.oid), '''([a-z-]+)''', 'g') word where c.conname = 'subject_kind_check';
  alter table subject drop constraint subject_kind_check;
  execute format('alter table subject add constraint subject_kind_check check (kind in (%s, ''import''))', kinds);
end $$;

create table import (
  id uuid primary key references subject,
  file_name text not null check (length(file_name) between 1 and 200),
  by_id uuid not null references person,
  started_at timestamptz not null,
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by uuid references person,
  state text not null default 'waiting' check (state in ('waiting', 'writing', 'relating', 'done', 'undoing', 'undone')),
  headers text[] not null check (cardinality(headers) between 1 and 200),
  -- What each column fills; null: left out.
  targets text[] not null,
  client_id uuid references client,
  type_key text,
  mode text not null check (mode in ('both', 'create', 'change')),
  -- By which controlled items in service may change.
  reason text check (length(trim(reason)) between 3 and 2000),
  undo_reason text check (length(trim(undo_reason)) between 3 and 2000),
  -- Counted once it rests: by result, and by what undoing did.
  counts jsonb check (jsonb_typeof(counts) = 'object'),
  line_count integer not null check (line_count between 1 and 50000),
  constraint import_columns check (cardinality(targets) = cardinality(headers))
);
create index import_order on import (started_at desc, id desc);
create index import_open on import (started_at) where state not in ('done', 'undone');

create table import_line (
  import_id uuid not null references import,
  -- As a spreadsheet counts: the header is line 1.
  line integer not null check (line between 2 and 2000000),
  cells text[] not null,
  -- Null: still to come.
  result text check (result in ('create', 'change', 'nothing', 'error')),
  ci_id uuid references ci,
  -- What it changed: [{field, before, after}].
  changes jsonb not null default '[]' check (jsonb_typeof(changes) = 'array'),
  -- The version of the item that it wrote.
  version integer,
  -- Relations that it put; null where none are asked for or they are still to come.
  relations uuid[],
  -- What is wrong: [{column, code, words}], said in the language of who reads.
  problems jsonb not null default '[]' check (jsonb_typeof(problems) = 'array'),
  undone text check (undone in ('ended', 'restored', 'unrelated', 'kept')),
  kept jsonb,
  constraint import_line_once primary key (import_id, line)
);
create index import_line_waiting on import_line (import_id, line) where result is null;
create index import_line_problem on import_line (import_id, line) where problems <> '[]';
create index import_line_ci on import_line (ci_id) where ci_id is not null;

-- Whoever imports is found by the number that the maker gave.
create index ci_state_serial on ci_state (type_id, lower(trim(attributes ->> 'serial'))) where valid_to = 'infinity' and attributes ? 'serial';

grant select on ci_unique to staff;
create policy staff on ci_unique for select to staff using (true);
grant select, insert on import, import_line to staff;
grant update (state, finished_at, undone_at, undone_by, undo_reason, counts) on import to staff;
grant update (result, ci_id, changes, version, relations, problems, undone, kept) on import_line to staff;
grant select on import, import_line to worker;
grant update (state, finished_at, undone_at, counts) on import to worker;
grant update (result, problems, undone, kept) on import_line to worker;
alter table import enable row level security;
alter table import_line enable row level security;
create policy staff on import to staff using (true) with check (true);
create policy staff on import_line to staff using (true) with check (true);
create policy worker on import to worker using (true) with check (true);
create policy worker on import_line to worker using (true) with check (true);
