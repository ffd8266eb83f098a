-- The screens that show messages hear that one came, left or was decided on; what it says they fetch, if they may.
create function mail_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_notify('trousse', '{"event": "mail.changed", "visibility": "internal"}');
  return null;
end $$;
create trigger mail_came after insert on mail for each statement execute function mail_changed();
create trigger mail_changed after update of state, due_at on mail for each statement execute function mail_changed();
