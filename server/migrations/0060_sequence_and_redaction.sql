-- Each announcement of a change has a number of its own (RFC 5545, SEQUENCE): a window that stays is struck out of calendars, and entered again, too.
create or replace function change_tells_window() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.told_sequence := case when tg_op = 'INSERT' then 0 else greatest(old.told_sequence, new.told_sequence) end;
  new.told_from := case when tg_op = 'UPDATE' then old.told_from end;
  new.told_to := case when tg_op = 'UPDATE' then old.told_to end;
  new.told_at := case when tg_op = 'UPDATE' then old.told_at end;
  if tg_op = 'UPDATE' and (new.window_from, new.window_to, new.outage_minutes) is not distinct from (old.window_from, old.window_to, old.outage_minutes) then
    if new.told_sequence > old.told_sequence then new.told_at := scope.now(); end if;
    return new;
  end if;
  if new.told_from is not null then new.told_sequence := new.told_sequence + 1; end if;
  if new.window_from is not null then
    new.told_from := new.window_from;
    new.told_to := new.window_to;
  end if;
  new.told_at := scope.now();
  return new;
end $$;

-- What a body says that clocks count by stays, whoever asks: without it nobody could say any more what was promised, or why a clock stood still.
create or replace function redact(entry uuid, reason text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare subject uuid;
begin
  if coalesce(trim(reason), '') = '' then raise exception 'a redaction needs a reason' using errcode = 'check_violation'; end if;
  if exists (select from journal_entry e where e.id = redact.entry and e.event in ('record.targeted', 'record.held')) then
    raise exception 'clocks count by this entry' using errcode = 'check_violation';
  end if;
  delete from journal_body where entry_id = redact.entry;
  if not found then raise exception 'no body to redact' using errcode = 'no_data_found'; end if;
  select subject_id into strict subject from journal_entry where id = redact.entry;
  perform append(subject, 'journal.redacted', jsonb_build_object('entry', redact.entry, 'reason', redact.reason), 'internal');
end $$;
