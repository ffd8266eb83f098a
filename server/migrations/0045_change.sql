-- Changes (CHG): the request for change beside its record. What is the provider's own stands here, where no client reads.

-- Beside the kinds that are there already, whichever they are.
do $$
declare kinds text;
begin
  select string_agg(distinct quote_literal(word[1]), ', ') into kinds from pg_constraint c,
    regexp_matches(pg_get_constraintdef(c.oid), '''([A-Z]{3})''', 'g') word where c.conname = 'record_kind_check';
  alter table record drop constraint record_kind_check;
  execute format('alter table record add constraint record_kind_check check (kind in (%s, ''CHG''))', kinds);
end $$;
create sequence chg_number;
grant usage on sequence chg_number to staff, worker;

create table change (
  record_id uuid primary key references record,
  reason text not null default '' check (length(reason) <= 20000),
  benefit text not null default '' check (length(benefit) <= 20000),
  scope text not null default '' check (length(scope) <= 20000),
  test_plan text not null default '' check (length(test_plan) <= 20000),
  back_out_plan text not null default '' check (length(back_out_plan) <= 20000),
  -- Answers to the questionnaire, and what they add up to; null: nobody has answered.
  risk jsonb not null default '{}' check (jsonb_typeof(risk) = 'object'),
  risk_score smallint check (risk_score >= 0),
  outage_minutes integer constraint change_outage check (outage_minutes between 0 and 100000),
  -- In the smallest unit of the provider's currency.
  cost bigint constraint change_cost check (cost between 0 and 100000000000),
  window_from timestamptz,
  window_to timestamptz,
  -- Of a standard one: the version of the model that was approved in advance.
  model_version_id uuid references artefact_version,
  test_result text not null default '' check (length(test_result) <= 20000),
  review text not null default '' check (length(review) <= 20000),
  objective text check (objective in ('met', 'partly', 'missed')),
  baseline_id uuid references baseline,
  applied_at timestamptz,
  reverted_at timestamptz,
  constraint change_window_whole check ((window_from is null) = (window_to is null)),
  constraint change_window_in_order check (window_to > window_from)
);
-- What lies in a span of time, for the calendar.
create index change_window on change (window_from, window_to) where window_from is not null;

create table change_task (
  id uuid primary key default uuidv7(),
  record_id uuid not null references change,
  kind text not null check (kind in ('build', 'test', 'implement', 'verify')),
  label text not null check (length(trim(label)) between 1 and 300),
  owner_id uuid references person,
  due_at timestamptz,
  done_at timestamptz,
  done_by uuid references person,
  created_at timestamptz not null,
  constraint change_task_done check ((done_at is null) = (done_by is null))
);
create index change_task_record on change_task (record_id);

grant select, insert, update on change to staff, worker;
grant select, insert, update on change_task to staff;
grant select on change_task to worker;
alter table change enable row level security;
alter table change_task enable row level security;
create policy staff on change to staff, worker using (true) with check (true);
create policy staff on change_task to staff, worker using (true) with check (true);

-- A client never reads the record of a change, unless the firm's own procedure has a step for it; it is told by client_changes().
create policy portal_changes on record as restrictive to portal
  using (kind <> 'CHG' or coalesce(consent_level = any((select scope.decides())::text[]), false))
  with check (kind <> 'CHG' or coalesce(consent_level = any((select scope.decides())::text[]), false));
create or replace function portal_sees_kind(kind text, consent_level text) returns boolean language sql stable parallel safe as $$
  select kind not in ('ECH', 'PRB', 'CHG') or coalesce(consent_level = any(scope.decides()), false)
$$;

do $$ begin
  execute replace(pg_get_functiondef('missing_numbers()'::regprocedure), '(values (',
    '(values (''CHG'', (select case when is_called then last_value else 0 end from chg_number)), (');
end $$;

-- What the activities at a step of a version are: read from the approved content itself, so that nothing else has to be believed.
create function step_activities(version uuid, step text) returns text[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select array(select a ->> 'name' from jsonb_array_elements(s -> 'activities') a)
      || case when s #>> '{call,process}' = 'release' then array['implement'] else '{}'::text[] end
    from artefact_version v, jsonb_array_elements(v.content #> '{procedure,steps}') s
    where v.id = step_activities.version and s ->> 'id' = step_activities.step limit 1), '{}')
$$;
revoke all on function step_activities from public;
grant execute on function step_activities to staff, worker;

drop index search_entry_tickets;
create index search_entry_tickets on search_entry (subject_id) where kind in ('INC', 'REQ', 'PRB', 'CHG');
