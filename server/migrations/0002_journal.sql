-- The journal: one hash chain per subject, append-only. A subject is anything with a life.

create table subject (
  id uuid primary key,
  kind text not null check (kind in ('record', 'person', 'organisation', 'service', 'artefact', 'team', 'token', 'installation')),
  entries integer not null default 0 check (entries >= 0),
  head bytea not null default '\x'
);

-- Whatever begins a life gets its chain here; heads and counts are nobody's to write.
create function new_subject(kind text) returns uuid language sql security definer set search_path = public, pg_temp
  as $$ insert into subject (id, kind) values (uuidv7(), new_subject.kind) returning id $$;

create table journal_entry (
  id uuid primary key,
  subject_id uuid not null references subject,
  seq integer not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  event text not null,
  shape integer not null default 1,
  actor_id uuid,
  visibility text not null check (visibility in ('internal', 'client', 'supplier')),
  body_hash bytea not null,
  hash bytea not null,
  unique (subject_id, seq)
);
create index journal_entry_actor on journal_entry (actor_id, at desc);

create table journal_body (
  entry_id uuid primary key,
  body jsonb not null,
  salt bytea not null
);

-- What is hashed is the database's own text of the entry, so that verification never depends on a program's formatting.
create function journal_header(entry journal_entry) returns text language sql stable parallel safe as $$
  select concat_ws('|', entry.id, entry.subject_id, entry.seq,
    to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    to_char(entry.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    entry.event, entry.shape, coalesce(entry.actor_id::text, ''), entry.visibility)
$$;
create function journal_body_hash(salt bytea, body jsonb) returns bytea language sql immutable parallel safe
  as $$ select sha256(salt || convert_to(body::text, 'UTF8')) $$;
create function journal_hash(previous bytea, entry journal_entry) returns bytea language sql stable parallel safe
  as $$ select sha256(previous || convert_to(journal_header(entry), 'UTF8') || entry.body_hash) $$;

-- Taking the next number locks the subject: two writers of one chain wait for each other, those of two chains never.
create function journal_chain() returns trigger language plpgsql as $$
declare previous bytea;
begin
  select entries + 1, head into new.seq, previous from subject where id = new.subject_id for no key update;
  if not found then raise exception 'no subject %', new.subject_id using errcode = 'foreign_key_violation'; end if;
  new.recorded_at := clock_timestamp();
  select journal_body_hash(salt, body) into strict new.body_hash from journal_body where entry_id = new.id;
  new.hash := journal_hash(previous, new);
  update subject set entries = new.seq, head = new.hash where id = new.subject_id;
  return new;
end $$;
create trigger journal_chain before insert on journal_entry for each row execute function journal_chain();

create function journal_refuses() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger journal_refuses before update or delete on journal_entry for each row execute function journal_refuses();
create trigger journal_refuses_truncate before truncate on journal_entry execute function journal_refuses();

-- Every event of the product passes here: entry, body, the reactions as jobs, and the word to the browsers.
-- `reactions` are job names; each becomes one job with the entry's id, in this same transaction.
create function append(
  subject uuid, event text, body jsonb, visibility text, reactions text[] default '{}', audience jsonb default '{}'
) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare entry uuid := uuidv7(); reaction text;
begin
  -- Clients and suppliers write about themselves and about the records that they see.
  if scope.role() in ('portal', 'supplier') and append.subject <> scope.person() and not sees_record(append.subject) then
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

-- Replaced once the job queue has been installed, see platform/worker.
create function queue_job(name text, payload jsonb, job_key text default null) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$ begin raise exception 'the job queue is not installed'; end $$;

-- The one exception to append-only: a body may be removed by an authorised person, the chain stays whole.
create function redact(entry uuid, reason text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare subject uuid;
begin
  if coalesce(trim(reason), '') = '' then raise exception 'a redaction needs a reason' using errcode = 'check_violation'; end if;
  delete from journal_body where entry_id = redact.entry;
  if not found then raise exception 'no body to redact' using errcode = 'no_data_found'; end if;
  select subject_id into strict subject from journal_entry where id = redact.entry;
  perform append(subject, 'journal.redacted', jsonb_build_object('entry', redact.entry, 'reason', redact.reason), 'internal');
end $$;

-- A daily seal: what was there, so that a later disappearance of a whole chain shows.
create table seal (
  day date primary key,
  sealed_at timestamptz not null,
  -- Null until everything before that instant has been counted.
  subjects bigint,
  entries bigint,
  hash bytea
);

-- Jobs are added by append() alone.
revoke all on function append, queue_job, redact, new_subject from public;
grant execute on function append, new_subject to staff, portal, supplier, worker;
grant execute on function redact to staff;
grant select on subject, journal_entry, journal_body, seal to staff, worker;
grant select on journal_entry, journal_body to portal, supplier;

alter table journal_entry enable row level security;
alter table journal_body enable row level security;
create policy staff on journal_entry for select to staff, worker using (true);
create policy staff on journal_body for select to staff, worker using (true);
