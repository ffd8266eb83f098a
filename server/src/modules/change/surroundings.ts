import type { Words } from '#contract/words.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { together, type Database } from '#platform/database/connect.ts'
import type { Planned, Surroundings, Tie } from './conflicts.ts'

/** Of a record `r`: neither over nor carried out, so that its window still lies before it or is going on. */
export const isAhead: RawBuilder<SqlBool> = sql<SqlBool>`(r.closed_at is null
  and coalesce((r.facts ->> 'isImplemented')::boolean, false) = false and coalesce((r.facts ->> 'isBackedOut')::boolean, false) = false)`

/** Who works on the record `id`: whom it is assigned to and those who have a task that is not done. */
const workersOf = (id: RawBuilder<unknown>) =>
  sql`(select x.assignee_id as person_id from record x where x.id = ${id} and x.assignee_id is not null
    union select t.owner_id from change_task t where t.record_id = ${id} and t.owner_id is not null and t.done_at is null)`

/** The items that the change `id` names or has on its sheet. */
const itemsOf = (id: RawBuilder<unknown>) =>
  sql`(select n.ci_id from record_ci n where n.record_id = ${id}
    union select m.ci_id from change_modification m where m.record_id = ${id} and m.ci_id is not null)`

const deepest = 8

/** What lies around the windows of some changes, in as many statements whether they are one or a thousand; hours are read apart. */
export const surroundingsOf = async (
  db: Database,
  ids: readonly string[],
): Promise<Map<string, { planned: Planned; around: Omit<Surroundings, 'hours'> }>> => {
  const [planned, ties, periods, aways] = await together([
    plannedOf(db, ids),
    tiesOf(db, ids),
    periodsOf(db, ids),
    awaysOf(db, ids),
  ])
  const [tied, within, away] = [
    Map.groupBy(ties, ({ subject }) => subject),
    Map.groupBy(periods, ({ subject }) => subject),
    Map.groupBy(aways, ({ subject }) => subject),
  ]
  return new Map(
    planned.map(({ id, ...row }) => [
      id,
      {
        planned: row,
        around: {
          ties: (tied.get(id) ?? []).flatMap(asTie),
          periods: within.get(id) ?? [],
          aways: away.get(id) ?? [],
        },
      },
    ]),
  )
}

const plannedOf = async (db: Database, ids: readonly string[]): Promise<(Planned & { id: string })[]> => {
  const { rows } = await sql<Planned & { id: string }>`
    select r.id, c.window_from as "from", c.window_to as "to", c.outage_minutes as "outageMinutes",
      coalesce((select jsonb_agg(jsonb_build_object('id', w.person_id, 'name', person_name(w.person_id)) order by w.person_id)
        from ${workersOf(sql`r.id`)} w), '[]') as people
    from change c join record r on r.id = c.record_id
    where r.id = any(${[...ids]}::uuid[]) and c.window_from is not null and ${isAhead}`.execute(db)
  return rows
}

interface TieRow {
  subject: string
  how: Tie['how']
  number: string
  title: string
  from: Temporal.Instant
  to: Temporal.Instant
  ours: string | null
  theirs: string | null
  name: string
  personId: string | null
}

/**
 * What some changes have in common with those whose windows overlap theirs. Whether one item needs another is asked from the one that
 * needs, downwards: what an item stands on is little, what stands on it may be everything.
 */
const tiesOf = async (db: Database, ids: readonly string[]): Promise<TieRow[]> => {
  const { rows } = await sql<TieRow>`
    with recursive pair as materialized (
      select s.record_id as subject, o.record_id as other
      from change s join record sr on sr.id = s.record_id
        join change o on tstzrange(o.window_from, o.window_to) && tstzrange(s.window_from, s.window_to) and o.record_id <> s.record_id
          and o.window_from is not null
        join record r on r.id = o.record_id and ${isAhead}
      where s.record_id = any(${[...ids]}::uuid[]) and s.window_from is not null),
    touched as materialized (
      select i.id as record_id, t.ci_id from (select subject as id from pair union select other from pair) i
        cross join lateral ${itemsOf(sql`i.id`)} t),
    -- A layer at a time: one look for all of its items.
    reached (start, ids, depth) as (
      select distinct ci_id, array[ci_id], 0 from touched
      union all
      select w.start, n.ids, w.depth + 1 from reached w cross join lateral (select array_agg(distinct n.carrier_id) as ids
        from ci_relation n where n.carried_id = any(w.ids) and n.valid_to = 'infinity' and n.carrier_id is not null) n
      where w.depth < ${deepest} and n.ids is not null),
    needs as materialized (select distinct w.start, i.id from reached w cross join lateral unnest(w.ids) i (id)
      where w.depth > 0 and i.id <> w.start and i.id in (select ci_id from touched)),
    tie as (
      select p.subject, p.other, 'same-item' as how, a.ci_id as ours, a.ci_id as theirs, null::uuid as person_id
        from pair p join touched a on a.record_id = p.subject join touched b on b.record_id = p.other and b.ci_id = a.ci_id
      union all
      select p.subject, p.other, 'depends-on', a.ci_id, b.ci_id, null
        from pair p join touched a on a.record_id = p.subject join needs n on n.start = a.ci_id
          join touched b on b.record_id = p.other and b.ci_id = n.id
      union all
      select p.subject, p.other, 'carries', a.ci_id, b.ci_id, null
        from pair p join touched b on b.record_id = p.other join needs n on n.start = b.ci_id
          join touched a on a.record_id = p.subject and a.ci_id = n.id
      union all
      select p.subject, p.other, 'person-twice', null, null, a.person_id
        from pair p cross join lateral ${workersOf(sql`p.subject`)} a
          join lateral ${workersOf(sql`p.other`)} b on b.person_id = a.person_id)
    select t.subject, t.how, r.number, r.title, c.window_from as "from", c.window_to as "to", mine.number as ours, their.number as theirs,
      coalesce(st.name, person_name(t.person_id), '') as name, t.person_id as "personId", r.id as other
    from tie t join record r on r.id = t.other join change c on c.record_id = r.id
      left join ci mine on mine.id = t.ours left join ci their on their.id = t.theirs
      left join ci_state st on st.ci_id = t.theirs and st.valid_to = 'infinity'
    union all
    -- Whoever goes on a visit meanwhile, for another ticket.
    select s.record_id, 'person-twice', r.number, r.title, i.planned_from, i.planned_until, null, null, coalesce(person_name(w.person_id), ''),
      w.person_id, r.id
    from change s join intervention i on i.planned_from < s.window_to and i.planned_until > s.window_from and i.state in ('planned', 'started')
        and i.record_id <> s.record_id
      join intervention_person g on g.intervention_id = i.id join lateral ${workersOf(sql`s.record_id`)} w on w.person_id = g.person_id
      join record r on r.id = i.record_id
    where s.record_id = any(${[...ids]}::uuid[]) and s.window_from is not null
    order by "from", other, how, ours, theirs`.execute(db)
  return rows
}

const asTie = ({ how, number, title, from, to, ours, theirs, name, personId }: TieRow): Tie[] => {
  const other = { number, title, from, to }
  if (how === 'person-twice') return personId === null ? [] : [{ how, other, person: { id: personId, name } }]
  return ours === null || theirs === null ? [] : [{ how, other, item: { ours, theirs, name } }]
}

type Period = Surroundings['periods'][number] & { subject: string }

/**
 * Freezes and critical periods that concern a change: those for all; those of its client, or of the owner of an item of it; those of a
 * service that it is about or that stands on an item of it. One client's item concerns no other client's period.
 */
const periodsOf = async (db: Database, ids: readonly string[]): Promise<Period[]> => {
  const { rows } = await sql<{
    subject: string
    id: string
    kind: 'freeze' | 'critical-period'
    name: Words
    reason: string
    clientId: string | null
    clientName: string | null
    from: Temporal.Instant
    to: Temporal.Instant
  }>`
    with recursive pair as materialized (
      select r.id as subject, r.client_id, r.service_id, f.id as period, f.client_id as frozen_client,
        exists (select from change_freeze_service v where v.freeze_id = f.id) as is_of_services
      from change c join record r on r.id = c.record_id
        join change_freeze f on tstzrange(f.starts_at, f.ends_at) && tstzrange(c.window_from, c.window_to) and f.ended_at is null
      where r.id = any(${[...ids]}::uuid[]) and c.window_from is not null),
    zone as materialized (
      select p.period, v.service_id from (select distinct period, frozen_client, is_of_services from pair) p
        join change_freeze_service v on v.freeze_id = p.period
      union select p.period, a.service_id from (select distinct period, frozen_client, is_of_services from pair) p
        join agreement a on a.client_id = p.frozen_client and a.ended_at is null where not p.is_of_services),
    reached (start, id, depth) as (
      select distinct service_id, service_id, 0 from zone
      union
      select w.start, n.carrier_id, w.depth + 1 from reached w join ci_relation n on n.carried_id = w.id and n.valid_to = 'infinity'
      where w.depth < ${deepest} and n.carrier_id is not null),
    hit as materialized (
      select distinct p.subject, p.period from pair p cross join lateral ${itemsOf(sql`p.subject`)} t
        left join ci_state s on s.ci_id = t.ci_id and s.valid_to = 'infinity'
      where (s.client_id = p.frozen_client and not p.is_of_services)
        or ((p.frozen_client is null or s.client_id is null or s.client_id = p.frozen_client)
          and t.ci_id in (select w.id from reached w join zone z on z.service_id = w.start where z.period = p.period)))
    select p.subject, f.id, f.kind, f.name, f.reason, f.client_id as "clientId", cl.name as "clientName", f.starts_at as "from", f.ends_at as "to"
    from pair p join change_freeze f on f.id = p.period left join client cl on cl.id = f.client_id
    where (p.frozen_client is null and not p.is_of_services)
      or ((p.frozen_client is null or p.frozen_client = p.client_id)
        and (not p.is_of_services or exists (select from change_freeze_service v where v.freeze_id = f.id and v.service_id = p.service_id)))
      or (p.subject, p.period) in (select subject, period from hit)
    order by f.starts_at, f.id`.execute(db)
  return rows.map(({ clientId, clientName, ...row }) => ({
    ...row,
    client: clientId === null ? null : { id: clientId, name: clientName ?? '' },
  }))
}

type Away = Surroundings['aways'][number] & { subject: string }

const awaysOf = async (db: Database, ids: readonly string[]): Promise<Away[]> => {
  const { rows } = await sql<Away>`
    select c.record_id as subject, a.person_id as "personId", a.starts_at as "from", a.ends_at as "to"
    from change c cross join lateral ${workersOf(sql`c.record_id`)} w
      join absence a on a.person_id = w.person_id and a.ended_at is null and a.starts_at < c.window_to and a.ends_at > c.window_from
    where c.record_id = any(${[...ids]}::uuid[]) and c.window_from is not null
    order by a.starts_at, a.id`.execute(db)
  return rows
}
