import { ProcedureContent, ProcessKey, type procedureApi } from '#contract/procedure/api.ts'
import { Words } from '#contract/words.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/failure.ts'
import { addVersion, liveVersions, mayDraft } from '../artefact/index.ts'
import { Failure } from '#platform/failure.ts'
import { compile } from './compile.ts'

type Input<Name extends keyof typeof procedureApi> = z.output<(typeof procedureApi)[Name]['input']>

export const listProcedures = async (context: Context) => {
  const { db, now } = context
  const artefacts = await db
    .selectFrom('artefact')
    .select(['id', 'key', 'name'])
    .where('kind', '=', 'procedure')
    .where('client_id', 'is', null)
    .orderBy('key')
    .execute()
  const live = await liveVersions(
    db,
    artefacts.map(({ key }) => ({ kind: 'procedure' as const, key })),
    now,
  )
  const open = await db
    .selectFrom('record as r')
    .innerJoin('artefact_version as v', 'v.id', 'r.procedure_version_id')
    .select(['v.artefact_id', (record) => record.fn.countAll<number>().as('open')])
    .where('r.closed_at', 'is', null)
    .groupBy('v.artefact_id')
    .execute()
  const dates = await db
    .selectFrom('artefact_version')
    .select(['id', 'in_force_from'])
    .where('id', 'in', [...live.map(({ id }) => id), zero])
    .execute()
  return {
    items: artefacts.map(({ id, key, name }) => {
      const version = live.find(({ artefactId }) => artefactId === id)
      const from = dates.find((date) => date.id === version?.id)?.in_force_from ?? null
      return {
        key: ProcessKey.parse(key),
        name: Words.parse(name),
        artefactId: id,
        inForce:
          version === undefined || from === null
            ? null
            : { versionId: version.id, number: version.number, from },
        openRecords: open.find(({ artefact_id }) => artefact_id === id)?.open ?? 0,
      }
    }),
  }
}

const zero = '00000000-0000-0000-0000-000000000000'

export const readProcedure = async (context: Context, { key, version }: Input<'read'>) => {
  const summary = (await listProcedures(context)).items.find((item) => item.key === key)
  if (summary === undefined) throw notFound()
  const versionId = version ?? (await liveId(context, key))
  const row = await context.db
    .selectFrom('artefact_version')
    .select('content')
    .where('id', '=', versionId)
    .where('artefact_id', '=', summary.artefactId)
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return { ...summary, versionId, ...ProcedureContent.parse(row.content) }
}

const liveId = async ({ db, now }: Context, key: z.infer<typeof ProcessKey>): Promise<string> => {
  const [live] = await liveVersions(db, [{ kind: 'procedure', key }], now)
  if (live === undefined) throw notFound()
  return live.id
}

/** Would this diagram be accepted? Everything that is wrong with it is named. */
export const checkProcedure = async (_context: Context, { xml }: Input<'check'>) => {
  const compiled = await compile(xml)
  return 'refusals' in compiled
    ? { procedure: null, refusals: compiled.refusals }
    : { procedure: compiled.procedure, refusals: [] }
}

export const uploadProcedure = async (context: Context, { key, xml, note }: Input<'upload'>) => {
  if (!mayDraft(context.actor)) throw new Failure('forbidden')
  const artefact = await context.db
    .selectFrom('artefact')
    .select('id')
    .where('kind', '=', 'procedure')
    .where('key', '=', key)
    .where('client_id', 'is', null)
    .executeTakeFirst()
  if (artefact === undefined) throw notFound()
  const versionId = await addVersion(context, artefact.id, { content: { xml }, note: note ?? '' })
  const { number } = await context.db
    .selectFrom('artefact_version')
    .select('number')
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow()
  return { versionId, number }
}

interface StepTraffic {
  id: string
  now: number
  visits: number
  medianMinutes: number | null
}

/** Real records over the drawing. Durations are of visits that ended; what waits still would pull the median down. */
export const readTraffic = async (context: Context, { key, version, from, to }: Input<'traffic'>) => {
  const { db } = context
  const versionId = version ?? (await liveId(context, key))
  const since = from ?? '1970-01-01'
  const until = to ?? '9999-12-31'
  const visits = sql`select v.*, lead(v.step) over w as next, lead(v.at) over w as left_at from record_visit v
    where v.procedure_version_id = ${versionId} and v.at >= ${since}::date and v.at < ${until}::date + 1
    window w as (partition by v.record_id order by v.number)`
  const [steps, moves, records, overrides] = await Promise.all([
    sql<StepTraffic>`with visits as (${visits}) select s.step as id, s.visits::int,
        (select count(*)::int from record r where r.procedure_version_id = ${versionId} and r.step = s.step and r.closed_at is null) as now,
        s.median as "medianMinutes"
      from (select step, count(*) as visits,
        percentile_cont(0.5) within group (order by extract(epoch from left_at - at) / 60) filter (where left_at is not null and why <> 'passed') as median
        from visits group by step) s`.execute(db),
    sql<{ from: string; to: string; count: number }>`with visits as (${visits})
      select step as "from", next as "to", count(*)::int as count from visits where next is not null group by 1, 2`.execute(
      db,
    ),
    sql<{
      count: number
    }>`with visits as (${visits}) select count(distinct record_id)::int as count from visits`.execute(db),
    sql<{ number: string; from: string; to: string; at: Temporal.Instant; reason: string }>`
      select r.number, b.body ->> 'from' as "from", b.body ->> 'to' as "to", e.at, b.body ->> 'reason' as reason
      from journal_entry e join journal_body b on b.entry_id = e.id join record r on r.id = e.subject_id
      where e.event = 'record.overridden' and r.procedure_version_id = ${versionId} order by e.at desc limit 200`.execute(
      db,
    ),
  ])
  return {
    records: records.rows[0]?.count ?? 0,
    steps: steps.rows,
    moves: moves.rows,
    overrides: overrides.rows,
  }
}
