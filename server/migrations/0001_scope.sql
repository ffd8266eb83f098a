-- Who is asking, and when. Each transaction begins with one call of enter(); what it sets is what every policy reads.
-- The roles staff, portal, supplier and worker belong to the cluster and exist before the first migration.

create extension if not exists pgcrypto;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

revoke create on schema public from public;
grant usage on schema public to staff, portal, supplier, worker, trousse_app;

create schema scope;
grant usage on schema scope to staff, portal, supplier, worker;

create function scope.person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function scope.client() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.client', true), '')::uuid $$;
create function scope.supplier() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.supplier', true), '')::uuid $$;
-- A requester sees what is his own, a contact and a signatory what is the company's.
create function scope.sees_company() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.level', true), '') in ('contact', 'signatory') $$;
-- Whom a definer function works for: it runs as the owner, this still says who called it.
create function scope.role() returns text language sql stable parallel safe
  as $$ select current_setting('role') $$;
-- The only clock of the product's rules: the application says what time it is, the journal also notes the server's.
create function scope.now() returns timestamptz language sql stable parallel safe
  as $$ select current_setting('app.now')::timestamptz $$;

grant execute on all functions in schema scope to staff, portal, supplier, worker;

-- Numbers for people (INC-42). Gaps are allowed and listed by verify.
create sequence inc_number;
create sequence req_number;
