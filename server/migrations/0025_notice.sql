-- Telling people: what leaves with a message, the texts of our letters, and how each person wants to hear of things.

-- Files of a message that leaves, among them the invitation that a calendar reads (RFC 6047).
create table mail_file (
  mail_id uuid not null references mail,
  position smallint not null,
  name text not null check (length(name) between 1 and 255),
  media_type text not null check (length(media_type) between 3 and 200),
  -- Of a calendar alone: what it asks the reader's program to do.
  calendar_method text check (calendar_method in ('PUBLISH', 'REQUEST', 'CANCEL')),
  bytes bytea not null,
  primary key (mail_id, position)
);

-- The same secret as the digest stands for, sealed by the program: the mail to the invited person is made of it when it leaves.
alter table invitation add column sealed text;

-- A letter's text where the firm says it otherwise than the kit: for all clients, or for one.
create table letter_template (
  id uuid primary key default uuidv7(),
  topic text not null check (topic in ('received', 'question', 'visit', 'visit-moved', 'visit-cancelled', 'solved', 'closed', 'approval', 'major', 'invitation')),
  language text not null check (language in ('fr', 'en')),
  -- Null: for all clients.
  client_id uuid references client,
  subject text not null check (length(trim(subject)) between 1 and 200),
  body text not null check (length(body) between 1 and 20000),
  version integer not null default 1,
  constraint letter_template_once unique nulls not distinct (topic, language, client_id)
);

-- How one of the provider's people wants to be told; no row: as the product proposes.
create table notification_preference (
  person_id uuid primary key references person,
  choices jsonb not null check (jsonb_typeof(choices) = 'object'),
  quiet_from time not null,
  quiet_until time not null,
  is_quiet_on_weekends boolean not null,
  daily_at time not null,
  version integer not null default 1
);

-- A browser that shows notifications while no page is open.
create table push_subscription (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  endpoint text not null constraint push_subscription_endpoint unique check (endpoint like 'https://%' and length(endpoint) <= 2000),
  p256dh text not null check (length(p256dh) <= 200),
  auth text not null check (length(auth) <= 100),
  agent text not null default '',
  created_at timestamptz not null
);
create index push_subscription_person on push_subscription (person_id);

-- By what browsers know that it is us who push: made once, the private half sealed by the program.
create table push_key (
  only_one boolean primary key default true check (only_one),
  public_key text not null,
  sealed text not null,
  made_at timestamptz not null
);

-- When browsers are to show it; null: never, or done.
alter table notification add column push_at timestamptz;
create index notification_push on notification (push_at) where push_at is not null;

-- What was removed from the journal does not stay in the mail that brought it or carried it, nor in its files.
create or replace function mail_redacted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from mail_chunk where mail_id in (select id from mail where entry_id = old.entry_id or source = old.entry_id::text);
  delete from mail_file where mail_id in (select id from mail where source = old.entry_id::text);
  update mail set html = null where direction = 'out' and source = old.entry_id::text;
  return null;
end $$;

create or replace function wake_mail(chore text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if chore not in ('file-mail', 'send-mail', 'test-mailbox', 'send-push') then
    raise exception 'no chore is called %', chore using errcode = 'check_violation';
  end if;
  perform queue_job(chore, '{}', chore);
end $$;

grant select, insert on mail_file to staff, worker;
grant select, insert, update, delete on letter_template to staff;
grant select on letter_template to worker;
grant select, insert, update on notification_preference to staff;
grant select on notification_preference to worker;
grant select, insert, update, delete on push_subscription to staff;
grant select, delete on push_subscription to worker;
grant select (only_one, public_key, made_at) on push_key to staff;
grant select, insert on push_key to worker;
grant update (push_at) on notification to worker;

alter table mail_file enable row level security;
alter table letter_template enable row level security;
alter table notification_preference enable row level security;
alter table push_subscription enable row level security;
alter table push_key enable row level security;
create policy staff on mail_file to staff, worker using (true) with check (true);
create policy staff on letter_template to staff, worker using (true) with check (true);
create policy own on notification_preference to staff using (person_id = (select scope.person())) with check (person_id = (select scope.person()));
create policy worker on notification_preference to worker using (true);
create policy own on push_subscription to staff using (person_id = (select scope.person())) with check (person_id = (select scope.person()));
create policy worker on push_subscription to worker using (true);
create policy staff on push_key to staff, worker using (true) with check (true);
