import { CauseCode } from '#contract/incident/api.ts'
import type { fr } from '#contract/fr.ts'
import { CauseCategory } from '#contract/problem/shape.ts'
import { asHtml } from './plain-text.ts'
import { Channel, HoldReason, type OfferedMove } from '#contract/record/shape.ts'

type Name = keyof typeof fr.record.field

/** Which control asks for a field: one per name, the same in every move of every procedure. */
type Control =
  | 'text'
  | 'area'
  | 'rich'
  /** Typed plainly, kept as paragraphs. */
  | 'paragraphs'
  | 'check'
  | 'voice'
  | 'moment'
  | 'minutes'
  | 'count'
  | 'colleague'
  | 'person'
  | 'team'
  | 'supplier'
  | 'client'
  | 'service'
  | 'category'
  | 'ticket'
  | 'cause'
  | 'hold'
  | 'channel'
  | 'urgency'
  | 'impact'
  | 'priority'
  | 'rating'
  | 'problem'
  | 'level'
  | 'causeCategory'
  | 'outcome'
  | 'day'
  | 'changeType'
  | 'degree'
  | 'objective'
  | 'campaign'
  | 'report'

export const controls: Readonly<Record<Exclude<Name, 'other' | 'step'>, Control>> = {
  title: 'text',
  description: 'rich',
  clientId: 'client',
  serviceId: 'service',
  categoryId: 'category',
  requesterId: 'person',
  caller: 'text',
  assigneeId: 'colleague',
  teamId: 'team',
  urgency: 'urgency',
  impact: 'impact',
  priority: 'priority',
  channel: 'channel',
  occurredAt: 'moment',
  isConfidential: 'check',
  reason: 'area',
  holdReason: 'hold',
  until: 'moment',
  into: 'ticket',
  comment: 'paragraphs',
  confirmedBy: 'voice',
  minutes: 'minutes',
  solution: 'paragraphs',
  isWorkaround: 'check',
  touchesControlledCi: 'check',
  causeKnown: 'check',
  causeCode: 'cause',
  supplierId: 'supplier',
  reference: 'text',
  supplierResult: 'paragraphs',
  problem: 'problem',
  openProblem: 'check',
  level: 'level',
  causeCategory: 'causeCategory',
  cause: 'area',
  symptom: 'area',
  workaround: 'area',
  reviewOn: 'day',
  link: 'text',
  outcome: 'outcome',
  problemReason: 'area',
  leaderId: 'colleague',
  criteria: 'area',
  review: 'rich',
  rating: 'rating',
  ratingComment: 'area',
  touchesPersonalData: 'check',
  isOutOfContract: 'check',
  needsApproval: 'check',
  approved: 'check',
  confirmByModel: 'check',
  price: 'text',
  changeType: 'changeType',
  severity: 'degree',
  changeImpact: 'degree',
  isBySupplier: 'check',
  inRelease: 'check',
  testResult: 'area',
  objective: 'objective',
  proceedings: 'area',
  participants: 'text',
  periodFrom: 'day',
  periodTo: 'day',
  policy: 'area',
  plan: 'area',
  baselineName: 'text',
  itemsVerified: 'count',
  deviations: 'count',
  causes: 'area',
  campaign: 'campaign',
  regularisation: 'text',
  report: 'report',
}

export type FieldName = keyof typeof controls
export const isFieldName = (name: string): name is FieldName => Object.hasOwn(controls, name)

export const causes = CauseCode.options
export const holdReasons = HoldReason.options
export const channels = Channel.options
export const causeCategories = CauseCategory.options
export const outcomes = ['implemented', 'backed-out', 'rejected', 'cancelled'] as const

/** Optional fields that one is asked about all the same: leaving them out is nearly always an oversight. */
const worthAsking: ReadonlySet<string> = new Set([
  'confirmedBy',
  'until',
  'urgency',
  'impact',
  'priority',
  'leaderId',
  'isOutOfContract',
  'needsApproval',
  'price',
  'openProblem',
  'problem',
  'problemReason',
  'causeCategory',
  'testResult',
  'baselineName',
  'periodFrom',
  'periodTo',
  'campaign',
  'report',
])

export interface Questions {
  needed: readonly FieldName[]
  asked: readonly FieldName[]
  /** Behind « Autres précisions ». */
  other: readonly FieldName[]
}

/** What a move asks for: what is missing, what is worth asking, and what may be said besides. */
export const questionsOf = (move: OfferedMove): Questions => {
  const needed = move.requires.filter(isFieldName)
  const accepted = move.accepts.filter(isFieldName)
  const isAsked = (name: FieldName): boolean =>
    worthAsking.has(name) ||
    (name === 'causeCode' && move.accepts.includes('confirmedBy')) ||
    (name === 'reason' && move.isRecordMove) ||
    (name === 'supplierResult' && move.role === 'FT') ||
    (name === 'reference' && needed.includes('supplierId'))
  return {
    needed,
    asked: accepted.filter(isAsked),
    other: accepted.filter((name) => !isAsked(name) && !alreadyOnThePage.has(name)),
  }
}

/** What is out of contract has its price before anybody is asked to accept it; what is not has none. */
export const isPriceNeeded = (values: Readonly<Record<string, unknown>>): boolean =>
  values['isOutOfContract'] === true

/** The right column edits these at any time: a move need not show them again. */
const alreadyOnThePage: ReadonlySet<string> = new Set([
  'serviceId',
  'categoryId',
  'assigneeId',
  'teamId',
  'title',
  'description',
])

export const needsForm = (move: OfferedMove): boolean => {
  const { needed, asked } = questionsOf(move)
  return needed.length > 0 || asked.length > 0 || !move.isMine || careful.has(move.id)
}

/** What is hard to undo is never done by one click. */
export const careful: ReadonlySet<string> = new Set([
  'cancel',
  'merge',
  'requalify',
  'declare-major',
  'reopen',
])

/** What the form holds becomes what the API takes: nothing empty, no markup around nothing. */
export const filled = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => !isEmpty(value))
      .map(([name, value]) => [
        name,
        typeof value === 'string' && isFieldName(name) && controls[name] === 'paragraphs'
          ? asHtml(value)
          : value,
      ]),
  )

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  (typeof value === 'string' && value.replaceAll(/<[^>]*>|&nbsp;|\s/g, '') === '')
