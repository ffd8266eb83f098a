import { RequestFacts } from '#contract/request/api.ts'
import { plainActivity, type Activity, type Process } from '../record/index.ts'

const none = { required: [], optional: [] }

const record: Activity = { fields: none, isFulfilled: ({ row }) => row.title !== '', apply: () => ({}) }

const classify: Activity = {
  fields: {
    required: ['serviceId', 'urgency', 'impact'],
    optional: ['categoryId', 'isOutOfContract', 'price', 'needsApproval', 'assigneeId', 'teamId'],
  },
  isFulfilled: ({ row }) => row.service_id !== null && row.urgency !== null && row.impact !== null,
  apply: () => ({}),
}

/** Signed by the client, or on its behalf with who said so; never passed by itself. The price stands before it is accepted. */
const approve: Activity = {
  fields: none,
  isFulfilled: () => false,
  expects: ({ facts }) => (facts['isOutOfContract'] === true ? ['price'] : []),
  keeps: ({ facts }) => (facts['price'] === undefined ? {} : { price: facts['price'] }),
  apply: () => ({}),
}

const fulfil: Activity = {
  completes: true,
  fields: { required: [], optional: ['solution', 'supplierResult'] },
  isFulfilled: () => false,
  apply: () => ({}),
}

const close: Activity = {
  fields: { required: [], optional: ['solution'] },
  isFulfilled: ({ row }) => row.step !== '',
  apply: () => ({}),
}

export const requestProcess: Process = {
  key: 'request',
  kind: 'REQ',
  facts: RequestFacts,
  activities: {
    record,
    classify,
    approve,
    fulfil,
    close,
    confirm: { ...plainActivity, fields: { required: [], optional: ['comment'] } },
    'delegate-supplier': plainActivity,
    'take-back': plainActivity,
    review: plainActivity,
  },
  values: async () => ({}),
  // What was asked for was done by a change: the client is asked whether it is so.
  goesOnBy: (outcome) => (outcome === 'implemented' ? 'done' : null),
}
