import { DutyFacts, PolicyFacts, ReportFacts, VerificationFacts } from '#contract/duty/api.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { createBaseline } from '../configuration/index.ts'
import { plainActivity, relateRecords, type Activity, type Process, type Work } from '../record/index.ts'
import { clientOfReport } from '../report/index.ts'
import { outcomeOf } from '../verification/index.ts'

const none = { required: [], optional: [] }

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** What was done, in writing: there is no duty without it. Done anew, it may be written anew. */
const perform: Activity = {
  completes: true,
  fields: { required: ['proceedings'], optional: [] },
  isFulfilled: () => false,
  apply: () => ({}),
}

const minute: Activity = { ...perform, isFulfilled: ({ facts }) => isText(facts['proceedings']) }

/** Where everybody finds what top management has approved. */
const definePolicy: Activity = {
  fields: { required: ['policy'], optional: [] },
  isFulfilled: () => false,
  keeps: ({ facts }) => (isText(facts['policy']) ? { policy: facts['policy'] } : {}),
  apply: () => ({}),
}

const plan: Activity = {
  fields: { required: ['plan'], optional: [] },
  isFulfilled: ({ facts }) => isText(facts['plan']),
  apply: () => ({}),
}

/** The baseline is the CMDB's own, taken at the instant of the move. */
const takeBaseline: Activity = {
  fields: { required: [], optional: ['baselineName'] },
  isFulfilled: ({ facts }) => facts['baseline'] !== undefined,
  apply: async (work, fields) => {
    const { context, row } = work
    const { actor } = context
    if (actor === null) throw new Failure('not_possible', { detail: 'a baseline is taken by a person' })
    const given = fields['baselineName']
    const { id, name } = await createBaseline(
      { ...context, actor },
      {
        name: typeof given === 'string' ? given : `${row.title} – ${today(work)}`.slice(0, 120),
        clientId: row.client_id,
        note: row.number,
      },
    )
    return { facts: { baseline: { id, name } } }
  },
}

const today = ({ context, judgement }: Work): string =>
  context.now
    .toZonedDateTimeISO(judgement.timeline.at(-1)?.calendar.zone ?? 'UTC')
    .toPlainDate()
    .toString()

/** Where a campaign compared, its minutes say how many items were verified. */
const verify: Activity = {
  fields: { required: ['itemsVerified'], optional: ['campaign'] },
  isFulfilled: () => false,
  apply: async ({ context, row }, { campaign, itemsVerified }) => {
    if (typeof campaign !== 'string') return {}
    const outcome = await outcomeOf(context.db, campaign)
    if (outcome === null || !concerns(outcome.clientId, row.client_id))
      throw invalid('fields.campaign', 'a closed campaign of this client is expected')
    if (outcome.verified !== itemsVerified)
      throw invalid('fields.itemsVerified', `the campaign verified ${outcome.verified}`)
    return {}
  },
}

/** What is of no client alone concerns each of them. */
const concerns = (one: string | null, other: string | null): boolean =>
  one === null || other === null || one === other

const recordDeviations: Activity = {
  fields: { required: ['deviations', 'causes'], optional: [] },
  isFulfilled: () => false,
  apply: () => ({}),
}

/** What was modified without authority becomes an incident or a request for change; those named are linked. */
const regularise: Activity = {
  fields: { required: ['regularisation'], optional: [] },
  isFulfilled: () => false,
  apply: async ({ context, row }, fields) => {
    const numbers = numbersNamedIn(fields['regularisation'])
    const found = await context.db
      .selectFrom('record')
      .select(['id', 'number'])
      .where('number', 'in', numbers.length === 0 ? [''] : numbers)
      .where('id', '<>', row.id)
      .orderBy('number')
      .execute()
    if (numbers.length === 0 || found.length < numbers.length)
      throw invalid('fields.regularisation', 'the numbers of other tickets are expected: INC-42')
    for (const other of found) await relateRecords(context, row, other)
    return {}
  },
}

const numbersNamedIn = (text: unknown): string[] => [
  ...new Set(typeof text === 'string' ? text.toUpperCase().match(/\b[A-Z]{3}-[1-9]\d{0,9}\b/g) : []),
]

const report: Activity = {
  fields: { required: [], optional: ['report'] },
  isFulfilled: () => false,
  apply: async ({ context, row }, { report: given }) => {
    if (typeof given !== 'string') return {}
    const issued = await clientOfReport(context.db, given)
    if (issued === null || !concerns(issued, row.client_id))
      throw invalid('fields.report', 'a report that was issued to this client is expected')
    return {}
  },
}

const approve: Activity = { fields: none, isFulfilled: () => false, apply: () => ({}) }
const review = plainActivity

const duty = {
  kind: 'ECH',
  values: async () => ({}),
} as const

export const dutyProcesses: readonly Process[] = [
  {
    ...duty,
    key: 'duty',
    facts: DutyFacts,
    activities: { perform, control: plainActivity, approve, minute, review },
  },
  {
    ...duty,
    key: 'configuration-policy',
    facts: PolicyFacts,
    activities: {
      approve,
      'define-policy': definePolicy,
      plan,
      identify: plainActivity,
      'record-items': plainActivity,
      accept: plainActivity,
      'take-baseline': takeBaseline,
      minute,
      review,
    },
  },
  {
    ...duty,
    key: 'configuration-verification',
    facts: VerificationFacts,
    activities: {
      verify,
      'record-deviations': recordDeviations,
      correct: plainActivity,
      regularise,
      minute,
      approve,
      review,
    },
  },
  {
    ...duty,
    key: 'configuration-report',
    facts: ReportFacts,
    activities: { report, acknowledge: plainActivity, minute, approve, review },
  },
]
