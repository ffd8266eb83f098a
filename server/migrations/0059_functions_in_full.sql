-- Earlier migrations changed these two by replacing pieces of their text: here is the whole of it, unchanged in what it says.

-- Numbers that were drawn and stand on nothing: the sequences leave gaps, and `verify` lists them.
create or replace function missing_numbers() returns table (number text) language sql stable security definer
set search_path = public, pg_temp as $$
  select k.prefix || '-' || n from (values
      ('CHG', (select case when is_called then last_value else 0 end from chg_number)),
      ('PRB', (select case when is_called then last_value else 0 end from prb_number)),
      ('ECH', (select case when is_called then last_value else 0 end from ech_number)),
      ('INC', (select case when is_called then last_value else 0 end from inc_number)),
      ('REQ', (select case when is_called then last_value else 0 end from req_number)),
      ('ART', (select case when is_called then last_value else 0 end from art_number)),
      ('CI', (select case when is_called then last_value else 0 end from ci_number))) k (prefix, last),
    lateral generate_series(1, k.last) n where not exists (select from record r where r.number = k.prefix || '-' || n)
      and not exists (select from article a where a.number = k.prefix || '-' || n)
      and not exists (select from ci c where c.number = k.prefix || '-' || n) limit 1000
$$;

-- Does the one who asks see this record? Also whoever has decided on a change a moment ago, of which he writes into the journal.
create or replace function sees_record(record uuid) returns boolean language sql stable security definer
set search_path = public, pg_temp as $$
  select case scope.role()
    when 'portal' then exists (select from change_decision d where d.record_id = sees_record.record
        and d.person_id = scope.person() and d.at = scope.now())
      or exists (select from record r where r.id = sees_record.record and r.client_id = scope.client()
      and portal_sees_kind(r.kind, r.consent_level)
      and (r.requester_id = scope.person() or (scope.sees_company() and (not r.is_confidential
        or (r.consent_level = any(scope.decides()) and (r.consent_until is null or r.consent_until >= scope.now()))))))
    when 'supplier' then exists (select from handover h join record r on r.id = h.record_id where h.record_id = sees_record.record
      and h.supplier_id = scope.supplier() and r.kind <> 'ECH'
      and h.from_at <= scope.now() and (h.until_at is null or h.until_at >= scope.now()))
    else scope.role() in ('staff', 'worker') end
$$;
