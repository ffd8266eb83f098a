-- What a client may know beyond its own records: its service hours, how its services are doing, and what waits for its agreement.

-- Of calendars and grids a client knows the provider's own, those of its services and agreements, and those that it was
-- ever judged by.
create function concerns_client(artefact uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from artefact a where a.id = concerns_client.artefact and a.key = 'default')
    or exists (select from agreement g where concerns_client.artefact in (g.calendar_id, g.grid_id) and g.client_id = scope.client())
    or exists (select from service s where s.calendar_id = concerns_client.artefact
      and (exists (select from agreement g where g.service_id = s.id and g.client_id = scope.client())
        or not exists (select from agreement g where g.client_id = scope.client())))
    or exists (select from record r where r.client_id = scope.client() and r.calendar_id = concerns_client.artefact)
    or exists (select from artefact_version v join record r on r.grid_version_id = v.id
      where v.artefact_id = concerns_client.artefact and r.client_id = scope.client())
$$;
revoke all on function concerns_client from public;
grant execute on function concerns_client to portal;
alter policy portal on artefact using (client_id = (select scope.client())
  or (client_id is null and (kind not in ('calendar', 'priority-grid') or concerns_client(id))));

-- How the services of a client are doing, as far as incidents tell that it need not be able to read: the provider's own,
-- those with callers of several clients, those of its company. The state and since when, nothing else; what is
-- confidential, and what another client has alone, stays unsaid.
create index record_open_incident on record (service_id, client_id) where kind = 'INC' and phase in ('new', 'active');
create function service_states() returns table (service_id uuid, state text, since timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with known as (
    select s.id from service s where s.ended_at is null and scope.role() = 'portal' and scope.client() is not null
      and (exists (select from agreement g where g.service_id = s.id and g.client_id = scope.client())
        or not exists (select from agreement g where g.client_id = scope.client()))),
  telling as (
    select r.service_id, r.is_major, r.occurred_at from record r
    where r.service_id in (select id from known) and r.kind = 'INC' and r.phase in ('new', 'active') and r.merged_into_id is null
      and case when r.client_id = scope.client() then r.requester_id = scope.person() or not r.is_confidential
        else not r.is_confidential and (r.client_id is null
          or exists (select from record c where c.parent_id = r.id and c.client_id <> r.client_id)) end)
  select t.service_id, case when bool_or(t.is_major) then 'major' else 'disturbed' end,
    coalesce(min(t.occurred_at) filter (where t.is_major), min(t.occurred_at))
  from telling t group by t.service_id
$$;
revoke all on function service_states from public;
grant execute on function service_states to portal;

-- At which steps somebody of the client has to decide, and of what standing.
create table procedure_step (
  version_id uuid not null references artefact_version,
  step text not null,
  level text not null check (level in ('referent', 'signatory')),
  primary key (version_id, step)
);
insert into procedure_step (version_id, step, level)
  select v.id, s ->> 'id', s ->> 'level' from artefact_version v join artefact a on a.id = v.artefact_id and a.kind = 'procedure',
    jsonb_array_elements(v.content #> '{procedure,steps}') s
  where s ->> 'role' = 'CL' and s ->> 'level' in ('referent', 'signatory')
  on conflict do nothing;
grant select, insert on procedure_step to staff;
alter table procedure_step enable row level security;
create policy staff on procedure_step to staff using (true) with check (true);

-- What is confidential is seen by who has to decide about it, as long as it waits for that: the level of the step where it
-- rests, and until when it was so (null: still). Nobody writes these but this trigger.
alter table record
  add column consent_level text check (consent_level in ('referent', 'signatory')),
  add column consent_until timestamptz check (consent_until is null or consent_level is not null);
create function record_consent() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare wanted text;
begin
  if new.closed_at is null then
    select s.level into wanted from procedure_step s where s.version_id = new.procedure_version_id and s.step = new.step;
  end if;
  new.consent_until := null;
  if wanted is not null or tg_op = 'INSERT' then
    new.consent_level := wanted;
  else
    new.consent_level := old.consent_level;
    if old.consent_level is not null then new.consent_until := coalesce(old.consent_until, scope.now()); end if;
  end if;
  return new;
end $$;
create trigger record_consent before insert or update of step, procedure_version_id, closed_at, consent_level, consent_until on record
  for each row execute function record_consent();

-- Of whom a step of a client may want a decision, and this person is.
create function scope.decides() returns text[] language sql stable parallel safe as $$
  select case coalesce(current_setting('app.level', true), '')
    when 'signatory' then array['referent', 'signatory'] when 'contact' then array['referent'] else '{}'::text[] end
$$;
grant execute on function scope.decides to staff, portal, supplier, worker;
alter policy portal on record
  using (client_id = (select scope.client()) and (requester_id = (select scope.person()) or ((select scope.sees_company())
    and (not is_confidential or (consent_level = any((select scope.decides())::text[])
      and (consent_until is null or consent_until >= (select scope.now())))))));
create or replace function sees_record(record uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select case scope.role()
    when 'portal' then exists (select from record r where r.id = sees_record.record and r.client_id = scope.client()
      and (r.requester_id = scope.person() or (scope.sees_company() and (not r.is_confidential
        or (r.consent_level = any(scope.decides()) and (r.consent_until is null or r.consent_until >= scope.now()))))))
    when 'supplier' then exists (select from handover h where h.record_id = sees_record.record and h.supplier_id = scope.supplier()
      and h.from_at <= scope.now() and (h.until_at is null or h.until_at >= scope.now()))
    else scope.role() in ('staff', 'worker') end
$$;

-- Who sees it only to decide reads what is asked, not what was said or sent.
alter policy portal on journal_entry using (visibility = 'client' and exists (
  select from record r where r.id = subject_id and (not r.is_confidential or r.requester_id = (select scope.person()))));
alter policy portal on attachment
  using (visibility = 'client' and exists (
    select from record r where r.id = record_id and (not r.is_confidential or r.requester_id = (select scope.person()))))
  with check (visibility = 'client' and created_by = (select scope.person()) and exists (
    select from record r where r.id = record_id and (not r.is_confidential or r.requester_id = (select scope.person()))));

-- The writing by which somebody let the desk decide for him is a file of that very record.
alter table attachment add constraint attachment_of_record unique (record_id, id);
alter table record_visit add column writing_id uuid,
  add constraint writing_is_of_record foreign key (record_id, writing_id) references attachment (record_id, id);

-- What waits already.
update record set step = step where closed_at is null and is_confidential;
