-- Problems: what causes incidents. They are the provider's own: no client sees one; what clients may read of them are known errors
-- that were published to them.

alter table record drop constraint record_kind_check;
alter table record add constraint record_kind_check check (kind in ('INC', 'REQ', 'PRB', 'ECH'));
create sequence prb_number;
grant usage on sequence prb_number to staff, worker;

-- Nobody called: it was found inside.
alter table record drop constraint record_channel_check;
alter table record add constraint record_channel_check
  check (channel in ('portal', 'email', 'phone', 'api', 'monitoring', 'inventory', 'visit', 'recurrence', 'internal'));

create or replace function portal_sees_kind(kind text, consent_level text) returns boolean language sql stable parallel safe as $$
  select case kind when 'PRB' then false when 'ECH' then coalesce(consent_level = any(scope.decides()), false) else true end
$$;
create policy portal_problems on record as restrictive to portal using (kind <> 'PRB') with check (kind <> 'PRB');

do $$ begin
  execute replace(pg_get_functiondef('missing_numbers()'::regprocedure), '(values (',
    '(values (''PRB'', (select case when is_called then last_value else 0 end from prb_number)), (');
end $$;

-- What is found by words among tickets is found among problems too.
drop index search_entry_tickets;
create index search_entry_tickets on search_entry (subject_id) where kind in ('INC', 'REQ', 'PRB');

-- How the cause was looked for: five whys in their order, and the branches of an Ishikawa diagram.
create table problem_analysis (
  record_id uuid primary key references record,
  whys jsonb not null default '[]' check (jsonb_typeof(whys) = 'array' and jsonb_array_length(whys) <= 10),
  branches jsonb not null default '[]' check (jsonb_typeof(branches) = 'array' and jsonb_array_length(branches) <= 10),
  -- Which cause of the diagram it was.
  root_id text,
  at timestamptz not null,
  by_id uuid not null references person,
  version integer not null default 1
);

-- One known error a problem. What clients may read stands in columns of its own: the cause stays inside unless it was published.
create table known_error (
  id uuid primary key default uuidv7(),
  record_id uuid not null unique references record,
  number text not null unique,
  symptom text not null check (length(trim(symptom)) between 1 and 4000),
  cause text not null default '' check (length(cause) <= 4000),
  workaround text not null check (length(trim(workaround)) between 1 and 20000),
  solution text not null default '' check (length(solution) <= 20000),
  public_cause text,
  service_id uuid references service,
  state text not null default 'open' check (state in ('open', 'accepted', 'solved', 'withdrawn')),
  in_portal boolean not null default false,
  -- Published to every client; else to those named beside.
  for_all boolean not null default false,
  review_on date,
  -- Counts the workarounds that were said: each goes to an incident once.
  workaround_number integer not null default 1,
  words tsvector not null,
  at timestamptz not null,
  updated_at timestamptz not null,
  by_id uuid not null references person,
  version integer not null default 1,
  constraint accepted_error_has_review check (state <> 'accepted' or review_on is not null),
  constraint portal_cause_is_published check (public_cause is null or in_portal)
);
create index known_error_updated on known_error (updated_at desc, id desc);
create index known_error_words on known_error using gin (words);
create index known_error_symptom on known_error using gin (plain(symptom) gin_trgm_ops);
create index known_error_service on known_error (service_id);

create table known_error_client (
  known_error_id uuid not null references known_error,
  client_id uuid not null references client,
  primary key (known_error_id, client_id)
);

-- Which workaround was said on which ticket.
create table known_error_use (
  known_error_id uuid not null references known_error,
  record_id uuid not null references record,
  workaround_number integer not null,
  at timestamptz not null,
  by_id uuid references person,
  primary key (known_error_id, record_id, workaround_number)
);
create index known_error_use_record on known_error_use (record_id);

-- What came back while the effect of a solution was watched.
create table problem_recurrence (
  problem_id uuid not null references record,
  incident_id uuid not null references record,
  reasons text[] not null check (cardinality(reasons) > 0 and reasons <@ array['ci', 'service', 'known-error']),
  at timestamptz not null,
  primary key (problem_id, incident_id)
);
create index problem_watched on record (id) where kind = 'PRB' and phase = 'resolved';

grant select, insert, update on problem_analysis, known_error to staff;
grant select, insert, delete on known_error_client to staff;
grant select, insert on known_error_use, problem_recurrence to staff, worker;
grant select on problem_analysis, known_error, known_error_client to worker;
grant update (state, solution, updated_at) on known_error to worker;
grant select (id, number, symptom, workaround, solution, public_cause, service_id, state, in_portal, for_all, words, updated_at)
  on known_error to portal;
grant select on known_error_client to portal;

alter table problem_analysis enable row level security;
alter table known_error enable row level security;
alter table known_error_client enable row level security;
alter table known_error_use enable row level security;
alter table problem_recurrence enable row level security;
create policy staff on problem_analysis to staff, worker using (true) with check (true);
create policy staff on known_error to staff, worker using (true) with check (true);
create policy staff on known_error_client to staff, worker using (true) with check (true);
create policy staff on known_error_use to staff, worker using (true) with check (true);
create policy staff on problem_recurrence to staff, worker using (true) with check (true);
create policy own on known_error_client for select to portal using (client_id = (select scope.client()));
create policy portal on known_error for select to portal using (in_portal and state in ('open', 'accepted')
  and (for_all or exists (select from known_error_client k where k.known_error_id = id)));

-- A problem's clock counts to its cause.
create or replace function clock_entries(record uuid) returns table (event text, at timestamptz, body jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.event, e.at, b.body from journal_entry e left join journal_body b on b.entry_id = e.id
  where e.subject_id = record and sees_record(record) and e.event in ('record.created', 'record.targeted', 'record.responded', 'record.held', 'record.resumed',
    'record.resolved', 'record.reopened', 'record.ended', 'problem.cause-found') order by e.seq
$$;

-- A request is judged by its model, a problem by the levels that it was classified by.
alter table record drop constraint model_is_for_requests;
alter table record add constraint model_is_for_requests check (model_version_id is null or kind in ('REQ', 'PRB'));
