-- What is open is a small part of what there is: the desk's lists by service, client and person find it without what is closed.
create index record_open on record (recorded_at desc, id desc) where closed_at is null;
create index record_open_service on record (service_id, recorded_at desc, id desc) where closed_at is null;
create index record_open_client on record (client_id, recorded_at desc, id desc) where closed_at is null;
create index record_open_assignee on record (assignee_id, coalesce(due_resolution_at, '9999-12-31T00:00:00Z'::timestamptz), id)
  where closed_at is null;
-- What is new or active is what is open: without knowing, the planner expects a twentieth of it, and sorts instead of following an index.
create statistics record_open_phase (mcv) on phase, closed_at from record;
