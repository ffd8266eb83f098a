import type { problemApi } from '#contract/problem/api.ts'
import type { KnownErrorMatch } from '#contract/problem/shape.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { invalid } from '#platform/failure.ts'
import { findRow } from '../record/index.ts'
import { scoreOf } from './score.ts'

type Input = z.output<(typeof problemApi)['matches']['input']>

interface Asked {
  title: string
  service: string | null
  cis: readonly string[]
  recordId: string | null
}

interface Row {
  number: string
  title: string
  symptom: string
  workaround: string
  state: 'open' | 'accepted'
  service_name: string | null
  alike: number
  shares_service: boolean
  cis: string[]
  is_applied: boolean
}

/** What a small firm has open at most, the latest: more is not compared while somebody types. */
const latest = 500

/** Known errors that may explain an incident, and why it is thought so: its words, its items, its service. */
export const matchKnownErrors = async (context: Context, input: Input) => {
  const asked = await askedFor(context, input)
  const { rows } = await sql<Row>`
    select k.number, r.title, k.symptom, k.workaround, k.state, s.name as service_name,
      greatest(word_similarity(plain(${asked.title}), plain(k.symptom)), similarity(plain(${asked.title}), plain(r.title)),
        similarity(plain(${asked.title}), plain(k.symptom))) as alike,
      coalesce(k.service_id = ${asked.service}::uuid, false) as shares_service,
      array(select c.number from record_ci rc join ci c on c.id = rc.ci_id
        where rc.record_id = k.record_id and c.number = any(${asked.cis}::text[]) order by c.number) as cis,
      exists (select from known_error_use u where u.known_error_id = k.id and u.record_id = ${asked.recordId}::uuid
        and u.workaround_number = k.workaround_number) as is_applied
    from (select * from known_error where state in ('open', 'accepted') order by updated_at desc, id desc limit ${latest}) k
      join record r on r.id = k.record_id left join service s on s.id = k.service_id`.execute(context.db)
  return { items: rows.flatMap(asMatch).sort(byLikeness).slice(0, 5) }
}

const askedFor = async (context: Context, input: Input): Promise<Asked> => {
  if (input.record === undefined) {
    if (input.title === undefined) throw invalid('title', 'a title or a record is expected')
    return {
      title: input.title,
      service: input.service ?? null,
      cis: input.cis ?? [],
      recordId: null,
    }
  }
  const row = await findRow(context, input.record)
  const named = await context.db
    .selectFrom('record_ci as rc')
    .innerJoin('ci as c', 'c.id', 'rc.ci_id')
    .select('c.number')
    .where('rc.record_id', '=', row.id)
    .execute()
  return {
    title: row.title,
    service: row.service_id,
    cis: named.map(({ number }) => number),
    recordId: row.id,
  }
}

const asMatch = (row: Row): z.input<typeof KnownErrorMatch>[] => {
  const found = scoreOf({ alike: row.alike, sharesService: row.shares_service, items: row.cis.length })
  if (found === null && !row.is_applied) return []
  return [
    {
      number: row.number,
      title: row.title,
      symptom: row.symptom,
      workaround: row.workaround,
      state: row.state,
      serviceName: row.service_name,
      likeness: found?.likeness ?? 0,
      why: found?.why ?? [],
      cis: row.cis,
      isApplied: row.is_applied,
    },
  ]
}

const byLikeness = (a: { likeness: number }, b: { likeness: number }): number => b.likeness - a.likeness
