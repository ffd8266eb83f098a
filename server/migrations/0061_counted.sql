-- Indicators count a year of incidents: found by the last date that any of them looks at, not by reading all that were ever restored.

create index record_counted on record (greatest(updated_at, due_resolution_at, due_response_at, coalesce(closed_at, 'infinity'::timestamptz)))
  where kind = 'INC' and merged_into_id is null and phase <> 'cancelled';
