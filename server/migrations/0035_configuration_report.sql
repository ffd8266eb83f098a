-- The state of a client's configuration as it was told to that client: what was sent is kept whole, and so is what was answered to it.

create table configuration_report (
  id uuid primary key default uuidv7(),
  client_id uuid not null references client,
  -- The period whose changes it tells, and the instant that it shows.
  from_at timestamptz not null,
  at timestamptz not null,
  -- The very text that the digest is of.
  content text not null check (length(content) between 2 and 20000000),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  note text not null default '' check (length(note) <= 2000),
  issued_by uuid not null references person,
  issued_at timestamptz not null,
  constraint configuration_report_in_order check (from_at < at and at <= issued_at),
  constraint configuration_report_digest check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
create index configuration_report_order on configuration_report (issued_at desc, id desc);
create index configuration_report_client on configuration_report (client_id, issued_at desc, id desc);

-- What those who answer for the client say to it; a later word does not erase the first.
create table configuration_report_answer (
  id uuid primary key default uuidv7(),
  report_id uuid not null references configuration_report,
  verdict text not null check (verdict in ('right', 'wrong')),
  comment text not null default '' check (length(comment) <= 5000),
  by_id uuid not null references person,
  at timestamptz not null,
  constraint report_answer_says_what check (verdict = 'right' or length(trim(comment)) >= 3)
);
create index configuration_report_answer_report on configuration_report_answer (report_id, at desc);
-- Right is said once; a double click is one word.
create unique index report_acknowledged_once on configuration_report_answer (report_id) where verdict = 'right';

create function report_stays() returns trigger language plpgsql as $$
begin
  raise exception 'what was sent is not rewritten' using errcode = 'insufficient_privilege';
end $$;
create trigger report_stays before update or delete on configuration_report for each row execute function report_stays();
create trigger report_stays before update or delete on configuration_report_answer for each row execute function report_stays();

grant select, insert on configuration_report to staff;
grant select on configuration_report to worker, portal;
grant select on configuration_report_answer to staff, worker;
grant select, insert on configuration_report_answer to portal;
alter table configuration_report enable row level security;
alter table configuration_report_answer enable row level security;
create policy staff on configuration_report to staff, worker using (true) with check (true);
create policy staff on configuration_report_answer for select to staff, worker using (true);
-- It shows the company's things: for who looks after the company, not for every requester.
create policy portal on configuration_report for select to portal
  using (client_id = (select scope.client()) and (select scope.sees_company()));
create policy portal on configuration_report_answer for select to portal
  using (exists (select from configuration_report r where r.id = report_id));
create policy portal_answers on configuration_report_answer for insert to portal
  with check (by_id = (select scope.person()) and exists (select from configuration_report r where r.id = report_id));

-- Who looks after a company writes into its chain what was answered to a report, and nothing else.
create or replace function append(
  subject uuid, event text, body jsonb, visibility text, reactions text[] default '{}', audience jsonb default '{}'
) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare entry uuid := uuidv7(); reaction text;
begin
  -- Clients and suppliers write about themselves and about the records that they see.
  if scope.role() in ('portal', 'supplier') and append.subject <> scope.person() and not sees_record(append.subject)
    and not (scope.role() = 'portal' and scope.sees_company() and append.subject = scope.client()
      and append.event in ('report.acknowledged', 'report.disputed', 'report.exported')) then
    raise exception 'nothing of this subject may be written' using errcode = 'insufficient_privilege';
  end if;
  insert into journal_body (entry_id, body, salt) values (entry, append.body, gen_random_bytes(16));
  insert into journal_entry (id, subject_id, at, event, actor_id, visibility)
    values (entry, append.subject, scope.now(), append.event, scope.person(), append.visibility);
  foreach reaction in array reactions loop
    perform queue_job('react', jsonb_build_object('entry', entry, 'reaction', reaction));
  end loop;
  perform pg_notify('trousse', (audience || jsonb_build_object('subject', append.subject, 'event', append.event, 'visibility', append.visibility))::text);
  return entry;
end $$;

-- A letter more: that a report is there to be read. The list of topics grows, whoever else has added to it.
do $$
declare topics text;
begin
  select string_agg(quote_literal(word[1]), ', ') into topics from pg_constraint c,
    regexp_matches(pg_get_constraintdef(c.oid), '''([a-z-]+)''', 'g') word where c.conname = 'letter_template_topic_check';
  alter table letter_template drop constraint letter_template_topic_check;
  execute format('alter table letter_template add constraint letter_template_topic_check check (topic in (%s, ''report''))', topics);
end $$;
