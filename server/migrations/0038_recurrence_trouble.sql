-- A rule that could not make its ticket says so, and to whom it belongs is told.

alter table recurrence
  add column owner_id uuid references person,
  -- Why the latest attempt failed; null: it did not.
  add column trouble text check (trouble in ('grid', 'assignee', 'other'));
grant update (trouble) on recurrence to worker;
