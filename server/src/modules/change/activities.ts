import { ChangeFacts } from '#contract/change/api.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { plainActivity, type Activity, type Process, type Work } from '../record/index.ts'
import { applySheet } from './apply.ts'
import { awaitedFrom } from './awaited.ts'
import { revertSheet } from './revert.ts'
import { classifiedIn, findChange } from './row.ts'
import { stateOf } from './rounds.ts'
import { submitChange } from './submit.ts'

const none = { required: [], optional: [] }

const record: Activity = { fields: none, isFulfilled: ({ row }) => row.title !== '', apply: () => ({}) }

/** Type, severity and impact decide who is asked. */
const classify: Activity = {
  fields: {
    required: ['changeType', 'severity', 'changeImpact'],
    optional: ['isBySupplier', 'inRelease', 'assigneeId'],
  },
  isFulfilled: ({ facts }) => {
    const { changeType, severity, changeImpact } = classifiedIn(facts)
    return changeType !== null && changeType !== 'standard' && severity !== null && changeImpact !== null
  },
  apply: (_work, fields) => {
    if (fields['changeType'] === 'standard')
      throw invalid('fields.changeType', 'a standard change is begun by its model')
    return {}
  },
}

/** An empty assessment leads nowhere. */
const assess: Activity = {
  fields: none,
  isFulfilled: () => false,
  apply: async ({ context, row }) => {
    const { risk_score } = await findChange(context.db, row.id)
    if (risk_score === null)
      throw new Failure('missing_fields', { errors: [{ path: 'risk', message: 'required' }] })
    return {}
  },
}

const plan: Activity = {
  fields: { required: [], optional: ['isBySupplier', 'inRelease', 'supplierId', 'reference'] },
  isFulfilled: () => false,
  apply: () => ({}),
}

/** Decided by those whom the table of actors names, each under its own name; the last decision leads on. */
const approve: Activity = { ...plainActivity, isLeftByProduct: true, begins: submitChange }

const build: Activity = { ...plainActivity, fields: { required: [], optional: ['supplierResult'] } }

const test: Activity = {
  fields: { required: [], optional: ['testResult'] },
  isFulfilled: () => false,
  apply: (work, fields) => keepText(work, { test_result: fields['testResult'] }, ['testResult']),
}

/** Where it is said that it is done, the whole sheet is applied at once. */
const implement: Activity = {
  completes: true,
  fields: none,
  isFulfilled: () => false,
  apply: async (work, _fields, { sets }) => {
    if (sets?.['isImplemented'] === true) await applySheet(work)
    return {}
  },
}

const backOut: Activity = {
  ...plainActivity,
  apply: async (work) => {
    await revertSheet(work)
    return {}
  },
}

/** What a release has put into production is applied here; what was applied already passes. */
const checkConfiguration: Activity = {
  fields: none,
  isFulfilled: ({ facts }) => classifiedIn(facts).isImplemented,
  apply: async (work) => {
    if (classifiedIn(work.facts).isImplemented) return {}
    await applySheet(work)
    return { facts: { isImplemented: true } }
  },
}

const review: Activity = {
  fields: { required: ['review', 'objective'], optional: [] },
  isFulfilled: () => false,
  apply: async (work, fields, { sets }) => {
    const round = await stateOf(work.context.db, work.row.id)
    if (
      round?.state === 'refused' &&
      sets?.['isBackedOut'] !== true &&
      classifiedIn(work.facts).isImplemented
    )
      throw new Failure('agreement_denied')
    return keepText(work, { review: fields['review'], objective: fields['objective'] }, [
      'review',
      'objective',
    ])
  },
}

const close: Activity = { fields: none, isFulfilled: () => false, apply: () => ({}) }

/** Longer words stand beside the record. */
const keepText = async (
  { context, row }: Work,
  written: Record<string, unknown>,
  names: readonly string[],
) => {
  const given = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))
  if (Object.keys(given).length > 0)
    await context.db.updateTable('change').set(given).where('record_id', '=', row.id).execute()
  return { facts: Object.fromEntries(names.map((name) => [name, undefined])) }
}

export const changeProcess: Process = {
  key: 'change',
  kind: 'CHG',
  facts: ChangeFacts,
  activities: {
    record,
    filter: plainActivity,
    classify,
    assess,
    'assess-briefly': plan,
    plan,
    approve,
    build,
    test,
    implement,
    'implement-standard': implement,
    'back-out': backOut,
    'check-configuration': checkConfiguration,
    review,
    'follow-up': plainActivity,
    notify: plainActivity,
    close,
    confirm: plainActivity,
  },
  values: async ({ context, row }) => {
    if (row.step === '') return {}
    const round = await stateOf(context.db, row.id)
    return { decision: round === null || round.state === 'open' ? null : round.state }
  },
  opened: async ({ context, row }) => {
    await context.db.insertInto('change').values({ record_id: row.id }).execute()
  },
  outcomeSoFar: (facts) => {
    const { isImplemented, isBackedOut } = classifiedIn(facts)
    if (isBackedOut) return 'backed-out'
    return isImplemented ? 'implemented' : null
  },
  awaitedFrom,
  // What was carried out is reviewed and closed, or taken back.
  mayCancel: ({ facts }) => {
    const { isImplemented, isBackedOut } = classifiedIn(facts)
    return !isImplemented && !isBackedOut
  },
}
