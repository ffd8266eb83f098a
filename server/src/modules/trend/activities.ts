import { createHash } from 'node:crypto'
import { TrendReviewFacts } from '#contract/trend/api.ts'
import { Failure } from '#platform/failure.ts'
import { plainActivity, type Activity, type Process, type Work } from '../record/index.ts'
import { gatherFindings } from './gather.ts'
import { minutesOf } from './minutes.ts'

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Findings are written down as they are at the instant of the move: what is decided is decided of these. */
const gather: Activity = {
  fields: { required: [], optional: ['periodFrom', 'periodTo'] },
  isFulfilled: () => false,
  apply: async ({ context, row, facts }, fields) => {
    const given = { from: textIn(fields['periodFrom']), to: textIn(fields['periodTo']) }
    const period = given.from === undefined && given.to === undefined ? monthBefore(facts) : given
    return { facts: { findings: await gatherFindings(context, row, period) } }
  },
}

/** Of the day that the review is due: a review that is late looks at its own month all the same. */
const monthBefore = (facts: Work['facts']): { from?: string; to?: string } => {
  const dueOn = textIn(Reflect.get(Object(facts['duty']), 'dueOn'))
  if (dueOn === undefined) return {}
  const month = Temporal.PlainDate.from(dueOn).with({ day: 1 })
  return { from: month.subtract({ months: 1 }).toString(), to: month.subtract({ days: 1 }).toString() }
}

const decide: Activity = {
  completes: true,
  fields: { required: [], optional: [] },
  isFulfilled: () => false,
  apply: async ({ context, row }) => {
    const open = await context.db
      .selectFrom('trend_finding')
      .select((of) => of.fn.countAll<number>().as('n'))
      .where('review_id', '=', row.id)
      .where('decision', 'is', null)
      .executeTakeFirstOrThrow()
    if (open.n > 0) throw new Failure('not_possible', { detail: `${open.n} findings are not decided yet` })
    return {}
  },
}

const minute: Activity = {
  completes: true,
  fields: { required: ['participants', 'proceedings'], optional: [] },
  isFulfilled: () => false,
  apply: () => ({}),
}

/** Top management puts its name to the text as it stands; from here on nothing of it changes. */
const approve: Activity = {
  fields: { required: [], optional: [] },
  isFulfilled: () => false,
  apply: async ({ context, row, facts }, _fields, move) => {
    if (move.sets?.['signed'] !== true) return { facts: { signed: false } }
    const { db, actor, now, emit } = context
    if (actor === null) throw new Failure('not_possible', { detail: 'a report is signed by a person' })
    const minutes = await minutesOf(db, row.id, TrendReviewFacts.partial().parse(facts))
    const sha256 = createHash('sha256').update(minutes).digest('hex')
    const signed = await db
      .updateTable('trend_review')
      .set({ minutes, sha256, signed_at: now, signed_by: actor.id })
      .where('record_id', '=', row.id)
      .returning('record_id')
      .executeTakeFirst()
    if (signed === undefined) throw new Failure('not_possible', { detail: 'no findings were gathered' })
    await emit({
      subject: row.id,
      event: 'trend.signed',
      body: { sha256 },
      audience: { number: row.number },
    })
    return {}
  },
}

export const trendReviewProcess: Process = {
  key: 'trend-review',
  kind: 'ECH',
  facts: TrendReviewFacts,
  activities: {
    'gather-trends': gather,
    'decide-findings': decide,
    minute,
    approve,
    review: plainActivity,
  },
  values: async () => ({}),
}
