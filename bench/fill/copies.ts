import type { Client } from 'pg'
import type { Told } from './told.ts'
import { places, sentences, syllables, things, troubles } from './words.ts'

/** What all copies of a database have in common. */
export interface Plan {
  records: number
  told: readonly Told[]
  /** The three years in which the records came. */
  from: string
  until: string
}

/** What this connection needs for its batches: the words, the courses, and a place for drafts and entries. */
export const prepareCopies = async (owner: Client, { told }: Plan): Promise<void> => {
  await owner.query(`
    set synchronous_commit = off; set enable_seqscan = off;
    create function pg_temp.pick(i bigint, salt bigint, n integer) returns integer language sql immutable
      as $$ select 1 + ((hashint8extended(i, salt) & 2147483647) % n)::int $$;
    -- The first of a list come more often than the last.
    create function pg_temp.lean(i bigint, salt bigint, n integer) returns integer language sql immutable
      as $$ select 1 + floor(n * power((hashint8extended(i, salt) & 2147483647) / 2147483648.0, 2))::int $$;
    create temp table course (id uuid, number text, old_until integer, recent_until integer);
    create temp table agreed (client_id uuid, service_id uuid, version_id uuid);
    create temp table contact (at integer, id uuid, client_id uuid);
    create temp table draft (i bigint, id uuid, number text, course_id uuid, at timestamptz, shift interval, title text,
      description text, client_id uuid, service_id uuid, requester_id uuid, agreement_version_id uuid, assignee_id uuid);
    create temp table entry (id uuid, told_id uuid, i bigint);
    insert into agreed select a.client_id, a.service_id, v.id from agreement a join artefact_version v on v.artefact_id = a.id
      and v.in_force_from is not null;
    insert into contact select row_number() over (order by client_id), id, client_id from person where client_id is not null`)
  let old = 0
  let recent = 0
  for (const { id, number, share } of told) {
    old += share.old
    recent += share.recent
    await owner.query('insert into course values ($1, $2, $3, $4)', [id, number, old, recent])
  }
  await owner.query('analyze course, agreed, contact')
}

/** One batch in one transaction: everything that the product writes for a record, from its number to its chain of entries. */
export const copyBatch = async (
  owner: Client,
  plan: Plan,
  [first, last]: [number, number],
): Promise<void> => {
  await owner.query('begin')
  await owner.query('truncate draft, entry')
  await owner.query(draftSql, [
    first,
    last,
    plan.records,
    plan.from,
    plan.until,
    things,
    troubles,
    places,
    sentences,
    syllables,
  ])
  await owner.query('analyze draft')
  await owner.query(`insert into subject (id, kind) select id, 'record' from draft order by i`)
  await owner.query(await recordSql(owner))
  await owner.query(`insert into record_visit (record_id, number, procedure_version_id, step, at, why, move, actor_id)
    select d.id, 0, v.procedure_version_id, v.step, v.at + d.shift, v.why, v.move, v.actor_id
    from draft d join record_visit v on v.record_id = d.course_id order by d.i, v.number`)
  // What was due before today has fired: the worker must find no mountain of old deadlines.
  await owner.query(`insert into deadline (record_id, key, due_at, cause, fired_at)
    select d.id, t.key, t.due_at + d.shift, t.cause, case when t.due_at + d.shift <= now() then t.due_at + d.shift end
    from draft d join deadline t on t.record_id = d.course_id`)
  await copyJournal(owner)
  await owner.query('commit')
}

const draftSql = `insert into draft
  select i, uuidv7(came.at - clock_timestamp()), t.kind || '-' || nextval(case t.kind when 'INC' then 'inc_number' else 'req_number' end::regclass),
    t.id, came.at, came.at - t.recorded_at,
    ($6::text[])[pg_temp.lean(i, 1, cardinality($6::text[]))] || ' ' || ($7::text[])[pg_temp.lean(i, 2, cardinality($7::text[]))]
      || ' ' || ($8::text[])[pg_temp.pick(i, 3, cardinality($8::text[]))] || ' – ' || machine.name,
    '<p>' || ($9::text[])[pg_temp.pick(i, 4, cardinality($9::text[]))] || ' ' || ($9::text[])[pg_temp.pick(i, 5, cardinality($9::text[]))]
      || '</p><p>' || ($9::text[])[pg_temp.pick(i, 6, cardinality($9::text[]))] || ' Poste ' || machine.name || '.</p>',
    who.client_id, s.id, who.id, a.version_id,
    case when pg_temp.pick(i, 8, 4) > 1 then (array(select id from person where client_id is null order by id))[pg_temp.pick(i, 9, 10)] end
  from generate_series($1::bigint, $2::bigint) i
  cross join lateral (select $4::timestamptz + ($5::timestamptz - $4::timestamptz) * (i::float8 / $3::bigint) as at) came
  cross join lateral (select pg_temp.pick(i, 10, 100) as share) lot
  -- A machine has five tickets in its life, all of the same client.
  cross join lateral (select i % greatest($3::bigint / 5, 1) as number) m
  cross join lateral (select ($10::text[])[1 + m.number % 56] || ($10::text[])[1 + (m.number / 56) % 56] || ($10::text[])[1 + (m.number / 3136) % 56]
    || case when m.number >= 175616 then ($10::text[])[1 + m.number / 175616] else '' end as name) machine
  join contact who on who.at = pg_temp.pick(m.number, 11, (select count(*)::int from contact))
  cross join lateral (select (array(select id from service order by id))[pg_temp.lean(i, 12, 6)] as id) s
  left join agreed a on a.client_id = who.client_id and a.service_id = s.id
  join lateral (select c.id from course c where lot.share <= case when i > $3::bigint * 0.96 then c.recent_until else c.old_until end
    order by c.old_until, c.recent_until limit 1) chosen on true
  join record t on t.id = chosen.id
  order by i`

/** Columns that a copy has of its own; all others it takes from what was told, its instants moved. */
const own: Readonly<Record<string, string>> = {
  id: 'd.id',
  number: 'd.number',
  title: 'd.title',
  description: 'd.description',
  client_id: 'd.client_id',
  service_id: 'd.service_id',
  requester_id: 'd.requester_id',
  assignee_id: 'd.assignee_id',
  agreement_version_id: 'd.agreement_version_id',
  is_breached:
    't.is_breached or (t.closed_at is null and coalesce(t.due_resolution_at + d.shift < now(), false))',
}

const recordSql = async (owner: Client): Promise<string> => {
  const { rows } = await owner.query<{ name: string; isInstant: boolean }>(
    `select attname as name, atttypid = 'timestamptz'::regtype as "isInstant" from pg_attribute
     where attrelid = 'record'::regclass and attnum > 0 and not attisdropped order by attnum`,
  )
  const values = rows.map(
    ({ name, isInstant }) => own[name] ?? (isInstant ? `t.${name} + d.shift` : `t.${name}`),
  )
  return `insert into record (${rows.map(({ name }) => name).join(', ')})
    select ${values.join(', ')} from draft d join record t on t.id = d.course_id order by d.i`
}

/** The entries say what the copy is, in the order in which they were told; the trigger numbers and chains them. */
const copyJournal = async (owner: Client): Promise<void> => {
  await owner.query(`insert into entry select uuidv7(), e.id, d.i
    from draft d join journal_entry e on e.subject_id = d.course_id order by d.i, e.seq`)
  await owner.query('analyze entry')
  const told = (value: string) => `coalesce(to_json(${value})::text, '')`
  const text = (value: string) => `coalesce(to_json(${value})::text, 'null')`
  const changes = [
    ['t.number', 'd.number'],
    ['t.title', 'd.title'],
    ['t.client_id', 'd.client_id'],
    ['t.service_id', 'd.service_id'],
    ['t.requester_id', 'd.requester_id'],
    ['t.agreement_version_id', 'd.agreement_version_id'],
  ].map(([from, to]) => [told(from ?? ''), text(to ?? '')])
  const occurred = `'"occurredAt": ' ||`
  const instant = (value: string) =>
    `to_json(to_char((${value}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))`
  changes.push([
    `${occurred} ${instant('t.occurred_at')}`,
    `${occurred} ${instant('t.occurred_at + d.shift')}`,
  ])
  const body = changes.reduce((inner, [from, to]) => `replace(${inner}, ${from}, ${to})`, 'b.body::text')
  await owner.query(`insert into journal_body (entry_id, body, salt)
    select n.id, (${body})::jsonb, gen_random_bytes(16)
    from entry n join journal_body b on b.entry_id = n.told_id join draft d on d.i = n.i join record t on t.id = d.course_id
    order by n.id`)
  await owner.query(`insert into journal_entry (id, subject_id, at, event, shape, actor_id, visibility)
    select n.id, d.id, e.at + d.shift, e.event, e.shape, e.actor_id, e.visibility
    from entry n join journal_entry e on e.id = n.told_id join draft d on d.i = n.i order by n.id`)
}
