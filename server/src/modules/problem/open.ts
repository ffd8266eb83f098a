import type { OpenProblem } from '#contract/problem/api.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { ensure } from '#platform/policy.ts'
import { openRecord, readRecord, type RecordRow, type WorkContext } from '../record/index.ts'
import { judgedByLevel, liveLevels } from './levels.ts'
import { keepOnIncidents, linkIncidents, lockIncidents } from './link.ts'
import { mayOpen } from './policy.ts'

type Given = z.output<typeof OpenProblem>

export const openProblem = async (context: Context, given: Given) => {
  ensure(mayOpen(context.actor))
  const incidents = await lockIncidents(context, given.incidents ?? [])
  const opened = await beginProblem(context, given, incidents)
  await keepOnIncidents(context, opened.number, incidents)
  return readRecord(context, { number: opened.number })
}

/** From one incident, at the step that asks for its problem. */
export const openFromIncident = (context: WorkContext, incident: RecordRow): Promise<RecordRow> =>
  beginProblem(context, { title: incident.title }, [incident])

const beginProblem = async (
  context: WorkContext,
  given: Given,
  incidents: readonly RecordRow[],
): Promise<RecordRow> => {
  const { db, now, emit } = context
  const { level, causeCategory } = given
  const origin = given.origin ?? (incidents.length > 0 ? 'incident' : 'other')
  const levels = level === undefined ? null : await liveLevels(db, now)
  const model =
    levels === null || level === undefined ? null : await judgedByLevel(db, { versionId: levels.id, level })
  const opened = await openRecord(context, {
    process: 'problem',
    kind: 'PRB',
    report: {
      title: given.title,
      description: given.description,
      clientId: given.clientId === undefined ? shared(incidents, 'client_id') : given.clientId,
      serviceId: given.serviceId === undefined ? shared(incidents, 'service_id') : given.serviceId,
      assigneeId: given.assigneeId,
      channel: 'internal',
      cis: [...new Set([...(given.cis ?? []), ...(await itemsOf(context, incidents))])].slice(0, most),
    },
    facts: {
      origin,
      ...(level === undefined ? {} : { level }),
      ...(causeCategory === undefined ? {} : { causeCategory }),
    },
    ...(model === null || level === undefined ? {} : { model, level }),
  })
  await linkIncidents(context, opened, incidents)
  const audience = { number: opened.number }
  await emit({
    subject: opened.id,
    event: 'problem.opened',
    body: { origin, level: level ?? null, incidents: incidents.map(({ number }) => number) },
    audience,
  })
  if (model !== null && level !== undefined)
    await emit({
      subject: opened.id,
      event: 'problem.classified',
      body: { level, levelsVersion: model.id, causeCategory: causeCategory ?? null },
      audience,
    })
  return opened
}

const most = 100

/** What all incidents have in common; nothing where they differ. */
const shared = (incidents: readonly RecordRow[], column: 'client_id' | 'service_id'): string | null => {
  const values = new Set(incidents.map((incident) => incident[column]))
  const [only] = values
  return values.size === 1 ? (only ?? null) : null
}

/** The items that the incidents name and that are there still. */
const itemsOf = async ({ db }: WorkContext, incidents: readonly RecordRow[]): Promise<string[]> => {
  if (incidents.length === 0) return []
  const ids = incidents.map(({ id }) => id)
  const { rows } = await sql<{ number: string }>`select distinct c.number from record_ci rc
    join ci c on c.id = rc.ci_id and c.merged_into_id is null
    join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity'
    where rc.record_id = any(${ids}::uuid[])`.execute(db)
  return rows.map(({ number }) => number)
}
