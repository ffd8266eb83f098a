-- An incident that was linked to a problem by mistake is taken back: the link alone, and no other kind. What was linked, by whom, and why it
-- was taken back stands in the journal of both.
grant delete on record_link to staff;
create policy unlink on record_link as restrictive for delete to staff using (kind = 'caused-by');
-- What came back only because it was linked comes back no more.
grant delete, update (reasons) on problem_recurrence to staff;
