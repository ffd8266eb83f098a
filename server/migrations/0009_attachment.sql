-- Files come in chunks; they are reached only through what they are attached to.
create table attachment (
  id uuid primary key default uuidv7(),
  record_id uuid not null references record,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  size integer not null check (size between 0 and 26214400),
  sha256 bytea not null,
  visibility text not null check (visibility in ('internal', 'client', 'supplier')),
  created_by uuid not null references person,
  created_at timestamptz not null,
  redacted_at timestamptz
);
create index attachment_record on attachment (record_id);
create table attachment_chunk (
  attachment_id uuid not null references attachment,
  number integer not null,
  bytes bytea not null,
  primary key (attachment_id, number)
);
alter table attachment_chunk alter column bytes set storage external;

grant select, insert on attachment, attachment_chunk to staff, portal, supplier;
grant update (redacted_at) on attachment to staff;
grant delete on attachment_chunk to staff;
alter table attachment enable row level security;
alter table attachment_chunk enable row level security;
create policy staff on attachment to staff using (true) with check (true);
create policy staff on attachment_chunk to staff using (true) with check (true);
create policy portal on attachment to portal using (visibility = 'client' and exists (select from record r where r.id = record_id))
  with check (visibility = 'client' and created_by = (select scope.person()) and exists (select from record r where r.id = record_id));
create policy supplier on attachment to supplier
  using (visibility = 'supplier' and exists (select from handover h where h.record_id = attachment.record_id
    and h.supplier_id = (select scope.supplier()) and attachment.created_at >= h.from_at
    and (h.until_at is null or attachment.created_at <= h.until_at)) and exists (select from record r where r.id = record_id))
  with check (visibility = 'supplier' and created_by = (select scope.person()) and exists (select from record r where r.id = record_id));
create policy visible on attachment_chunk to portal, supplier using (exists (select from attachment a where a.id = attachment_id))
  with check (exists (select from attachment a where a.id = attachment_id));
