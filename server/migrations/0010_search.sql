-- One table of searchable text for all kinds of things, one configuration for both languages.
create text search configuration trousse (copy = simple);
alter text search configuration trousse alter mapping for hword, hword_part, word with unaccent, simple;
create text search configuration trousse_french (copy = french);
alter text search configuration trousse_french alter mapping for hword, hword_part, word with unaccent, french_stem;
create text search configuration trousse_english (copy = english);
alter text search configuration trousse_english alter mapping for hword, hword_part, word with unaccent, english_stem;

create function search_vector(title text, body text) returns tsvector language sql stable parallel safe as $$
  select setweight(to_tsvector('trousse', title), 'A') || setweight(to_tsvector('trousse_french', title), 'A')
    || setweight(to_tsvector('trousse', body), 'C') || setweight(to_tsvector('trousse_french', body), 'C')
    || setweight(to_tsvector('trousse_english', body), 'C')
$$;
create function search_query(words text) returns tsquery language sql stable parallel safe as $$
  -- What must not be there is not there in any form only where one form is asked.
  select case when words ~ '(^|\s)-\S' then websearch_to_tsquery('trousse', words)
    else websearch_to_tsquery('trousse', words) || websearch_to_tsquery('trousse_french', words) || websearch_to_tsquery('trousse_english', words) end
$$;

-- What nearly the right letters are looked for; nothing where some words must not be there.
create function search_letters(words text) returns text language sql immutable parallel safe as $$
  select case when words !~ '(^|\s)-\S' then plain(words) end
$$;

create table search_entry (
  subject_id uuid primary key references subject,
  kind text not null,
  title text not null,
  words tsvector not null,
  public_words tsvector not null,
  updated_at timestamptz not null
);
create index search_entry_words on search_entry using gin (words);
create index search_entry_public on search_entry using gin (public_words);
create index search_entry_title on search_entry using gin (plain(title) gin_trgm_ops);

-- Names are found by any part of them, and by nearly the right letters.
create index person_words on person using gin (plain(name) gin_trgm_ops);
create index person_address on person using gin (email gin_trgm_ops);
create index client_words on client using gin (plain(name) gin_trgm_ops);
create index supplier_words on supplier using gin (plain(name) gin_trgm_ops);
create index service_words on service using gin (plain(name) gin_trgm_ops);

create function text_of(html text) returns text language sql immutable parallel safe
  as $$ select regexp_replace(left(html, 20000), '<[^>]*>', ' ', 'g') $$;

-- What was said of a record to an audience, and still stands in its journal.
create function comments_on(record uuid, audiences text[]) returns text language sql stable set search_path = public, pg_temp as $$
  select coalesce(string_agg(text_of(b.body ->> 'html'), ' '), '') from journal_entry e join journal_body b on b.entry_id = e.id
  where e.subject_id = comments_on.record and e.event = 'record.commented' and e.visibility = any(audiences)
$$;

create function search_record() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare words tsvector := search_vector(new.number || ' ' || new.title, text_of(new.description)); public_words tsvector := words;
begin
  if tg_op = 'UPDATE' then
    words := words || search_vector('', comments_on(new.id, '{client,supplier}'));
    public_words := public_words || search_vector('', comments_on(new.id, '{client}'));
  end if;
  insert into search_entry (subject_id, kind, title, words, public_words, updated_at)
  values (new.id, new.kind, new.title, words, public_words, new.updated_at)
  on conflict (subject_id) do update set title = excluded.title, words = excluded.words, public_words = excluded.public_words, updated_at = excluded.updated_at;
  return null;
end $$;
create trigger search_record after insert or update of title, description on record for each row execute function search_record();

-- What was redacted is not found any more.
create function search_redacted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update record set title = title where id = (select subject_id from journal_entry where id = old.entry_id and event = 'record.commented');
  return null;
end $$;
create trigger search_redacted after delete on journal_body for each row execute function search_redacted();

-- What was said to the client is found by the client too; what was said to a supplier only by the staff.
create function index_comment(record uuid, html text, is_public boolean) returns void language sql security definer set search_path = public, pg_temp as $$
  update search_entry set words = words || search_vector('', text_of(html)),
    public_words = case when is_public then public_words || search_vector('', text_of(html)) else public_words end
  where subject_id = record and sees_record(record)
$$;
revoke all on function comments_on, search_redacted, index_comment from public;
grant execute on function index_comment to staff, portal, supplier;

-- Text search for the portal takes its scope from the session: under row-level security no text index would be used.
-- `most` says how many are enough: the latest of the company first, since they answer most questions; the index where they do not; then nearly the right letters.
create function search_portal(words text, most integer) returns table (subject_id uuid, rank real)
language sql stable security definer set search_path = public, pg_temp as $$
  with asked as materialized (
    select search_query(search_portal.words) as query, search_letters(search_portal.words) as letters,
      case when length(search_portal.words) > 2
        then '%' || regexp_replace(plain(search_portal.words), '([\\%_])', '\\\1', 'g') || '%' end as part),
  latest as (
    select own.subject_id, ts_rank(own.public_words, a.query) as rank
    from asked a, (
      select s.subject_id, s.public_words from record r join search_entry s on s.subject_id = r.id
      where r.client_id = scope.client() and (r.requester_id = scope.person() or (scope.sees_company() and not r.is_confidential))
      order by r.recorded_at desc, r.id desc limit 500) own
    where own.public_words @@ a.query),
  older as (
    select s.subject_id, ts_rank(s.public_words, (select query from asked)) as rank
    from search_entry s join record r on r.id = s.subject_id
    where (select count(*) from latest) < most and s.public_words @@ (select query from asked) and r.client_id = scope.client()
      and (r.requester_id = scope.person() or (scope.sees_company() and not r.is_confidential))
    limit 200),
  nearly as (
    select s.subject_id, 0::real as rank
    from search_entry s join record r on r.id = s.subject_id
    where (select count(*) from latest) + (select count(*) from older) < most
      and (plain(s.title) like (select part from asked) or (select letters from asked) <<% plain(s.title)) and r.client_id = scope.client()
      and (r.requester_id = scope.person() or (scope.sees_company() and not r.is_confidential))
    limit 200)
  select found.subject_id, max(found.rank) from (table latest union all table older union all table nearly) found
  group by found.subject_id order by max(found.rank) desc, found.subject_id desc limit 200
$$;
revoke all on function search_portal from public;
grant execute on function search_portal to portal;
grant select on search_entry to staff, worker;
