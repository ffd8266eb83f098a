-- Who decides on a change is frozen when it is submitted, and bound to what was submitted. Nobody writes these tables but the functions
-- of this file, each as whoever asks.

create table change_round (
  record_id uuid not null references change,
  number smallint not null,
  -- sha256 over what was submitted.
  digest text not null,
  type text not null check (type in ('normal', 'emergency')),
  category text not null check (category in ('major', 'significant', 'minor')),
  actors_version_id uuid not null references artefact_version,
  rule text not null check (rule in ('all', 'any')),
  is_in_order boolean not null,
  -- Cost or outage above the threshold: top management decides as well.
  is_above_threshold boolean not null,
  submitted_by uuid references person,
  submitted_at timestamptz not null,
  primary key (record_id, number)
);
create table change_seat (
  record_id uuid not null,
  round smallint not null,
  seat smallint not null,
  role text not null check (role in ('D', 'RGS/AC', 'RGS/RC', 'CS', 'CL')),
  primary key (record_id, round, seat),
  foreign key (record_id, round) references change_round
);
create table change_decision (
  record_id uuid not null,
  round smallint not null,
  seat smallint not null,
  decision text not null check (decision in ('approve', 'adjourn', 'refuse')),
  -- By holding the role or standing in for it; by a writing that is attached; by word of mouth, to be signed afterwards.
  basis text not null check (basis in ('own', 'substitute', 'writing', 'oral')),
  person_id uuid not null references person,
  comment text not null default '' check (length(comment) <= 5000),
  on_behalf jsonb,
  attachment_id uuid references attachment,
  -- The submission that was decided on.
  digest text not null,
  -- Who decided also asked for it or carries it out: somebody else looks at it afterwards.
  needs_control boolean not null,
  sign_by timestamptz,
  at timestamptz not null,
  constraint change_decided_once primary key (record_id, round, seat),
  constraint change_refusal_has_reason check (decision = 'approve' or trim(comment) <> ''),
  constraint change_oral_is_told check (basis <> 'oral' or (on_behalf ? 'name' and on_behalf ? 'means' and on_behalf ? 'at' and sign_by is not null)),
  constraint change_writing_is_attached check (basis <> 'writing' or attachment_id is not null),
  foreign key (record_id, round, seat) references change_seat
);
-- What was agreed by word of mouth, signed by who agreed.
create table change_signature (
  record_id uuid not null,
  round smallint not null,
  seat smallint not null,
  is_confirmed boolean not null,
  person_id uuid not null references person,
  comment text not null default '' check (length(comment) <= 5000),
  at timestamptz not null,
  constraint change_signed_once primary key (record_id, round, seat),
  foreign key (record_id, round, seat) references change_decision
);
-- The compensating control: somebody who neither asked, decided nor carried it out has looked at it.
create table change_control (
  record_id uuid not null references change,
  round smallint not null,
  person_id uuid not null references person,
  comment text not null check (length(trim(comment)) between 3 and 5000),
  on_behalf jsonb,
  attachment_id uuid references attachment,
  at timestamptz not null,
  constraint change_controlled_once primary key (record_id, round, person_id),
  foreign key (record_id, round) references change_round
);
-- A submission that no longer counts: what was submitted was edited.
create table change_void (
  record_id uuid not null,
  round smallint not null,
  reason text not null check (length(trim(reason)) between 1 and 2000),
  by_id uuid references person,
  at timestamptz not null,
  constraint change_voided_once primary key (record_id, round),
  foreign key (record_id, round) references change_round
);
-- Which delays were missed and told: a nonconformity is written once.
create table change_lapse (
  record_id uuid not null references change,
  round smallint not null,
  what text not null check (what in ('signature', 'control')),
  at timestamptz not null,
  primary key (record_id, round, what)
);
create index change_decision_unsigned on change_decision (sign_by) where basis = 'oral';

-- Everything on which approvers decide, in the database's own text form.
create function change_digest(record uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select encode(sha256(convert_to(jsonb_build_object('title', r.title, 'client', r.client_id, 'service', r.service_id,
    'type', r.facts -> 'changeType', 'severity', r.facts -> 'severity', 'impact', r.facts -> 'changeImpact',
    'reason', c.reason, 'benefit', c.benefit, 'scope', c.scope, 'testPlan', c.test_plan, 'backOutPlan', c.back_out_plan, 'risk', c.risk,
    'outage', c.outage_minutes, 'cost', c.cost, 'from', extract(epoch from c.window_from), 'to', extract(epoch from c.window_to),
    'sheet', coalesce((select jsonb_agg(jsonb_build_array(m.position, m.action, m.ci_id, m.type_key, m.content) order by m.position)
      from change_modification m where m.record_id = c.record_id), '[]'))::text, 'UTF8')), 'hex')
  from record r join change c on c.record_id = r.id where r.id = change_digest.record
$$;

create function change_round_state(record uuid, round smallint) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when exists (select from change_void v where v.record_id = n.record_id and v.round = n.number) then 'voided'
    when t.unconfirmed > 0 then 'refused'
    when n.rule = 'all' and t.refused > 0 or n.rule = 'any' and t.refused = t.seats then 'refused'
    when n.rule = 'all' and t.adjourned > 0 or n.rule = 'any' and t.approved = 0 and t.decided = t.seats then 'adjourned'
    when n.rule = 'all' and t.approved = t.seats or n.rule = 'any' and t.approved > 0 then 'approved'
    else 'open' end
  from change_round n, lateral (select count(*) as seats, count(d.decision) as decided, count(*) filter (where d.decision = 'approve') as approved,
      count(*) filter (where d.decision = 'adjourn') as adjourned, count(*) filter (where d.decision = 'refuse') as refused,
      count(*) filter (where g.is_confirmed = false) as unconfirmed
    from change_seat s left join change_decision d on d.record_id = s.record_id and d.round = s.round and d.seat = s.seat and d.digest = n.digest
      left join change_signature g on g.record_id = s.record_id and g.round = s.round and g.seat = s.seat
    where s.record_id = n.record_id and s.round = n.number) t
  where n.record_id = change_round_state.record and n.number = change_round_state.round and t.seats > 0
$$;
create function change_last_round(record uuid) returns smallint language sql stable security definer set search_path = public, pg_temp as $$
  select max(number) from change_round n where n.record_id = change_last_round.record
$$;

-- Approved by all whom the table demanded when it was submitted, and still what they approved.
create function change_is_approved(record uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select change_round_state(n.record_id, n.number) = 'approved' and n.digest = change_digest(n.record_id)
    from change_round n where n.record_id = change_is_approved.record and n.number = change_last_round(n.record_id)), false)
$$;
-- By a model that was approved before, was not due for review, and is about such items: nobody has to decide again. Never one that was submitted.
create function change_is_standard(record uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from record r join change c on c.record_id = r.id join artefact_version v on v.id = c.model_version_id
      join artefact a on a.id = v.artefact_id and a.kind = 'change-model'
    where r.id = change_is_standard.record and r.kind = 'CHG' and r.facts ->> 'changeType' = 'standard'
      and v.in_force_from <= r.recorded_at and (v.in_force_until is null or v.in_force_until > r.recorded_at)
      and (v.review_on is null or v.review_on >= (r.recorded_at at time zone 'UTC')::date)
      and not exists (select from change_round n where n.record_id = r.id)
      and not exists (select from change_modification m left join ci_state s on s.ci_id = m.ci_id and s.valid_to = 'infinity' left join ci_type t on t.id = s.type_id
        where m.record_id = r.id and m.action in ('add', 'modify', 'retire') and coalesce(m.type_key, t.key) is not null
          and not (v.content -> 'ciTypes') ? coalesce(m.type_key, t.key)))
$$;

-- May this person sit there: by the role, by standing in for who holds it, as the client's signatory?
create function change_seat_basis(role text, client uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when change_seat_basis.role = 'CL' then (select 'own' from person p where p.id = scope.person() and p.ended_at is null
      and p.client_id = change_seat_basis.client and p.client_level = 'signatory' and scope.role() = 'portal')
    when scope.role() <> 'staff' then null
    when exists (select from person p where p.id = scope.person() and p.ended_at is null and change_seat_basis.role = any(p.roles)) then 'own'
    when exists (select from substitution b join person h on h.id = b.person_id where b.substitute_id = scope.person() and b.ended_at is null
      and scope.now() >= b.starts_at and scope.now() < b.ends_at and change_seat_basis.role = any(h.roles)) then 'substitute' end
$$;

-- Submits: freezes who decides, by the table in force, and on what. A change without a way back is not submitted.
create function submit_change(record uuid) returns smallint language plpgsql security definer set search_path = public, pg_temp as $$
declare r public.record%rowtype; c change; actors record; wanted jsonb; cell jsonb; approvers text[]; above boolean; coming smallint; kind text;
begin
  if scope.role() not in ('staff', 'worker') then raise exception 'not yours to submit' using errcode = 'insufficient_privilege'; end if;
  select * into r from record x where x.id = submit_change.record for update;
  select * into c from change x where x.record_id = submit_change.record for update;
  if c.record_id is null or r.kind <> 'CHG' then raise exception 'no change' using errcode = 'no_data_found'; end if;
  if trim(c.back_out_plan) = '' then
    raise exception 'a change is not submitted without a way back' using errcode = 'check_violation', constraint = 'back_out_before_approval';
  end if;
  kind := r.facts ->> 'changeType';
  if kind is null or kind not in ('normal', 'emergency') then
    raise exception 'what is submitted is normal or an emergency' using errcode = 'check_violation', constraint = 'change_is_classified';
  end if;
  select v.id, x.content into actors from artefact a cross join lateral live_version(a.id, scope.now()) v join artefact_version x on x.id = v.id
    where a.kind = 'change-actors' and a.key = 'default' and a.client_id is null;
  if actors.id is null then
    raise exception 'no table of change actors' using errcode = 'check_violation', constraint = 'change_actors_in_force';
  end if;
  select e into cell from jsonb_array_elements(actors.content -> 'cells') e
    where e -> 'severity' = r.facts -> 'severity' and e -> 'impact' = r.facts -> 'changeImpact';
  if cell is null then
    raise exception 'severity and impact are not said' using errcode = 'check_violation', constraint = 'change_is_classified';
  end if;
  wanted := case when kind = 'emergency' then actors.content -> 'emergency' else cell end;
  approvers := array(select jsonb_array_elements_text(wanted -> 'approvers'));
  above := coalesce(c.cost > (actors.content #>> '{thresholds,cost}')::bigint, false)
    or coalesce(c.outage_minutes > (actors.content #>> '{thresholds,outageMinutes}')::int, false);
  above := above and not 'D' = any(approvers);
  if above then approvers := approvers || 'D'::text; end if;
  -- Without a client, who speaks with the clients decides in their stead.
  if r.client_id is null then approvers := array_replace(approvers, 'CL', 'RGS/RC'); end if;
  select coalesce(max(number), 0) + 1 into coming from change_round n where n.record_id = r.id;
  if coming > 1 and change_round_state(r.id, (coming - 1)::smallint) in ('open', 'approved') then
    insert into change_void (record_id, round, reason, by_id, at) values (r.id, coming - 1, 'submitted anew', scope.person(), scope.now());
  end if;
  insert into change_round (record_id, number, digest, type, category, actors_version_id, rule, is_in_order, is_above_threshold, submitted_by, submitted_at)
    values (r.id, coming, change_digest(r.id), kind, cell ->> 'category', actors.id, case when above then 'all' else wanted ->> 'rule' end,
      coalesce((wanted ->> 'isInOrder')::boolean, false), above, scope.person(), scope.now());
  insert into change_seat (record_id, round, seat, role)
    select r.id, coming, row_number() over (order by min(o)), role from unnest(approvers) with ordinality s (role, o) group by role;
  return coming;
end $$;

-- One decision on one seat, as whoever asks; answers how the round stands now.
create function decide_change(number text, seat smallint, decision text, comment text, basis text, on_behalf jsonb, attachment uuid, sign_by timestamptz)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare r public.record%rowtype; n change_round; s change_seat; held text; given text := decide_change.basis;
begin
  select * into r from record x where x.number = decide_change.number and x.kind = 'CHG' for update;
  if r.id is null or (scope.role() = 'portal' and (r.client_id is distinct from scope.client() or r.is_confidential)) or scope.role() not in ('staff', 'portal') then
    raise exception 'no such change' using errcode = 'no_data_found';
  end if;
  select * into n from change_round x where x.record_id = r.id and x.number = change_last_round(r.id);
  if n.record_id is null or not 'approve' = any(step_activities(r.procedure_version_id, r.step)) or change_round_state(r.id, n.number) <> 'open' then
    raise exception 'this change does not wait for a decision' using errcode = 'check_violation', constraint = 'change_waits_for_decision';
  end if;
  if n.digest <> change_digest(r.id) then
    raise exception 'what was submitted has changed since' using errcode = 'check_violation', constraint = 'change_as_submitted';
  end if;
  select * into s from change_seat x where x.record_id = r.id and x.round = n.number and x.seat = decide_change.seat;
  if s.seat is null then raise exception 'no such seat' using errcode = 'check_violation', constraint = 'change_seat_is_yours'; end if;
  if n.is_in_order and exists (select from change_seat x where x.record_id = r.id and x.round = n.number and x.seat < s.seat and not exists (
    select from change_decision d where d.record_id = r.id and d.round = n.number and d.seat = x.seat)) then
    raise exception 'others decide before' using errcode = 'check_violation', constraint = 'change_seats_in_order';
  end if;
  held := change_seat_basis(s.role, r.client_id);
  if given = 'oral' then
    if n.type <> 'emergency' or s.role = 'CL' or not exists (select from person p where p.id = scope.person() and p.ended_at is null and p.roles && array['RGS/AC', 'D'])
      or scope.role() <> 'staff' then
      raise exception 'an oral agreement is noted for an emergency, by who runs changes' using errcode = 'check_violation', constraint = 'change_seat_is_yours';
    end if;
  elsif given = 'writing' then
    -- For the client; in an emergency, a delegation that is written too.
    if scope.role() <> 'staff' or not (s.role = 'CL' or n.type = 'emergency') or not exists (
        select from person p where p.id = scope.person() and p.ended_at is null and p.roles && array['CS', 'RGS/AC', 'RGS/RC', 'D'])
      or not exists (select from attachment a where a.id = decide_change.attachment and a.record_id = r.id and a.redacted_at is null) then
      raise exception 'a writing of this very change is expected' using errcode = 'check_violation', constraint = 'change_writing_is_attached';
    end if;
  elsif held is null then
    raise exception 'this seat is not yours' using errcode = 'check_violation', constraint = 'change_seat_is_yours';
  else given := held; end if;
  insert into change_decision (record_id, round, seat, decision, basis, person_id, comment, on_behalf, attachment_id, digest, needs_control, sign_by, at)
    values (r.id, n.number, s.seat, decide_change.decision, given, scope.person(), coalesce(decide_change.comment, ''),
      case when given in ('oral', 'writing') then decide_change.on_behalf end, case when given = 'writing' then decide_change.attachment end, n.digest,
      decide_change.decision = 'approve' and s.role <> 'CL' and (scope.person() = any(array_remove(array[r.requester_id, r.created_by, r.assignee_id], null))
        or exists (select from change_task t where t.record_id = r.id and t.owner_id = scope.person())),
      case when given = 'oral' then decide_change.sign_by end, scope.now());
  return change_round_state(r.id, n.number);
end $$;

-- The same for a client's signatory, with what its entry in the journal needs.
create function decide_as_client(number text, seat smallint, decision text, comment text)
returns table (state text, id uuid, round smallint, digest text) language plpgsql security definer set search_path = public, pg_temp as $$
declare stands text;
begin
  if scope.role() <> 'portal' then raise exception 'not a client' using errcode = 'insufficient_privilege'; end if;
  stands := decide_change(decide_as_client.number, decide_as_client.seat, decide_as_client.decision, decide_as_client.comment, 'own', null, null, null);
  return query select stands, n.record_id, n.number, n.digest from public.record r join change_round n on n.record_id = r.id
    where r.number = decide_as_client.number and n.number = change_last_round(r.id);
end $$;
-- Whoever has just decided writes that into the journal of what he may not read.
do $$ begin
  execute replace(pg_get_functiondef('sees_record(uuid)'::regprocedure), 'when ''portal'' then exists',
    'when ''portal'' then exists (select from change_decision d where d.record_id = sees_record.record and d.person_id = scope.person() and d.at = scope.now()) or exists');
end $$;

-- Who had agreed by word of mouth signs it, or says that it was not so.
create function sign_change(record uuid, seat smallint, is_confirmed boolean, comment text) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare n smallint := change_last_round(sign_change.record); held text; client uuid; sits text;
begin
  select client_id into client from record x where x.id = sign_change.record;
  select s.role into sits from change_seat s join change_decision d using (record_id, round, seat)
    where s.record_id = sign_change.record and s.round = n and s.seat = sign_change.seat and d.basis = 'oral';
  held := change_seat_basis(sits, client);
  if sits is null or held is null then
    raise exception 'nothing here waits for your signature' using errcode = 'check_violation', constraint = 'change_seat_is_yours';
  end if;
  insert into change_signature (record_id, round, seat, is_confirmed, person_id, comment, at)
    values (sign_change.record, n, sign_change.seat, sign_change.is_confirmed, scope.person(), coalesce(sign_change.comment, ''), scope.now());
end $$;

create function control_change(record uuid, comment text, on_behalf jsonb, attachment uuid) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare n smallint := change_last_round(control_change.record); r public.record%rowtype;
begin
  select * into r from record x where x.id = control_change.record;
  if scope.role() <> 'staff' or n is null then raise exception 'no change' using errcode = 'insufficient_privilege'; end if;
  if control_change.attachment is null and (scope.person() = any(array_remove(array[r.requester_id, r.created_by, r.assignee_id], null))
    or exists (select from change_decision d where d.record_id = r.id and d.round = n and d.person_id = scope.person() and d.needs_control)
    or exists (select from change_task t where t.record_id = r.id and t.owner_id = scope.person())) then
    raise exception 'somebody else looks at it' using errcode = 'check_violation', constraint = 'change_control_by_another';
  end if;
  if control_change.attachment is not null and not exists (select from attachment a where a.id = control_change.attachment
    and a.record_id = r.id and a.redacted_at is null) then
    raise exception 'a writing of this very change is expected' using errcode = 'check_violation', constraint = 'change_writing_is_attached';
  end if;
  insert into change_control (record_id, round, person_id, comment, on_behalf, attachment_id, at)
    values (r.id, n, scope.person(), control_change.comment, control_change.on_behalf, control_change.attachment, scope.now());
end $$;

-- No way leads to the work but through the approvals, and no end says that it was done without them.
create function change_step_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare activities text[];
begin
  if new.kind <> 'CHG' then return null; end if;
  if tg_op = 'UPDATE' and (new.step, new.kind, new.procedure_version_id, new.outcome) is not distinct from (old.step, old.kind, old.procedure_version_id, old.outcome) then
    return null;
  end if;
  activities := step_activities(new.procedure_version_id, new.step);
  if 'implement' = any(activities) and not change_is_approved(new.id) then
    raise exception 'not approved as it stands' using errcode = 'check_violation', constraint = 'change_needs_approval';
  end if;
  if 'implement-standard' = any(activities) and not change_is_standard(new.id) then
    raise exception 'not by a model in force' using errcode = 'check_violation', constraint = 'change_needs_model';
  end if;
  if 'approve' = any(activities) and not exists (select from change c where c.record_id = new.id and trim(c.back_out_plan) <> '') then
    raise exception 'no way back' using errcode = 'check_violation', constraint = 'back_out_before_approval';
  end if;
  if new.outcome = 'implemented' and not change_is_standard(new.id)
    and change_round_state(new.id, change_last_round(new.id)) is distinct from 'approved' then
    raise exception 'not approved' using errcode = 'check_violation', constraint = 'change_needs_approval';
  end if;
  return null;
end $$;
create constraint trigger change_step_guard after insert or update of step, kind, procedure_version_id, outcome on record
  deferrable initially deferred for each row execute function change_step_guard();

-- What a client may know of its changes: what will be done, when, and what is asked of it.
create function client_changes(wanted text, most integer) returns table (number text, title text, service_name text, phase text, outcome text,
  window_from timestamptz, window_to timestamptz, outage_minutes integer, recorded_at timestamptz, seat smallint, decided text, decided_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.number, r.title, s.name, r.phase, r.outcome, c.window_from, c.window_to, c.outage_minutes, r.recorded_at,
    case when exists (select from person p where p.id = scope.person() and p.client_level = 'signatory')
      and change_round_state(r.id, k.round) = 'open' and d.decision is null and 'approve' = any(step_activities(r.procedure_version_id, r.step))
      and not exists (select from change_round n where n.record_id = r.id and n.number = k.round and n.is_in_order and exists (
        select from change_seat e where e.record_id = r.id and e.round = k.round and e.seat < k.seat and not exists (
          select from change_decision x where x.record_id = r.id and x.round = e.round and x.seat = e.seat)))
      then k.seat end, d.decision, d.at
  from record r join change c on c.record_id = r.id left join service s on s.id = r.service_id
    left join change_seat k on k.record_id = r.id and k.round = change_last_round(r.id) and k.role = 'CL'
    left join change_decision d on d.record_id = k.record_id and d.round = k.round and d.seat = k.seat
  where scope.role() = 'portal' and r.kind = 'CHG' and r.client_id = scope.client() and not r.is_confidential and r.merged_into_id is null
    and (scope.sees_company() or r.requester_id = scope.person())
    -- Until it is decided on or planned, it is the provider's own thinking.
    and (c.window_from is not null or k.seat is not null)
    and (client_changes.wanted is null or r.number = client_changes.wanted)
  order by coalesce(c.window_from, r.recorded_at) desc limit most
$$;

grant select on change_round, change_seat, change_decision, change_signature, change_control, change_void, change_lapse to staff, worker;
grant insert on change_void, change_lapse to staff, worker;
alter table change_round enable row level security;
alter table change_seat enable row level security;
alter table change_decision enable row level security;
alter table change_signature enable row level security;
alter table change_control enable row level security;
alter table change_void enable row level security;
alter table change_lapse enable row level security;
create policy staff on change_round for select to staff, worker using (true);
create policy staff on change_seat for select to staff, worker using (true);
create policy staff on change_decision for select to staff, worker using (true);
create policy staff on change_signature for select to staff, worker using (true);
create policy staff on change_control for select to staff, worker using (true);
create policy staff on change_void to staff, worker using (true) with check (true);
create policy staff on change_lapse to staff, worker using (true) with check (true);
revoke all on function change_digest, change_round_state, change_last_round, change_is_approved, change_is_standard, change_seat_basis, submit_change,
  decide_change, decide_as_client, sign_change, control_change, change_step_guard, client_changes from public;
grant execute on function change_digest, change_round_state, change_last_round, change_is_approved, change_is_standard to staff, worker;
grant execute on function change_seat_basis, sign_change, control_change to staff;
grant execute on function submit_change to staff, worker;
grant execute on function decide_change to staff;
grant execute on function decide_as_client to portal;
grant execute on function client_changes to portal;

-- A change gives authority over the items of its sheet, at the steps where the sheet is put to work or taken back, and only while it is
-- approved as it stands (or follows a model approved in advance). What it adds is new in this very transaction.
create or replace function record_gives_authority(record uuid, ci uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select exists (select from public.record r join change c on c.record_id = r.id
    where r.id = record_gives_authority.record and r.kind = 'CHG'
      and step_activities(r.procedure_version_id, r.step) && array['implement', 'implement-standard', 'check-configuration', 'back-out']
      and (change_is_approved(r.id) or change_is_standard(r.id))
      and (exists (select from change_modification m where m.record_id = r.id and m.ci_id = record_gives_authority.ci)
        or exists (select from change_applied a where a.record_id = r.id and a.ci_id = record_gives_authority.ci)
        or (exists (select from change_modification m where m.record_id = r.id and m.action = 'add')
          and not exists (select from ci_state s where s.ci_id = record_gives_authority.ci))))
$$;
