import type { Person } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { Channel } from '#contract/record/shape.ts'
import type { Answers } from '#contract/request/form.ts'
import type { Question } from '#contract/request/model.ts'
import type { z } from 'zod'
import { faultsByKey } from '../request/answers.ts'

export type Kind = 'INC' | 'REQ'

/** What the telephone form holds. */
export interface Draft {
  kind: Kind
  callerText: string
  requester: Person | null
  clientId: string | null
  channel: z.infer<typeof Channel>
  title: string
  description: string
  serviceId: string | null
  categoryId: string | null
  urgency: number | null
  impact: number | null
  assigneeId: string | null
  /** As a `datetime-local` input holds it. */
  occurredAt: string | null
  isConfidential: boolean
  isKnown: boolean
  solution: string
  isConfirmed: boolean
  causeCode: string | null
  minutes: number | null
  isOutOfContract: boolean
  price: string
  needsApproval: boolean
  /** The model by which it is asked for: it brings what is classified otherwise. */
  modelKey: string | null
  answers: Answers
  templateId: string | null
  /** What the template brings to do. */
  checklist: readonly { label: string; isRequired: boolean }[]
  /** The known error whose workaround the client is answered with. */
  knownError: string | null
  /** Numbers of the items that it is about. */
  cis: readonly string[]
}

export const emptyDraft = (given: Partial<Draft> = {}): Draft => ({
  kind: 'INC',
  callerText: '',
  requester: null,
  clientId: null,
  channel: 'phone',
  title: '',
  description: '',
  serviceId: null,
  categoryId: null,
  urgency: null,
  impact: null,
  assigneeId: null,
  occurredAt: null,
  isConfidential: false,
  isKnown: false,
  solution: '',
  isConfirmed: true,
  causeCode: null,
  minutes: null,
  isOutOfContract: false,
  price: '',
  needsApproval: false,
  modelKey: null,
  answers: {},
  templateId: null,
  checklist: [],
  knownError: null,
  cis: [],
  ...given,
})

/** Would one key both record and close it? */
export const closes = ({ kind, isKnown, isConfirmed, solution }: Draft): boolean =>
  kind === 'INC' && isKnown && isConfirmed && solution.trim() !== ''

type Fault = 'needTitle' | 'needAnswers' | 'needCause' | 'needGrid' | 'needPrice'

/** What is missing, before anything is sent. */
export const faultOf = (draft: Draft, questions: readonly Question[]): Fault | null => {
  if (draft.title.trim() === '' && draft.modelKey === null) return 'needTitle'
  if (draft.modelKey !== null && faultsByKey(questions, draft.answers).size > 0) return 'needAnswers'
  if (draft.modelKey === null && needsPrice(draft)) return 'needPrice'
  if (!closes(draft)) return null
  if (draft.causeCode === null) return 'needCause'
  return draft.serviceId === null || draft.urgency === null || draft.impact === null ? 'needGrid' : null
}

/** Who signs accepts what stands there: a price comes with the wish that costs. */
export const needsPrice = ({ kind, isOutOfContract, price }: Draft): boolean =>
  kind === 'REQ' && isOutOfContract && price.trim() === ''

/** The move that ends a call whose trouble was solved on the line. */
export const resolveMove = 'resolve'
export const afterReport = [recordApi.list, recordApi.mine, recordApi.count] as const
