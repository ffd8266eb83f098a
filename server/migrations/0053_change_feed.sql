-- What leaves the calendar of changes: addresses that other programs read, and who was told of what.

-- One secret address a client; only its digest is kept.
create table client_calendar_feed (
  client_id uuid primary key references client,
  digest bytea not null unique,
  created_at timestamptz not null,
  created_by uuid not null references person
);
grant select, insert, update, delete on client_calendar_feed to staff;
grant select (client_id, created_at), insert, update, delete on client_calendar_feed to portal;
alter table client_calendar_feed enable row level security;
create policy read on client_calendar_feed for select to staff using (true);
create policy keep on client_calendar_feed for insert to staff with check ((select answers_for_any('{RGS/AC,RGS/RC,D}')));
create policy renew on client_calendar_feed for update to staff using ((select answers_for_any('{RGS/AC,RGS/RC,D}'))) with check (true);
create policy close on client_calendar_feed for delete to staff using ((select answers_for_any('{RGS/AC,RGS/RC,D}')));
create policy own on client_calendar_feed to portal
  using (client_id = (select scope.client()) and (select scope.sees_company()))
  with check (client_id = (select scope.client()) and (select scope.sees_company()) and created_by = (select scope.person()));

-- Who was told of a planned change, of its new window, that it does not happen.
create table change_announcement (
  id uuid primary key default uuidv7(),
  record_id uuid not null references change,
  kind text not null check (kind in ('planned', 'moved', 'cancelled')),
  -- Of the window that was told.
  sequence integer not null,
  window_from timestamptz not null,
  window_to timestamptz not null,
  outage_minutes integer,
  message text not null default '' check (length(message) <= 5000),
  -- Null: the product, when an announced change was cancelled.
  by_id uuid references person,
  at timestamptz not null,
  constraint change_announced_once unique (record_id, sequence, kind)
);
create table change_announcement_person (
  announcement_id uuid not null references change_announcement,
  client_id uuid not null references client,
  person_id uuid not null references person,
  primary key (announcement_id, person_id)
);
create index change_announcement_client on change_announcement_person (client_id);
grant select, insert on change_announcement, change_announcement_person to staff, worker;
alter table change_announcement enable row level security;
alter table change_announcement_person enable row level security;
create policy staff on change_announcement to staff, worker using (true) with check (true);
create policy staff on change_announcement_person to staff, worker using (true) with check (true);

-- A calendar program asks without signing in. Of a person: the changes that he works on or decides on. Of a client: its own changes
-- with a window and those that it was told of – what, when and how long, nothing of the provider's own.
create function change_feed_of(secret_digest bytea, since timestamptz)
returns table (holder text, zone text, language text, is_client boolean, id uuid, number text, title text, client text, service text, state text,
  window_from timestamptz, window_to timestamptz, outage_minutes integer, sequence integer, changed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with holder as (
    select p.id as person_id, null::uuid as client_id, p.name, p.zone, p.language, p.roles
      from calendar_feed f join person p on p.id = f.person_id where f.digest = secret_digest and p.ended_at is null
    union all select null, c.id, c.name, o.zone, o.language, '{}'
      from client_calendar_feed f join client c on c.id = f.client_id, organisation o where f.digest = secret_digest and c.ended_at is null),
  mine as (
    select c.* from holder h, change c join record r on r.id = c.record_id
    where r.kind = 'CHG' and r.merged_into_id is null and c.told_to >= since and case when h.client_id is null then
        r.assignee_id = h.person_id
        or exists (select from change_task t where t.record_id = r.id and t.owner_id = h.person_id)
        or exists (select from change_seat s where s.record_id = r.id and s.round = change_last_round(r.id) and s.role = any(h.roles)
          and not exists (select from change_void v where v.record_id = s.record_id and v.round = s.round))
      else not r.is_confidential and (r.client_id = h.client_id or exists (select from change_announcement a
        join change_announcement_person p on p.announcement_id = a.id where a.record_id = r.id and p.client_id = h.client_id)) end
    order by c.told_from limit 1000)
  select h.name, h.zone, h.language, h.client_id is not null, r.id, r.number, r.title, cl.name, s.name,
    case when r.phase = 'cancelled' or c.window_from is null or r.closed_at is not null and coalesce(r.outcome, '') not in ('implemented', 'backed-out') then 'cancelled'
      when r.closed_at is not null or change_is_approved(r.id) or change_is_standard(r.id) then 'confirmed' else 'tentative' end,
    c.told_from, c.told_to, c.outage_minutes, c.told_sequence + case when r.closed_at is not null and coalesce(r.outcome, '') not in ('implemented', 'backed-out') then 1 else 0 end,
    greatest(c.told_at, r.updated_at)
  from holder h left join mine c on true left join record r on r.id = c.record_id
    left join client cl on cl.id = r.client_id left join service s on s.id = r.service_id
  order by c.told_from, r.id
$$;
revoke all on function change_feed_of from public;
grant execute on function change_feed_of to trousse_app;

-- Three letters more. The list of topics grows, whoever else has added to it.
do $$
declare topics text;
begin
  select string_agg(quote_literal(word[1]), ', ') into topics from pg_constraint c,
    regexp_matches(pg_get_constraintdef(c.oid), '''([a-z-]+)''', 'g') word where c.conname = 'letter_template_topic_check';
  alter table letter_template drop constraint letter_template_topic_check;
  execute format('alter table letter_template add constraint letter_template_topic_check check (topic in (%s, ''change'', ''change-moved'', ''change-cancelled''))', topics);
end $$;
