-- Mail in and out. Every message is one row with a visible result; nobody but the provider's people sees any of it.

-- A kind of subject more; other migrations add theirs, so the list is read before it is written.
do $$
declare kinds text;
begin
  select string_agg(quote_literal(word[1]), ', ') into kinds from pg_constraint c,
    regexp_matches(pg_get_constraintdef(c.oid), '''([a-z-]+)''', 'g') word where c.conname = 'subject_kind_check';
  alter table subject drop constraint subject_kind_check;
  execute format('alter table subject add constraint subject_kind_check check (kind in (%s, ''mailbox''))', kinds);
end $$;

-- Who writes from one of these is taken for somebody of that client.
create table client_domain (
  domain text constraint client_domain_taken primary key
    constraint client_domain_is_domain check (domain = lower(domain) and domain ~ '^[a-z0-9-]+(\.[a-z0-9-]+)+$' and length(domain) <= 253),
  client_id uuid not null references client
);
create index client_domain_client on client_domain (client_id);

create table mailbox (
  id uuid primary key references subject,
  name text not null check (length(trim(name)) between 1 and 100),
  address text not null constraint mailbox_address_check check (address = lower(address) and address like '%@%' and length(address) <= 320),
  kind text not null check (kind in ('microsoft', 'google', 'imap', 'door')),
  -- Null: for all clients.
  client_id uuid references client,
  username text,
  imap_host text,
  imap_port integer check (imap_port between 1 and 65535),
  imap_security text check (imap_security in ('tls', 'starttls', 'none')),
  smtp_host text,
  smtp_port integer check (smtp_port between 1 and 65535),
  smtp_security text check (smtp_security in ('tls', 'starttls', 'none')),
  folder text not null default 'INBOX',
  done_folder text,
  refused_folder text,
  -- Whose Authentication-Results header is believed: the name that the receiving server gives itself.
  trusted_server text,
  oauth_tenant text,
  oauth_client_id text,
  -- The last day on which the client secret works.
  secret_ends_on date,
  is_paused boolean not null default false,
  -- What had arrived before is left where it is.
  reads_from timestamptz not null,
  read_at timestamptz,
  read_fault text,
  sent_at timestamptz,
  send_fault text,
  test jsonb,
  ended_at timestamptz,
  version integer not null default 1
);
create unique index mailbox_address on mailbox (address) where ended_at is null;

-- Sealed by the program with a key that the database does not have; written by the staff's commands, read by the worker alone.
create table mailbox_secret (
  mailbox_id uuid not null references mailbox,
  name text not null check (name in ('password', 'smtp-password', 'client-secret', 'refresh-token', 'door-password', 'code')),
  sealed text not null,
  set_at timestamptz not null,
  primary key (mailbox_id, name)
);

-- One attempt of an administrator to lend a mailbox: what comes back from the provider is held against it.
create table mailbox_authorisation (
  state text primary key,
  mailbox_id uuid not null references mailbox,
  verifier text not null,
  expires_at timestamptz not null
);

create table mail (
  id uuid primary key default uuidv7(),
  direction text not null check (direction in ('in', 'out')),
  state text not null check (state in ('received', 'filed', 'quarantined', 'refused', 'failed', 'queued', 'sent', 'bounced', 'dead', 'dropped')),
  -- Null: by nobody's mailbox any more.
  mailbox_id uuid references mailbox,
  message_id text not null check (length(message_id) <= 998),
  digest bytea not null,
  sender text not null,
  sender_name text,
  recipients text[] not null,
  subject text not null,
  at timestamptz not null,
  size integer not null default 0,
  -- Its result: where it was filed, or the word that says why not.
  record_id uuid references record,
  entry_id uuid,
  person_id uuid references person,
  why text,
  detail text,
  decided_at timestamptz,
  attempts integer not null default 0,
  due_at timestamptz,
  -- In: the sender proved who he is; a machine wrote it; what a person decided about it.
  is_authenticated boolean not null default false,
  is_automatic boolean not null default false,
  ruling jsonb,
  -- Out: what is said, about which event, caused by what happened only once.
  html text,
  event text,
  source text,
  in_reply_to text,
  reference_ids text[] not null default '{}',
  constraint mail_state_fits check (
    (direction = 'in' and state in ('received', 'filed', 'quarantined', 'refused', 'failed'))
    or (direction = 'out' and state in ('queued', 'sent', 'bounced', 'dead', 'dropped'))),
  constraint mail_waits_for_something check (state not in ('received', 'queued') or due_at is not null),
  constraint mail_once unique (direction, message_id, digest)
);
create unique index mail_told_once on mail (source, (recipients[1])) where direction = 'out' and source is not null;
create index mail_due on mail (direction, due_at) where due_at is not null;
create index mail_state on mail (state, id desc);
create index mail_latest on mail (id desc);
create index mail_record on mail (record_id, id) where record_id is not null;
create index mail_sender on mail (sender, at desc) where direction = 'in';
create index mail_entry on mail (entry_id) where entry_id is not null;
create index mail_source on mail (source) where source is not null;

-- The message as it came, kept for twelve months.
create table mail_chunk (
  mail_id uuid not null references mail,
  number integer not null,
  bytes bytea not null,
  primary key (mail_id, number)
);
alter table mail_chunk alter column bytes set storage external;

-- Where a message lies on the server; the same one may have come to several mailboxes.
create table mail_place (
  mailbox_id uuid not null references mailbox,
  uid_validity bigint not null,
  uid bigint not null,
  -- Null: too large to be taken; it is only put aside.
  mail_id uuid references mail,
  tidied_at timestamptz,
  primary key (mailbox_id, uid_validity, uid)
);
create index mail_place_mail on mail_place (mail_id);
create index mail_place_untidy on mail_place (mailbox_id) where tidied_at is null;

-- Which conversation a message belongs to: of everything ever received or sent, and of what those referred to.
create table mail_thread (
  message_id text primary key,
  record_id uuid not null references record
);
create index mail_thread_record on mail_thread (record_id);

create table blocked_sender (
  address text primary key check (address = lower(address)),
  blocked_by uuid references person,
  at timestamptz not null
);

-- What was removed from the journal does not stay in the mail that brought it or carried it.
create function mail_redacted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from mail_chunk where mail_id in (select id from mail where entry_id = old.entry_id or source = old.entry_id::text);
  update mail set html = null where direction = 'out' and source = old.entry_id::text;
  return null;
end $$;
create trigger mail_redacted after delete on journal_body for each row execute function mail_redacted();

-- What a job that speaks with the outside is woken by; it looks for itself what there is to do.
create function wake_mail(chore text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if chore not in ('file-mail', 'send-mail', 'test-mailbox') then
    raise exception 'no chore is called %', chore using errcode = 'check_violation';
  end if;
  perform queue_job(chore, '{}', chore);
end $$;

-- Who a person is, as enter() says it of a session: for what he does by mail.
create function actor_of(person_id uuid, at timestamptz) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'sessionId', null, 'sessionKind', 'inside', 'scopes', array['read', 'write'], 'seenAt', null,
    'id', p.id, 'name', p.name, 'email', p.email, 'roles', p.roles, 'clientId', p.client_id, 'clientLevel', p.client_level,
    'supplierId', p.supplier_id, 'isAdministrator', p.is_administrator, 'language', p.language, 'zone', p.zone,
    'teams', coalesce((select jsonb_agg(m.team_id) from team_member m join team t on t.id = m.team_id
      where m.person_id = p.id and t.ended_at is null), '[]'),
    'mandates', coalesce((select jsonb_agg(distinct mandate) from team_member m join team t on t.id = m.team_id, unnest(t.mandates) mandate
      where m.person_id = p.id and t.ended_at is null), '[]'),
    'standsInFor', coalesce((select jsonb_agg(distinct r) from substitution b join person h on h.id = b.person_id, unnest(h.roles) r
      where b.substitute_id = p.id and b.ended_at is null and at >= b.starts_at and at < b.ends_at), '[]'))
  from person p where p.id = actor_of.person_id and p.ended_at is null
$$;

revoke all on function wake_mail, actor_of, mail_redacted from public;
grant execute on function wake_mail to staff, worker;
grant execute on function actor_of to worker;

grant select, insert, update, delete on client_domain to staff;
grant select on client_domain to worker;
grant select, insert, update on mailbox to staff, worker;
grant insert, update, delete, select (mailbox_id, name, set_at) on mailbox_secret to staff;
grant select, insert, update, delete on mailbox_secret to worker;
grant select, insert, delete on mailbox_authorisation to staff;
grant select, insert, update on mail, mail_place, mail_thread to worker;
grant select, insert, update on mail to staff;
grant select on mail_chunk, mail_thread, mail_place to staff;
grant select, insert, delete on mail_chunk to worker;
grant select, insert, delete on blocked_sender to staff;
grant select on blocked_sender to worker;

alter table client_domain enable row level security;
alter table mailbox enable row level security;
alter table mailbox_secret enable row level security;
alter table mailbox_authorisation enable row level security;
alter table mail enable row level security;
alter table mail_chunk enable row level security;
alter table mail_place enable row level security;
alter table mail_thread enable row level security;
alter table blocked_sender enable row level security;
create policy staff on client_domain to staff, worker using (true) with check (true);
create policy staff on mailbox to staff, worker using (true) with check (true);
create policy staff on mailbox_secret to staff, worker using (true) with check (true);
create policy staff on mailbox_authorisation to staff using (true) with check (true);
create policy staff on mail to staff, worker using (true) with check (true);
create policy staff on mail_chunk to staff, worker using (true) with check (true);
create policy staff on mail_place to staff, worker using (true) with check (true);
create policy staff on mail_thread to staff, worker using (true) with check (true);
create policy staff on blocked_sender to staff, worker using (true) with check (true);
