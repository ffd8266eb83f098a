-- What attached files say is found as what was written is, by those who may read the file. Their words alone are kept.

alter table attachment add column text_state text check (text_state in ('indexed', 'none', 'failed'));
-- For the staff: why nothing could be read.
alter table attachment add column text_reason text;
create table attachment_text (
  attachment_id uuid primary key references attachment,
  words tsvector not null,
  size integer not null
);
grant select on attachment, attachment_chunk to worker;
alter table attachment_text enable row level security;
create policy worker on attachment for select to worker using (true);
create policy worker on attachment_chunk for select to worker using (true);
-- Clients and suppliers have no use for how a file was read.
revoke select on attachment from portal, supplier;
grant select (id, record_id, article_id, name, media_type, size, sha256, visibility, created_by, created_at, redacted_at)
  on attachment to portal, supplier;

-- The words of some files, as many as one search entry can hold: a tsvector ends at a megabyte.
create function words_of_files(files uuid[]) returns tsvector language plpgsql stable security definer set search_path = public, pg_temp as $$
declare all_words tsvector := ''; file attachment_text; held integer := 0;
begin
  for file in select t.* from attachment_text t join attachment a on a.id = t.attachment_id
    where t.attachment_id = any(files) and a.redacted_at is null order by t.attachment_id
  loop
    continue when held + file.size > 300000;
    held := held + file.size;
    all_words := all_words || file.words;
  end loop;
  return all_words;
end $$;
create function files_on(record uuid, audiences text[]) returns uuid[] language sql stable set search_path = public, pg_temp as $$
  select array(select a.id from attachment a join attachment_text t on t.attachment_id = a.id
    where a.record_id = files_on.record and a.visibility = any(audiences))
$$;

create or replace function search_record() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare words tsvector := search_vector(new.number || ' ' || new.title, text_of(new.description)); public_words tsvector := words;
begin
  if tg_op = 'UPDATE' then
    words := words || search_vector('', comments_on(new.id, '{client,supplier}')) || words_of_files(files_on(new.id, '{client,supplier,internal}'));
    public_words := public_words || search_vector('', comments_on(new.id, '{client}')) || words_of_files(files_on(new.id, '{client}'));
  end if;
  insert into search_entry (subject_id, kind, title, words, public_words, updated_at)
  values (new.id, new.kind, new.title, words, public_words, new.updated_at)
  on conflict (subject_id) do update set title = excluded.title, words = excluded.words, public_words = excluded.public_words, updated_at = excluded.updated_at;
  return null;
end $$;

-- An article is found by the files that its version names.
create function search_article_files() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.kind = 'ART' then
    new.words := new.words || words_of_files((select a.files from article a where a.id = new.subject_id));
    new.public_words := case when new.public_words = ''::tsvector then new.public_words else new.words end;
  end if;
  return new;
end $$;
create trigger search_article_files before insert or update on search_entry for each row when (new.kind = 'ART')
  execute function search_article_files();

-- The worker says what it found in a file; the search entry of what the file belongs to is made anew.
create function keep_attachment_text(attachment uuid, body text, state text, reason text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare words tsvector; file attachment;
begin
  update attachment a set text_state = keep_attachment_text.state, text_reason = keep_attachment_text.reason
    where a.id = keep_attachment_text.attachment and a.redacted_at is null returning * into file;
  if not found then return; end if;
  delete from attachment_text t where t.attachment_id = file.id;
  if state = 'indexed' then
    words := setweight(to_tsvector('trousse', body), 'D') || setweight(to_tsvector('trousse_french', body), 'D')
      || setweight(to_tsvector('trousse_english', body), 'D');
    insert into attachment_text (attachment_id, words, size) values (file.id, words, length(words::text));
  end if;
  perform find_file_again(file);
end $$;
create function find_file_again(file attachment) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update record set title = title where id = file.record_id;
  if file.article_id is not null then perform project_article(file.article_id); end if;
end $$;

-- What was redacted is not found any more.
create function attachment_redacted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from attachment_text where attachment_id = new.id;
  perform find_file_again(new);
  return null;
end $$;
create trigger attachment_redacted after update of redacted_at on attachment for each row
  when (old.redacted_at is null and new.redacted_at is not null) execute function attachment_redacted();

revoke all on function words_of_files, files_on, search_article_files, keep_attachment_text, find_file_again, attachment_redacted from public;
grant execute on function keep_attachment_text to worker;
