-- Knowledge: an article is an artefact with a number. Its versions hold what it says; here is what lists, clients and the
-- search need of the version that stands, kept by the database itself.

create sequence art_number;

create table article (
  id uuid primary key references artefact,
  number text not null unique check (number ~ '^ART-[1-9]\d*$'),
  -- Who is asked when it is due for review.
  owner_id uuid not null references person,
  created_at timestamptz not null,
  ended_at timestamptz,
  -- Of the version in force; until there is one, of the latest.
  title jsonb not null default '{"fr": "-"}' check (title ? 'fr'),
  category_id uuid references category,
  service_id uuid references service,
  visibility text not null default 'staff' check (visibility in ('staff', 'client', 'clients')),
  client_id uuid references client,
  files uuid[] not null default '{}',
  updated_at timestamptz not null,
  -- Of the version in force alone: drafts are read in their versions.
  published_version_id uuid references artefact_version,
  published_at timestamptz,
  body jsonb,
  review_on date,
  constraint client_article_names_client check ((visibility = 'client') = (client_id is not null))
);
create index article_updated on article (updated_at desc, id desc);
create index article_review on article (review_on) where ended_at is null;
create index article_service on article (service_id);
create index article_category on article (category_id);

-- Files of an article: one belongs to a record or to an article. An article's are read by who reads a version that names them.
alter table attachment alter column record_id drop not null;
alter table attachment add column article_id uuid references article;
alter table attachment add constraint attachment_belongs check (num_nonnulls(record_id, article_id) = 1);
create index attachment_article on attachment (article_id) where article_id is not null;

-- What clients and the search see of an article follows its versions, through whichever door they were written.
create function project_article(target uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare shown artefact_version; is_published boolean; mine article; told text; named text; words tsvector;
begin
  select v.* into shown from artefact_version v where v.artefact_id = target
    order by (v.in_force_from is not null and v.in_force_until is null) desc, v.number desc limit 1;
  if not found then return; end if;
  is_published := shown.in_force_from is not null and shown.in_force_until is null;
  update article a set
    title = shown.content -> 'title',
    category_id = (shown.content ->> 'categoryId')::uuid,
    service_id = (shown.content ->> 'serviceId')::uuid,
    visibility = shown.content ->> 'visibility',
    client_id = (shown.content ->> 'clientId')::uuid,
    files = array(select f.id from attachment f where f.article_id = target and f.redacted_at is null
      and strpos((shown.content -> 'body')::text || (shown.content -> 'files')::text, f.id::text) > 0),
    published_version_id = case when is_published then shown.id end,
    published_at = case when is_published then shown.approved_at end,
    body = case when is_published then shown.content -> 'body' end,
    review_on = case when is_published then shown.review_on end,
    updated_at = scope.now()
  where a.id = target returning a.* into mine;
  if not found then return; end if;
  named := concat_ws(' ', mine.title ->> 'fr', mine.title ->> 'en');
  told := regexp_replace(concat_ws(' ', shown.content -> 'body' ->> 'fr', shown.content -> 'body' ->> 'en'), '<[^>]*>', ' ', 'g');
  words := search_vector(mine.number || ' ' || named, told);
  insert into search_entry (subject_id, kind, title, words, public_words, updated_at)
  values (target, 'ART', named, words, case when is_published then words else ''::tsvector end, scope.now())
  on conflict (subject_id) do update set title = excluded.title, words = excluded.words, public_words = excluded.public_words, updated_at = excluded.updated_at;
end $$;
create function article_version_written() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from article a where a.id = new.artefact_id) then perform project_article(new.artefact_id); end if;
  return null;
end $$;
create trigger article_version_written after insert or update on artefact_version for each row execute function article_version_written();
create function article_opened() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform project_article(new.id);
  return null;
end $$;
create trigger article_opened after insert on article for each row execute function article_opened();
revoke all on function project_article, article_version_written, article_opened from public;

-- Where an article comes from, and where it was of use.
create table article_link (
  article_id uuid not null references article,
  record_id uuid not null references record,
  kind text not null check (kind in ('origin', 'used')),
  at timestamptz not null,
  by_id uuid references person,
  primary key (article_id, record_id, kind)
);
create index article_link_record on article_link (record_id);

-- One word a reader and article; how often it was opened and helped is counted by month, of nobody in particular.
create table article_feedback (
  article_id uuid not null references article,
  person_id uuid not null references person,
  is_useful boolean not null,
  word text not null default '' check (length(word) <= 500),
  at timestamptz not null,
  primary key (article_id, person_id)
);
create table article_count (
  article_id uuid not null references article,
  month date not null,
  opened integer not null default 0,
  helped integer not null default 0,
  primary key (article_id, month)
);

-- Looked for and not found: words and counts, never who.
create table article_gap (
  month date not null,
  words text not null check (length(words) between 3 and 80),
  is_client boolean not null,
  found_nothing integer not null default 0,
  still_asked integer not null default 0,
  last_at timestamptz not null,
  primary key (month, words, is_client)
);
create table article_gap_closed (
  words text primary key,
  at timestamptz not null,
  by_id uuid not null references person
);

grant usage on sequence art_number to staff, worker;
grant select, insert on article to staff;
grant update (owner_id, ended_at, updated_at) on article to staff;
grant select on article, article_link, article_feedback, article_count, article_gap, article_gap_closed to staff, worker;
grant select (id, number, title, category_id, service_id, visibility, client_id, files, published_version_id, published_at, body, ended_at)
  on article to portal;
grant insert on article_link to staff;
grant insert, update (is_useful, word, at) on article_feedback to staff, portal;
grant select on article_feedback to portal;
grant insert, update on article_gap_closed to staff;

alter table article enable row level security;
alter table article_link enable row level security;
alter table article_feedback enable row level security;
alter table article_count enable row level security;
alter table article_gap enable row level security;
alter table article_gap_closed enable row level security;
create policy staff on article to staff, worker using (true) with check (true);
create policy portal on article for select to portal using (published_version_id is not null and ended_at is null
  and (visibility = 'clients' or (visibility = 'client' and client_id = (select scope.client()))));
create policy staff on article_link to staff, worker using (true) with check (by_id = (select scope.person()));
create policy staff on article_feedback for select to staff, worker using (true);
create policy own on article_feedback to staff, portal using (person_id = (select scope.person()))
  with check (person_id = (select scope.person()) and exists (select from article a where a.id = article_id));
create policy staff on article_count for select to staff, worker using (true);
create policy staff on article_gap for select to staff, worker using (true);
create policy staff on article_gap_closed to staff, worker using (true) with check (by_id = (select scope.person()));

-- Clients and suppliers read no article through its artefact: drafts and what was superseded are the staff's.
create policy no_articles on artefact as restrictive for select to portal, supplier using (kind <> 'article');

create policy portal_article on attachment for select to portal
  using (article_id is not null and redacted_at is null and exists (select from article a where a.id = article_id and attachment.id = any(a.files)));
-- Chunks are written by who sends the file, and by nobody afterwards.
drop policy visible on attachment_chunk;
create policy visible on attachment_chunk to portal, supplier using (exists (select from attachment a where a.id = attachment_id))
  with check (exists (select from attachment a where a.id = attachment_id and a.created_by = (select scope.person())));

-- May whoever asks read this article? For definer functions, which no row-level security holds.
create function reads_article(article article) returns boolean language sql stable set search_path = public, pg_temp as $$
  select case scope.role()
    when 'portal' then article.published_version_id is not null and article.ended_at is null
      and (article.visibility = 'clients' or (article.visibility = 'client' and article.client_id = scope.client()))
    else scope.role() in ('staff', 'worker') end
$$;

create function count_article(article uuid, has_helped boolean) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into article_count as c (article_id, month, opened, helped)
  select a.id, date_trunc('month', scope.now() at time zone 'UTC')::date, (not has_helped)::int, has_helped::int
  from article a where a.id = count_article.article and reads_article(a)
  on conflict (article_id, month) do update set opened = c.opened + excluded.opened, helped = c.helped + excluded.helped
$$;

-- Numbers and addresses are left out, since they are somebody's; a month keeps so many different words and no more.
create function note_gap(words text, has_asked boolean) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare clean text := trim(left(trim(regexp_replace(plain(note_gap.words), '\s+', ' ', 'g')), 80));
  this_month date := date_trunc('month', scope.now() at time zone 'UTC')::date; of_client boolean := scope.role() = 'portal';
begin
  if length(clean) < 3 or clean ~ '@' or clean ~ '\d{4,}' or scope.role() not in ('staff', 'portal') then return; end if;
  if not exists (select from article_gap g where g.month = this_month and g.words = clean and g.is_client = of_client)
    and (select count(*) from article_gap g where g.month = this_month) >= 2000 then return; end if;
  insert into article_gap as g (month, words, is_client, found_nothing, still_asked, last_at)
  values (this_month, clean, of_client, (not has_asked)::int, has_asked::int, scope.now())
  on conflict (month, words, is_client) do update set found_nothing = g.found_nothing + excluded.found_nothing,
    still_asked = g.still_asked + excluded.still_asked, last_at = excluded.last_at;
end $$;

-- Articles by words for whoever asks: `is_loose` takes any of the words, as a title that is being typed wants it.
create function search_articles(words text, is_loose boolean, most integer) returns table (subject_id uuid, rank real)
language sql stable security definer set search_path = public, pg_temp as $$
  with asked as materialized (
    select case when is_loose
        then replace(plainto_tsquery('trousse_french', search_articles.words)::text, ' & ', ' | ')::tsquery
        else search_query(search_articles.words) end as query),
  found as materialized (
    select a.id, ts_rank(s.words, q.query) as rank
    from asked q, search_entry s join article a on a.id = s.subject_id
    where s.words @@ q.query and a.ended_at is null and reads_article(a) limit 2000),
  meant as materialized (select case when not exists (table found) then search_nearly(search_articles.words) end as query),
  nearly as (
    select a.id, ts_rank(s.words, m.query) - 1 as rank from meant m, search_entry s join article a on a.id = s.subject_id
    where s.words @@ m.query and a.ended_at is null and reads_article(a) limit 200)
  select f.id, f.rank from (table found union all table nearly) f order by f.rank desc, f.id desc limit most
$$;
revoke all on function reads_article, count_article, note_gap, search_articles from public;
grant execute on function count_article, note_gap, search_articles to staff, portal;

-- Articles take numbers as records do: what was taken and never used is listed.
create or replace function missing_numbers() returns table (number text) language sql stable security definer set search_path = public, pg_temp as $$
  select k.prefix || '-' || n from (values ('INC', (select case when is_called then last_value else 0 end from inc_number)),
      ('REQ', (select case when is_called then last_value else 0 end from req_number)),
      ('ART', (select case when is_called then last_value else 0 end from art_number))) k (prefix, last),
    lateral generate_series(1, k.last) n where not exists (select from record r where r.number = k.prefix || '-' || n)
      and not exists (select from article a where a.number = k.prefix || '-' || n) limit 1000
$$;
