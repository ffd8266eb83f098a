-- What runs out, what is wrong with what is written down, and how items may stand to each other.

-- Told once for each day that an item's attribute names, and each distance from it.
create table expiry_notice (
  ci_id uuid not null references ci,
  attribute text not null check (length(attribute) between 1 and 40),
  due_on text not null constraint expiry_notice_day check (due_on ~ '^\d{4}-\d\d-\d\d$'),
  -- 0: on the day.
  days integer not null check (days in (60, 30, 7, 0)),
  told_at timestamptz not null,
  primary key (ci_id, attribute, due_on, days)
);
grant select on expiry_notice to staff;
grant select, insert on expiry_notice to worker;
alter table expiry_notice enable row level security;
create policy staff on expiry_notice for select to staff using (true);
create policy worker on expiry_notice to worker using (true) with check (true);

-- Items of most types carry a service, or nobody knows why they are kept; what describes others need not.
alter table ci_type add column reaches_service boolean not null default true;
update ci_type set reaches_service = false where key in ('document', 'contract', 'licence', 'monitor', 'peripheral', 'library');
-- What a type demands counts from the day on which it demanded it.
alter table ci_type add column controlled_since timestamptz;
create function ci_type_demands() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.control = 'controlled' and (new.control, new.controlled) is distinct from (old.control, old.controlled) then
    new.controlled_since := scope.now();
  end if;
  return new;
end $$;
create trigger ci_type_demands before update on ci_type for each row execute function ci_type_demands();

-- Steps of controlled items that wanted authority, and whether they had it.
create function controlled_steps(since timestamptz) returns table (ci_id uuid, at timestamptz, is_authorised boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.ci_id, s.valid_from, s.authority_id is not null
  from ci_type t join ci_state s on s.type_id = t.id left join ci_state p on p.ci_id = s.ci_id and p.valid_to = s.valid_from
  where t.control = 'controlled' and s.source <> 'service' and s.valid_from >= coalesce(t.controlled_since, '-infinity')
    and s.valid_from >= since and needs_authority(p, s)
$$;
revoke all on function ci_type_demands, controlled_steps from public;
grant execute on function controlled_steps to staff;

-- Kinds of relations are edited by two people as anything is.
alter table relation_kind add column version integer not null default 1;
grant update (version) on relation_kind to staff;
