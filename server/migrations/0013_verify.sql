-- The state of all chains at an instant, in one digest: the last hash of each, in the order of their ids.
create function seal_hash(until timestamptz) returns bytea language sql stable security definer set search_path = public, pg_temp as $$
  select sha256(coalesce(string_agg(head, '\x'::bytea order by subject_id), '\x'::bytea)) from (
    select distinct on (subject_id) subject_id, hash as head from journal_entry where recorded_at <= until order by subject_id, seq desc) heads
$$;

-- Verification in the database's own text form: one row a fault. Nothing here trusts the stored heads or hashes.
create function journal_faults() returns table (subject uuid, kind text, number text, seq integer, fault text)
language sql stable security definer set search_path = public, pg_temp as $$
  with chained as (
    select e, e.subject_id, e.seq, e.hash, e.body_hash,
      coalesce(lag(e.hash) over chain, '\x'::bytea) as previous, coalesce(lag(e.seq) over chain, 0) as previous_seq,
      lead(e.seq) over chain is null as is_last, b.entry_id is not null as has_body, journal_body_hash(b.salt, b.body) as body_now,
      exists (select from journal_entry r join journal_body rb on rb.entry_id = r.id
        where r.subject_id = e.subject_id and r.event = 'journal.redacted' and rb.body ->> 'entry' = e.id::text) as is_redacted
    from journal_entry e left join journal_body b on b.entry_id = e.id
    window chain as (partition by e.subject_id order by e.seq)
  ), faults as (
    select subject_id, seq, 'gap' as fault from chained where seq <> previous_seq + 1
    union all select subject_id, seq, 'body-missing' from chained where not has_body and not is_redacted
    union all select subject_id, seq, 'body-changed' from chained where has_body and body_now <> body_hash
    union all select subject_id, seq, 'hash-wrong' from chained where hash <> journal_hash(previous, e)
    union all select c.subject_id, c.seq, 'head-wrong' from chained c join subject s on s.id = c.subject_id
      where c.is_last and (s.head <> c.hash or s.entries <> c.seq)
    union all select s.id, null, 'chain-missing' from subject s where s.entries > 0 and not exists (select from journal_entry e where e.subject_id = s.id)
    union all select e.subject_id, e.seq, 'subject-missing' from journal_entry e where not exists (select from subject s where s.id = e.subject_id)
    union all select r.id, null, 'no-journal' from record r where not exists (select from journal_entry e where e.subject_id = r.id)
    union all select null, null, 'seal-broken ' || day from seal s where s.entries <> (select count(*) from journal_entry e where e.recorded_at <= s.sealed_at)
      or s.hash <> seal_hash(s.sealed_at)
  )
  select f.subject_id, coalesce(s.kind, 'unknown'), r.number, f.seq, f.fault from faults f
    left join subject s on s.id = f.subject_id left join record r on r.id = f.subject_id
  order by r.number, f.subject_id, f.seq limit 1000
$$;

-- A seal is made in two transactions. The first waits for those who are writing and notes the instant: nothing can be
-- recorded before it any more. The second counts, while others write on. Answers whether there is a second part to do.
create function seal_day(today date) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from seal where day = today and hash is not null) then return false; end if;
  if exists (select from seal where day = today) then
    update seal s set hash = seal_hash(s.sealed_at),
      (subjects, entries) = (select count(distinct subject_id), count(*) from journal_entry where recorded_at <= s.sealed_at)
    where day = today;
    return false;
  end if;
  lock table journal_entry in share mode;
  insert into seal (day, sealed_at) values (today, clock_timestamp()) on conflict (day) do nothing;
  return true;
end $$;

-- Numbers that were taken and never used: an abandoned entry leaves a gap, and a gap is listed.
create function missing_numbers() returns table (number text) language sql stable security definer set search_path = public, pg_temp as $$
  select k.prefix || '-' || n from (values ('INC', (select case when is_called then last_value else 0 end from inc_number)),
      ('REQ', (select case when is_called then last_value else 0 end from req_number))) k (prefix, last),
    lateral generate_series(1, k.last) n where not exists (select from record r where r.number = k.prefix || '-' || n) limit 1000
$$;
revoke all on function journal_faults, seal_hash, seal_day, missing_numbers from public;
grant execute on function journal_faults, missing_numbers to staff, worker;
grant execute on function seal_day to worker;
