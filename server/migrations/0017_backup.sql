-- Backups: when they are made, where they lie, which are kept, and what became of each. The files lie outside the database.

create table backup_plan (
  only_one boolean primary key default true check (only_one),
  is_on boolean not null default true,
  -- At which hour of the organisation's zone; one that was missed is made up for.
  hour smallint not null default 2 constraint backup_plan_hour check (hour between 0 and 23),
  -- Null: the folder `backups` in the data folder of the process that makes them.
  folder text constraint backup_plan_folder check (length(folder) between 1 and 1000),
  keep_daily smallint not null default 7 constraint backup_plan_daily check (keep_daily between 1 and 60),
  keep_weekly smallint not null default 4 constraint backup_plan_weekly check (keep_weekly between 0 and 60),
  keep_monthly smallint not null default 12 constraint backup_plan_monthly check (keep_monthly between 0 and 120),
  -- How often one is restored into a database that is thrown away.
  rehearsal text not null default 'weekly' check (rehearsal in ('always', 'weekly', 'never')),
  version integer not null default 1
);
insert into backup_plan default values;

create table backup (
  id uuid primary key default uuidv7(),
  cause text not null check (cause in ('scheduled', 'requested', 'command', 'upgrade')),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  file text not null,
  size bigint,
  row_count bigint,
  sha256 bytea,
  is_encrypted boolean not null,
  -- The journal as the file has it: its latest seal, and one digest over the heads of all chains.
  seal_day date,
  heads bytea,
  failure text,
  rehearsed_at timestamptz,
  rehearsal_seconds integer,
  rehearsal_faults integer,
  rehearsal_failure text,
  -- No longer kept, by the plan.
  removed_at timestamptz,
  constraint backup_made_or_failed check ((failure is null) = (size is not null and row_count is not null and sha256 is not null and heads is not null))
);
create index backup_order on backup (started_at desc, id desc);

grant select on backup_plan, backup to staff, worker;
grant update on backup_plan to staff;
grant insert, update on backup to worker;
alter table backup_plan enable row level security;
alter table backup enable row level security;

-- Where backups lie and what they are called is for those who look after the installation.
create function keeps_installation() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from person p where p.id = scope.person() and p.ended_at is null and (p.is_administrator or 'D' = any(p.roles)))
$$;
revoke all on function keeps_installation from public;
grant execute on function keeps_installation to staff;
create policy staff on backup_plan to staff using ((select keeps_installation())) with check ((select keeps_installation()));
create policy worker on backup_plan for select to worker using (true);
create policy staff on backup for select to staff using ((select keeps_installation()));
create policy worker on backup to worker using (true) with check (true);

-- The queue's own tables belong to the owner: what waits, since when, and what was given up with which reason.
create function queue_state(at timestamptz) returns table (waiting bigint, oldest timestamptz, failed bigint, last_failed text, last_error text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not keeps_installation() then raise exception 'the queue is for those who look after the installation' using errcode = 'insufficient_privilege'; end if;
  return query
    with jobs as (
      select j.run_at, j.attempts >= j.max_attempts as is_given_up, j.updated_at, left(split_part(j.last_error, e'\n', 1), 300) as error,
        coalesce(j.payload ->> 'reaction', t.identifier) as name
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id)
    select count(*) filter (where not is_given_up and run_at <= queue_state.at), min(run_at) filter (where not is_given_up and run_at <= queue_state.at),
      count(*) filter (where is_given_up),
      (select l.name from jobs l where l.is_given_up order by l.updated_at desc limit 1),
      (select l.error from jobs l where l.is_given_up order by l.updated_at desc limit 1)
    from jobs;
end $$;
revoke all on function queue_state from public;
grant execute on function queue_state to staff;

-- When the journal was last recomputed, by a person or on a restored copy.
create function journal_verified() returns table (at timestamptz, faults integer) language sql stable security definer set search_path = public, pg_temp as $$
  select v.at, v.faults from (
    select b.rehearsed_at as at, b.rehearsal_faults as faults from backup b where b.rehearsal_failure is null and b.rehearsed_at is not null
    union all
    select e.at, (eb.body ->> 'faults')::int from journal_entry e join journal_body eb on eb.entry_id = e.id
      where e.event = 'journal.verified' and e.subject_id = (select o.id from organisation o)) v
  order by v.at desc limit 1
$$;
revoke all on function journal_verified from public;
grant execute on function journal_verified to staff;
