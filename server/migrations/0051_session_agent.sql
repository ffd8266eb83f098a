-- A session bears the name that its browser gave itself, so that its owner recognises it.
drop function open_session(uuid, bytea, timestamptz, interval, boolean);
create function open_session(person uuid, secret_digest bytea, at timestamptz, lasts interval, linked boolean default false, agent text default '')
returns uuid language sql security definer set search_path = public, pg_temp as $$
  insert into session (digest, kind, person_id, name, created_at, seen_at, expires_at, linked_at)
  values (secret_digest, 'browser', person, agent, at, at, at + lasts, case when linked then at end) returning id
$$;
revoke all on function open_session from public;
grant execute on function open_session to trousse_app;
