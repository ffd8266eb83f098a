import { IncidentFacts } from '#contract/incident/api.ts'
import { sql } from 'kysely'
import { answerLinkProblem } from '../problem/index.ts'
import { plainActivity, type Activity, type Process, type Work } from '../record/index.ts'

const none = { required: [], optional: [] }

/** Task 4.1.1 step 2: nothing is recorded without a title, and the server says when. */
const record: Activity = {
  fields: none,
  isFulfilled: ({ row }) => row.title !== '',
  apply: () => ({}),
}

/** Service, category, urgency and impact make the priority; the category may wait, the grid may not. */
const classify: Activity = {
  fields: { required: ['serviceId', 'urgency', 'impact'], optional: ['categoryId', 'assigneeId', 'teamId'] },
  isFulfilled: ({ row }) => row.service_id !== null && row.urgency !== null && row.impact !== null,
  apply: () => ({}),
}

/** The change that the solution needed was not made: another way is looked for. */
const isTurnedDown = (facts: Work['facts']): boolean =>
  typeof facts['outcome'] === 'string' && facts['outcome'] !== 'implemented'

/** A caller whose trouble is known is helped at once: the solution came with the report. */
const diagnose: Activity = {
  fields: {
    required: [],
    optional: ['causeKnown', 'causeCode', 'isWorkaround', 'touchesControlledCi', 'supplierResult'],
  },
  isFulfilled: ({ facts }) =>
    typeof facts['solution'] === 'string' && !isTurnedDown(facts) ? { move: 'solution-found' } : false,
  apply: () => ({}),
}

const apply: Activity = {
  fields: { required: [], optional: ['isWorkaround'] },
  isFulfilled: ({ facts }) => facts['isApplied'] === true,
  apply: () => ({ facts: { isApplied: true } }),
}

/** The clock stops here. « Confirmé de vive voix » is the client's word, taken on the telephone. */
const resolve: Activity = {
  completes: true,
  fields: {
    required: ['solution'],
    optional: ['confirmedBy', 'causeCode', 'isWorkaround', 'causeKnown', 'minutes', 'touchesPersonalData'],
  },
  isFulfilled: () => false,
  apply: ({ context }, fields) => ({
    row: { resolved_at: context.now },
    facts: typeof fields['causeCode'] === 'string' ? { causeKnown: fields['causeCode'] !== 'unknown' } : {},
  }),
}

const confirm: Activity = { ...plainActivity, fields: { required: [], optional: ['comment'] } }

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** A problem is opened, or one that is there is named, or somebody says why there is none. */
const linkProblem: Activity = {
  fields: { required: [], optional: ['openProblem', 'problem', 'problemReason'] },
  isFulfilled: ({ facts }) => textIn(facts['problem']) !== null || textIn(facts['problemReason']) !== null,
  apply: async ({ context, row, facts }, fields) => {
    const isKnown = textIn(facts['problem']) !== null && fields['problem'] === undefined
    if (isKnown && fields['openProblem'] !== true) return {}
    const problem = await answerLinkProblem(context, row, {
      opens: fields['openProblem'] === true,
      problem: textIn(fields['problem']),
      reason: textIn(facts['problemReason']),
    })
    return problem === null ? {} : { facts: { problem } }
  },
}

const close: Activity = {
  fields: { required: ['causeCode'], optional: ['solution', 'causeKnown', 'minutes'] },
  isFulfilled: ({ facts }) => typeof facts['causeCode'] === 'string' && typeof facts['solution'] === 'string',
  apply: () => ({}),
}

/** One named leader, and why it is major (figure 1 bis). */
const declareMajor: Activity = {
  fields: { required: ['leaderId', 'criteria'], optional: [] },
  isFulfilled: ({ facts }) => typeof facts['leaderId'] === 'string' && typeof facts['criteria'] === 'string',
  apply: (_work, fields) => ({
    row: typeof fields['leaderId'] === 'string' ? { assignee_id: fields['leaderId'] } : {},
  }),
}

const review: Activity = {
  fields: { required: ['review'], optional: [] },
  isFulfilled: ({ facts }) => typeof facts['review'] === 'string',
  apply: () => ({}),
}

const takeBack: Activity = {
  ...plainActivity,
  fields: { required: [], optional: ['supplierResult', 'causeCode', 'causeKnown'] },
}

const activities: Process['activities'] = {
  record,
  classify,
  diagnose,
  apply,
  resolve,
  confirm,
  close,
  review,
  'link-problem': linkProblem,
  'declare-major': declareMajor,
  'delegate-supplier': plainActivity,
  'take-back': takeBack,
  'activate-plan': plainActivity,
  approve: plainActivity,
}

const recurrences = async ({ context, row }: Work) => {
  const { rows } = await sql<{
    recurrences: number
  }>`select recurrences(${row.id}::uuid, ${context.now}) as recurrences`.execute(context.db)
  return { recurrences: rows[0]?.recurrences ?? 0 }
}

export const incidentProcess: Process = {
  key: 'incident',
  kind: 'INC',
  facts: IncidentFacts,
  activities,
  // Only a record that exists can have happened before; at its opening no condition asks.
  values: async (work) => (work.row.step === '' ? { recurrences: 0 } : recurrences(work)),
}

/** The same record, after it was declared major. */
export const majorIncidentProcess: Process = { ...incidentProcess, key: 'major-incident' }
