-- What begins with the word that was typed last is found too, from three letters on; behind a closing quote it is whole.
create function search_beginning(query tsquery, words text) returns tsquery language sql immutable parallel safe as $$
  select case when words ~ '[[:alnum:]]{3}\s*$' and query::text like '%''' then (query::text || ':*')::tsquery else query end
$$;
create or replace function search_query(words text) returns tsquery language sql stable parallel safe as $$
  -- What must not be there is not there in any form only where one form is asked.
  select case when words ~ '(^|\s)-\S' then websearch_to_tsquery('trousse', words)
    else search_beginning(websearch_to_tsquery('trousse', words), words)
      || websearch_to_tsquery('trousse_french', words) || websearch_to_tsquery('trousse_english', words) end
$$;

-- Every word of the titles, once: where nothing holds what was typed, the nearest of these are looked for. A firm's words
-- are few, whatever the number of its tickets; nobody reads them but through search_nearly().
create table search_word (word text primary key check (length(word) between 3 and 60));
create index search_word_letters on search_word using gin (word gin_trgm_ops);
alter table search_word enable row level security;
create table search_learned (until_at timestamptz not null, only_one boolean not null default true unique check (only_one));
insert into search_learned (until_at) values ('-infinity');
alter table search_learned enable row level security;
create index search_entry_updated on search_entry (updated_at);

-- Some of the titles that were written since the last time, the oldest first; answers how many. Read again a little
-- further back than needed: a transaction may end later than another that began after it.
create function search_learn(most integer) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare since timestamptz; reached timestamptz; read integer;
begin
  select until_at into since from search_learned for update;
  with fresh as (select title, updated_at from search_entry where updated_at > since order by updated_at limit most),
    learned as (
      insert into search_word select distinct word from fresh, unnest(tsvector_to_array(to_tsvector('trousse', title))) word
      where length(word) between 3 and 60 and word ~ '[[:alpha:]]' on conflict do nothing)
  select count(*), max(updated_at) into read, reached from fresh;
  if read = most then update search_learned set until_at = reached;
  elsif read > 0 then update search_learned set until_at = greatest(since, reached - interval '10 minutes'); end if;
  return read;
end $$;

-- For each word that was typed, the words that contain it or nearly have its letters; null where one has none.
create function search_nearly(words text) returns tsquery language sql stable security definer set search_path = public, pg_temp
  set pg_trgm.similarity_threshold = 0.35 as $$
  select case when words !~ '(^|\s)-\S' and bool_and(likely is not null) then string_agg('(' || likely || ')', ' & ')::tsquery end
  from regexp_split_to_table(plain(words), '[^[:alnum:]]+') part,
    lateral (select string_agg('''' || replace(replace(near.word, '\', '\\'), '''', '''''') || '''', ' | ') as likely from (
      select w.word from search_word w where w.word % part or w.word like '%' || part || '%'
      order by similarity(w.word, part) desc, w.word limit 8) near) near
  where length(part) >= 3
$$;

-- Text search for the portal takes its scope from the session: under row-level security no text index would be used.
-- `most` says how many are enough: the latest of the company first, since they answer most questions; the index where
-- they do not; nearly the right letters where nothing has the words.
create or replace function search_portal(words text, most integer) returns table (subject_id uuid, rank real)
language sql stable security definer set search_path = public, pg_temp as $$
  with asked as materialized (select search_query(search_portal.words) as query),
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
  meant as materialized (
    select case when not exists (table latest) and not exists (table older) then search_nearly(search_portal.words) end as query),
  nearly as (
    select s.subject_id, ts_rank(s.public_words, (select query from meant)) - 1 as rank
    from search_entry s join record r on r.id = s.subject_id
    where (select query from meant) is not null and s.public_words @@ (select query from meant) and r.client_id = scope.client()
      and (r.requester_id = scope.person() or (scope.sees_company() and not r.is_confidential))
    limit 200)
  select found.subject_id, max(found.rank) from (table latest union all table older union all table nearly) found
  group by found.subject_id order by max(found.rank) desc, found.subject_id desc limit 200
$$;

drop function search_letters;
drop index search_entry_title;
revoke all on function search_learn, search_nearly from public;
grant execute on function search_learn to worker;
grant execute on function search_nearly to staff;
