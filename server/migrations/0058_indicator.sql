-- Indicators: what the clocks of a record said, beside it, so that a year of them is counted without reading a year of journals.

alter table record
  -- Service minutes that counted until its clock stopped, and those that did not because the client was waited for; null while it runs.
  add column net_minutes integer check (net_minutes >= 0),
  add column held_minutes integer check (held_minutes >= 0),
  -- Service minutes that were promised: what would have counted at the instant it was due.
  add column target_minutes integer check (target_minutes >= 0),
  -- When each breach became true; it stays, whatever was agreed afterwards.
  add column response_breached_at timestamptz,
  add column resolution_breached_at timestamptz,
  -- What is older than these columns is measured by the worker, from its journal.
  add column is_measured boolean not null default false;
create index record_unmeasured on record (id) where not is_measured;
-- A client's or a supplier's move stops a clock, too.
grant update (net_minutes, held_minutes, target_minutes, response_breached_at, resolution_breached_at, is_measured) on record to portal, supplier;

-- Few entries say that something was classified otherwise; they are found without those of every closed record.
create index journal_entry_reclassified on journal_entry (subject_id) where event in ('record.edited', 'record.reprioritised');

-- What was open at an instant is what was restored since, or is not yet.
create index record_restored on record (coalesce(resolved_at, 'infinity'::timestamptz)) where kind = 'INC' and merged_into_id is null and phase <> 'cancelled';
create index record_major on record (resolved_at) where is_major;
-- Problems and changes are few among many tickets.
create index record_inside on record (kind, updated_at) where kind in ('PRB', 'CHG');
