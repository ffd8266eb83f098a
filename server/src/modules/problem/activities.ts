import { ProblemFacts } from '#contract/problem/shape.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { type Activity, type Process, type Work } from '../record/index.ts'
import { keepKnownError } from './known-error.ts'
import { levelOf, liveLevels } from './levels.ts'

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const record: Activity = {
  fields: { required: [], optional: [] },
  isFulfilled: ({ row }) => row.title !== '',
  apply: () => ({}),
}

/** The level of figure 19 is the priority; the version that says so is pinned with it. */
const classify: Activity = {
  fields: { required: ['level'], optional: ['causeCategory', 'assigneeId', 'teamId'] },
  isFulfilled: ({ facts }) => (typeof facts['level'] === 'number' ? { move: 'investigate' } : false),
  apply: async ({ context, row, facts }) => {
    const { level, causeCategory } = ProblemFacts.parse(pick(facts, ['level', 'causeCategory']))
    if (level === undefined) return {}
    const version = await liveLevels(context.db, context.now)
    await context.emit({
      subject: row.id,
      event: 'problem.classified',
      body: { level, levelsVersion: version.id, causeCategory: causeCategory ?? null },
      audience: { number: row.number },
    })
    return { row: { priority: level, model_version_id: version.id } }
  },
}

const pick = (facts: Work['facts'], keys: readonly string[]) =>
  Object.fromEntries(Object.entries(facts).filter(([key, value]) => keys.includes(key) && value !== null))

/** Where the cause is said the clock stops: what is found is dated and signed. */
const analyse: Activity = {
  fields: { required: [], optional: ['causeCategory'] },
  isFulfilled: () => false,
  apply: async ({ context, row }, fields) => {
    const cause = textIn(fields['cause'])
    if (cause === null) return {}
    await context.emit({
      subject: row.id,
      event: 'problem.cause-found',
      body: { cause },
      audience: { number: row.number },
    })
    return {}
  },
}

const contribute: Activity = {
  fields: { required: ['supplierResult'], optional: [] },
  isFulfilled: () => false,
  apply: () => ({}),
}

/** A known error has a symptom and a way round it, or says that there is none. */
const publish: Activity = {
  fields: { required: ['symptom', 'workaround'], optional: [] },
  isFulfilled: () => false,
  apply: async (work, fields) => {
    await writeGiven(work, fields)
    // What came of an earlier change says nothing of the next one.
    return { facts: { outcome: null } }
  },
}

/** What was said with the move goes into the register. */
const writeGiven = async ({ context, row, facts }: Work, fields: Readonly<Record<string, unknown>>) => {
  const { actor } = context
  const [symptom, workaround] = [textIn(facts['symptom']), textIn(facts['workaround'])]
  const isGiven = fields['symptom'] !== undefined || fields['workaround'] !== undefined
  if (!isGiven || actor === null || symptom === null || workaround === null) return
  await keepKnownError({ ...context, actor }, row, {
    symptom,
    workaround,
    cause: textIn(facts['cause']) ?? undefined,
  })
}

const fix: Activity = {
  fields: { required: ['solution'], optional: [] },
  isFulfilled: () => false,
  apply: () => ({}),
}

/** Calendar days without a recurrence. */
export const windowDays = 30

export const windowEnd = (from: Temporal.Instant): Temporal.Instant => from.add({ hours: windowDays * 24 })

/** Before the window is over, or after a recurrence, « efficace » wants a reason. */
const verify: Activity = {
  completes: true,
  fields: { required: [], optional: ['reason', 'solution'] },
  isFulfilled: () => false,
  timersAt: ({ step_entered_at }) => windowEnd(step_entered_at),
  apply: async ({ context, row }, fields, move) => {
    const isSaidEffective = !(move.fields ?? []).includes('reason')
    if (!isSaidEffective || textIn(fields['reason']) !== null) return {}
    const recurred = await context.db
      .selectFrom('problem_recurrence')
      .select('incident_id')
      .where('problem_id', '=', row.id)
      .where('at', '>', row.step_entered_at)
      .limit(1)
      .executeTakeFirst()
    const isEarly = Temporal.Instant.compare(context.now, windowEnd(row.step_entered_at)) < 0
    if (isEarly || recurred !== undefined)
      throw new Failure('reason_required', { errors: [{ path: 'fields.reason', message: 'required' }] })
    return {}
  },
}

/** On its review date an accepted error goes back to who accepted it. */
const accept: Activity = {
  fields: { required: [], optional: [] },
  isFulfilled: () => false,
  timersAt: ({ facts }) => reviewAt(facts),
  apply: () => ({}),
}

const reviewAt = (facts: unknown): Temporal.Instant | null => {
  const day: unknown = Reflect.get(Object(facts), 'reviewOn')
  if (typeof day !== 'string') return null
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'UTC', plainTime: '06:00' }).toInstant()
}

/** Top management lives with it until a date, or does not. */
const approve: Activity = {
  fields: { required: [], optional: ['reason'] },
  isFulfilled: () => false,
  apply: async (work, fields, move) => {
    const { context, row, facts } = work
    if (move.sets?.['accepted'] !== true) {
      if (facts['accepted'] === true) await setState(work, { state: 'open', review_on: null })
      return { facts: { accepted: false } }
    }
    const review = reviewAt(fields)
    if (review === null || Temporal.Instant.compare(review, context.now) <= 0)
      throw invalid('fields.reviewOn', 'a day to come is expected')
    await writeGiven(work, fields)
    await setState({ context, row }, { state: 'accepted', review_on: String(fields['reviewOn']) })
    return {}
  },
}

const setState = async (
  { context, row }: Pick<Work, 'context' | 'row'>,
  change: { state: 'open' | 'accepted'; review_on: string | null },
): Promise<void> => {
  await context.db
    .updateTable('known_error')
    .set({ ...change, updated_at: context.now })
    .where('record_id', '=', row.id)
    .execute()
}

const review: Activity = {
  fields: { required: ['review'], optional: [] },
  isFulfilled: () => false,
  apply: () => ({}),
}

const close: Activity = {
  fields: { required: [], optional: ['solution'] },
  isFulfilled: () => false,
  apply: () => ({}),
}

export const problemProcess: Process = {
  key: 'problem',
  kind: 'PRB',
  facts: ProblemFacts,
  activities: {
    record,
    classify,
    analyse,
    contribute,
    'publish-known-error': publish,
    fix,
    verify,
    accept,
    approve,
    review,
    close,
  },
  values: async () => ({}),
  levelOf,
}
