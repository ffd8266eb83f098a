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
  select websearch_to_tsquery('trousse', words) || websearch_to_tsquery('trousse_french', words) || websearch_to_tsquery('trousse_english', words)
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

create function search_record() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare words tsvector := search_vector(new.number || ' ' || new.title, regexp_replace(left(new.description, 20000), '<[^>]*>', ' ', 'g'));
begin
  insert into search_entry (subject_id, kind, title, words, public_words, updated_at)
  values (new.id, new.kind, new.title, words, words, new.updated_at)
  on conflict (subject_id) do update set title = excluded.title, words = excluded.words, public_words = excluded.public_words, updated_at = excluded.updated_at;
  return null;
end $$;
create trigger search_record after insert or update of title, description on record for each row execute function search_record();

-- What was said to the client is found by the client too; what was said to a supplier only by the staff.
create function index_comment(record uuid, html text, is_public boolean) returns void language sql security definer set search_path = public, pg_temp as $$
  update search_entry set words = words || search_vector('', regexp_replace(left(html, 20000), '<[^>]*>', ' ', 'g')),
    public_words = case when is_public then public_words || search_vector('', regexp_replace(left(html, 20000), '<[^>]*>', ' ', 'g')) else public_words end
  where subject_id = record
$$;
revoke all on function index_comment from public;
grant execute on function index_comment to staff, portal, supplier;

-- Text search for the portal takes its scope from the session: under row-level security no text index would be used.
create function search_portal(words text, most integer) returns table (subject_id uuid, rank real)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.subject_id, ts_rank(s.public_words, search_query(search_portal.words)) from search_entry s join record r on r.id = s.subject_id
  where s.public_words @@ search_query(search_portal.words) and r.client_id = scope.client()
    and (r.requester_id = scope.person() or (scope.sees_company() and not r.is_confidential))
  order by r.recorded_at desc limit least(most, 200)
$$;
revoke all on function search_portal from public;
grant execute on function search_portal to portal;
grant select on search_entry to staff, worker;
