-- Requests have models: artefacts like any other, pinned on the requests made by them; and any record may have a checklist.

-- By which version of which model it was made; null: it was asked for in plain words.
alter table record add column model_version_id uuid references artefact_version;
alter table record add constraint model_is_for_requests check (model_version_id is null or kind = 'REQ');

-- A model says inside what the desk does and to which clients it is offered: clients and suppliers read it by the function below alone.
create policy portal_models on artefact as restrictive for select to portal using (kind <> 'request-model');
create policy supplier_models on artefact as restrictive for select to supplier using (kind <> 'request-model');

create function level_rank(level text) returns integer language sql immutable
  as $$ select case level when 'signatory' then 3 when 'contact' then 2 else 1 end $$;

-- The models that whoever asks may choose, as they are in force. Clients choose among what was approved and is offered to them;
-- the desk may already work by a proposition of the kit, as with every artefact.
create function offered_models(at timestamptz, wanted text) returns table
  (version_id uuid, artefact_id uuid, key text, number integer, is_proposition boolean, content jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, a.id, a.key, w.number, w.in_force_from is null,
    case scope.role() when 'portal' then w.content - array['offeredTo', 'checklist', 'needsIdentityCheck'] else w.content end
  from artefact a cross join lateral live_version(a.id, at) v join artefact_version w on w.id = v.id
  where a.kind = 'request-model' and a.client_id is null and a.ended_at is null and (wanted is null or a.key = wanted)
    and case scope.role()
      when 'portal' then w.in_force_from is not null
        and (w.content #> '{offeredTo,clients}' = '"all"' or w.content #> '{offeredTo,clients}' ? scope.client()::text)
        and level_rank(current_setting('app.level', true)) >= level_rank(w.content #>> '{offeredTo,level}')
      else scope.role() in ('staff', 'worker') end
  order by plain(coalesce(w.content #>> '{group,fr}', w.content #>> '{category,fr}')), plain(w.content #>> '{name,fr}'), a.key
$$;
revoke all on function offered_models from public;
grant execute on function offered_models to staff, portal, worker;
grant execute on function level_rank to staff, portal, worker;

-- What is to be done on a record, line by line; a line may be that whoever asks is called back at the number on file.
create table checklist_item (
  id uuid primary key default uuidv7(),
  record_id uuid not null references record,
  position integer not null,
  label jsonb not null check (label ? 'fr' and length(label ->> 'fr') between 1 and 200),
  role text check (role in ('D', 'RGS/AC', 'RGS/RC', 'CS', 'FT', 'CL')),
  is_required boolean not null,
  is_identity_check boolean not null default false,
  done_at timestamptz,
  done_by uuid references person,
  -- The number that was called.
  phone text,
  constraint done_by_whom check ((done_at is null) = (done_by is null)),
  constraint identity_names_phone check ((is_identity_check and done_at is not null) = (phone is not null)),
  unique (record_id, position)
);
grant select, insert, update (done_at, done_by, phone) on checklist_item to staff;
grant select on checklist_item to worker;
alter table checklist_item enable row level security;
create policy staff on checklist_item to staff, worker using (true) with check (true);

-- The lines of the model that a record was made by, whoever makes it; once.
create function start_checklist(record uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into checklist_item (record_id, position, label, role, is_required, is_identity_check)
  select r.id, row_number() over (order by line.nth), line.label, line.role, line.is_required, line.is_identity_check
  from record r join artefact_version v on v.id = r.model_version_id cross join lateral (
    select 0::bigint as nth, '{"fr": "Rappeler le demandeur au numéro enregistré", "en": "Call the requester back at the number on file"}'::jsonb as label,
      null::text as role, true as is_required, true as is_identity_check where (v.content ->> 'needsIdentityCheck')::boolean
    union all
    select l.nth, l.line -> 'label', l.line ->> 'role', (l.line ->> 'isRequired')::boolean, false
    from jsonb_array_elements(v.content -> 'checklist') with ordinality l (line, nth)) line
  where r.id = start_checklist.record and sees_record(r.id) and not exists (select from checklist_item i where i.record_id = r.id)
$$;
revoke all on function start_checklist from public;
grant execute on function start_checklist to staff, portal, worker;

-- How much is still open, for whoever moves the record: a supplier or a client is told no line of it.
create function open_lines(record uuid) returns table (required integer, identity integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) filter (where is_required)::int, count(*) filter (where is_identity_check)::int
  from checklist_item i where i.record_id = open_lines.record and i.done_at is null and sees_record(open_lines.record)
$$;
revoke all on function open_lines from public;
grant execute on function open_lines to staff, portal, supplier, worker;
