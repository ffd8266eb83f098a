-- An oral agreement that was denied once the change was carried out can still be given afterwards by who denied it: both stay. Until then
-- the change is not approved and is taken back; without this, one that cannot be taken back would never end.
alter table change_signature drop constraint change_signed_once;
alter table change_signature add constraint change_signed_once primary key (record_id, round, seat, is_confirmed);

-- The last word on an oral agreement: null, nobody has signed yet.
create function change_signature_stands(record uuid, round smallint, seat smallint) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
  select bool_or(g.is_confirmed) from change_signature g where g.record_id = change_signature_stands.record
    and g.round = change_signature_stands.round and g.seat = change_signature_stands.seat
$$;

create or replace function change_round_state(record uuid, round smallint) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when exists (select from change_void v where v.record_id = n.record_id and v.round = n.number) then 'voided'
    when t.unconfirmed > 0 then 'refused'
    when n.rule = 'all' and t.refused > 0 or n.rule = 'any' and t.refused = t.seats then 'refused'
    when n.rule = 'all' and t.adjourned > 0 or n.rule = 'any' and t.approved = 0 and t.decided = t.seats then 'adjourned'
    when n.rule = 'all' and t.approved = t.seats or n.rule = 'any' and t.approved > 0 then 'approved'
    else 'open' end
  from change_round n, lateral (select count(*) as seats, count(d.decision) as decided, count(*) filter (where d.decision = 'approve') as approved,
      count(*) filter (where d.decision = 'adjourn') as adjourned, count(*) filter (where d.decision = 'refuse') as refused,
      count(*) filter (where d.basis = 'oral' and change_signature_stands(s.record_id, s.round, s.seat) = false) as unconfirmed
    from change_seat s left join change_decision d on d.record_id = s.record_id and d.round = s.round and d.seat = s.seat and d.digest = n.digest
    where s.record_id = n.record_id and s.round = n.number) t
  where n.record_id = change_round_state.record and n.number = change_round_state.round and t.seats > 0
$$;

create or replace function sign_change(record uuid, seat smallint, is_confirmed boolean, comment text) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare n smallint := change_last_round(sign_change.record); held text; client uuid; sits text;
begin
  select client_id into client from record x where x.id = sign_change.record for update;
  select s.role into sits from change_seat s join change_decision d using (record_id, round, seat)
    where s.record_id = sign_change.record and s.round = n and s.seat = sign_change.seat and d.basis = 'oral'
      and not exists (select from change_void v where v.record_id = s.record_id and v.round = s.round);
  held := change_seat_basis(sits, client);
  if sits is null or held is null then
    raise exception 'nothing here waits for your signature' using errcode = 'check_violation', constraint = 'change_seat_is_yours';
  end if;
  if change_signature_stands(sign_change.record, n, sign_change.seat) then
    raise exception 'signed already' using errcode = 'check_violation', constraint = 'change_signed_once';
  end if;
  insert into change_signature (record_id, round, seat, is_confirmed, person_id, comment, at)
    values (sign_change.record, n, sign_change.seat, sign_change.is_confirmed, scope.person(), coalesce(sign_change.comment, ''), scope.now());
end $$;
revoke all on function change_signature_stands from public;
grant execute on function change_signature_stands to staff, worker;
