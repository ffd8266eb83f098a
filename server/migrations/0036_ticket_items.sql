-- Whoever reports something can say what it is about: a client its own items, as they are its own now.

grant insert on record_ci to portal;
create policy portal_names on record_ci for insert to portal with check (
  by_id = (select scope.person())
  and exists (select from record r where r.id = record_id)
  and exists (select from ci_state s where s.ci_id = record_ci.ci_id and s.valid_to = 'infinity'));

-- The latest tickets are looked through first; thousands of items that an inventory brought do not stand in front of them.
create index search_entry_tickets on search_entry (subject_id) where kind in ('INC', 'REQ');
