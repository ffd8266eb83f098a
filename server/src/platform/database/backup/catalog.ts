import { escapeIdentifier, type ClientBase } from 'pg'

/** What the database says of its own tables; nothing here names one. */
export interface Table {
  name: string
  /** Those that hold something; generated ones are computed again. */
  columns: string[]
}

/** A statement that takes a guard away for the time of loading, and the one that puts it back. */
export interface Guard {
  lift: string
  restore: string
}

/** So that text written by one server is read alike by another. */
export const plainText = `set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set timezone = 'UTC';
  set bytea_output = 'hex'; set extra_float_digits = 1; set client_encoding = 'UTF8'; set xmloption = 'content';
  set lock_timeout = 0; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`

export const readTables = async (client: ClientBase): Promise<Table[]> => {
  const { rows } = await client.query<Table>(`
    select c.relname::text as name, array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.relname order by c.relname`)
  return rows
}

export const readSequences = async (
  client: ClientBase,
): Promise<{ name: string; value: string; isCalled: boolean }[]> => {
  const { rows } = await client.query<{ name: string }>(
    "select relname::text as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace order by 1",
  )
  const values: { name: string; value: string; isCalled: boolean }[] = []
  for (const { name } of rows) {
    const read = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from public.${escapeIdentifier(name)}`,
    )
    for (const row of read.rows) values.push({ name, ...row })
  }
  return values
}

/**
 * Foreign keys and triggers: rows are loaded in any order, and the journal's trigger must not compute anew what it has
 * computed. Putting the keys back checks every reference – and unlike `session_replication_role`, needs no superuser.
 */
export const readGuards = async (client: ClientBase): Promise<Guard[]> => {
  const { rows } = await client.query<Guard>(`
    select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as lift,
      format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as restore
    from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conparentid = 0
    union all
    select format('alter table %s disable trigger %I', t.tgrelid::regclass, t.tgname),
      format('alter table %s enable %s trigger %I', t.tgrelid::regclass,
        case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, t.tgname)
    from pg_trigger t join pg_class r on r.oid = t.tgrelid
    where r.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled <> 'D'`)
  return rows
}

/** Jobs that wait: the reactions to what was committed. Those of the clock come again by themselves. */
export const queueName = 'graphile_worker.job'

export const jobColumns = [
  'identifier',
  'payload',
  'queue_name',
  'run_at',
  'priority',
  'attempts',
  'max_attempts',
  'last_error',
  'key',
  'flags',
]

export const waitingJobs = `select t.identifier, j.payload, q.queue_name, j.run_at, j.priority, j.attempts, j.max_attempts,
    j.last_error, j.key, array(select jsonb_object_keys(j.flags)) as flags
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
  where not j.payload::jsonb ? '_cron' order by j.id`
