-- Figure 21: an emergency that stops a client's service outside the window agreed for that is decided on by this client too. What was found
-- stands on the submission. Service hours – versions, zones, holidays – are reckoned in one place, the application: it says whom they
-- add; the table's own seats are still counted here, and nothing said here takes one away.
alter table change_round add column outside_window jsonb not null default '[]'
  constraint change_outside_window check (jsonb_typeof(outside_window) = 'array'
    and not jsonb_path_exists(outside_window, '$[*] ? (!(@.role == "CL" || @.role == "RGS/RC"))'));
drop function submit_change(uuid);

-- Submits: freezes who decides, by the table in force, and on what. A change without a way back is not submitted.
create function submit_change(record uuid, outside_window jsonb default '[]') returns smallint language plpgsql security definer set search_path = public, pg_temp as $$
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
  -- In an emergency, those whose service stops outside the window agreed for that decide as well.
  if kind <> 'emergency' and submit_change.outside_window <> '[]' then
    raise exception 'of an emergency alone' using errcode = 'check_violation', constraint = 'outside_window_of_emergency';
  end if;
  approvers := approvers || array(select distinct w ->> 'role' from jsonb_array_elements(submit_change.outside_window) w
    where w ->> 'role' <> all(approvers));
  -- Without a client, who speaks with the clients decides in their stead.
  if r.client_id is null then approvers := array_replace(approvers, 'CL', 'RGS/RC'); end if;
  select coalesce(max(number), 0) + 1 into coming from change_round n where n.record_id = r.id;
  if coming > 1 and change_round_state(r.id, (coming - 1)::smallint) in ('open', 'approved') then
    insert into change_void (record_id, round, reason, by_id, at) values (r.id, coming - 1, 'submitted anew', scope.person(), scope.now());
  end if;
  insert into change_round (record_id, number, digest, type, category, actors_version_id, rule, is_in_order, is_above_threshold, outside_window, submitted_by, submitted_at)
    values (r.id, coming, change_digest(r.id), kind, cell ->> 'category', actors.id, case when above or submit_change.outside_window <> '[]' then 'all' else wanted ->> 'rule' end,
      coalesce((wanted ->> 'isInOrder')::boolean, false), above, submit_change.outside_window, scope.person(), scope.now());
  insert into change_seat (record_id, round, seat, role)
    select r.id, coming, row_number() over (order by min(o)), role from unnest(approvers) with ordinality s (role, o) group by role;
  return coming;
end $$;
revoke all on function submit_change from public;
grant execute on function submit_change to staff, worker;
