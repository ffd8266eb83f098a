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
