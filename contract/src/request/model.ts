import { z } from 'zod'
import { Delay } from '../calendar/shape.ts'
import { Id } from '../list.ts'
import { Role } from '../role.ts'

const short = z.string().trim().max(200)
const ShortWords = z.object({ fr: short.min(1), en: short.optional() })
const LongWords = z.object({
  fr: z.string().trim().min(1).max(1000),
  en: z.string().trim().max(1000).optional(),
})

const QuestionKey = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/)
const OptionValue = z.string().regex(/^[a-z0-9][a-zA-Z0-9-]{0,39}$/)
const Scalar = z.union([z.boolean(), z.string().max(300)])

/** When a question is asked: what an earlier one was answered. Never code. */
export const Condition = z.discriminatedUnion('test', [
  z.object({ field: QuestionKey, test: z.literal('is'), value: Scalar }),
  z.object({ field: QuestionKey, test: z.literal('isNot'), value: Scalar }),
  z.object({ field: QuestionKey, test: z.literal('oneOf'), value: z.array(Scalar).min(1).max(40) }),
])
export type Condition = z.infer<typeof Condition>

export const QuestionKind = z.enum([
  'text',
  'long-text',
  'choice',
  'choices',
  'yes-no',
  'date',
  'person',
  'file',
])
export type QuestionKind = z.infer<typeof QuestionKind>

export const Question = z.object({
  key: QuestionKey,
  kind: QuestionKind,
  label: ShortWords,
  help: LongWords.nullable().default(null),
  isRequired: z.boolean().default(false),
  options: z
    .array(z.object({ value: OptionValue, label: ShortWords }))
    .max(40)
    .default([]),
  when: Condition.nullable().default(null),
})
export type Question = z.infer<typeof Question>

const ChecklistLine = z.object({
  label: ShortWords,
  /** Who does it, where it is not simply who has the ticket. */
  role: Role.nullable().default(null),
  isRequired: z.boolean().default(true),
})

export const ModelIcon = z.enum([
  'arrival',
  'departure',
  'key',
  'lock',
  'device',
  'software',
  'advice',
  'travel',
  'mail',
  'network',
  'phone',
  'file',
  'other',
])
export type ModelIcon = z.infer<typeof ModelIcon>

export const ClientLevel = z.enum(['requester', 'contact', 'signatory'])

/** To whom it is offered on the portal: which clients, and from which level on. */
const OfferedTo = z.object({
  clients: z.union([z.enum(['all', 'none']), z.array(Id).min(1).max(500)]),
  level: ClientLevel,
})

/** Its parts; that they fit together is read with `RequestModel`. */
export const ModelShape = z.object({
  name: ShortWords,
  /** One line under the name, in the catalogue. */
  summary: LongWords.nullable().default(null),
  /** The request's category, where one bears this name. */
  category: ShortWords,
  /** The heading of the catalogue under which it stands; its category unless said. */
  group: ShortWords.nullable().default(null),
  icon: ModelIcon.default('other'),
  serviceId: Id.nullable().default(null),
  questions: z.array(Question).max(40).default([]),
  /** The question whose answer completes the title: « Arrivée – Jeanne Roy ». */
  titleFrom: QuestionKey.nullable().default(null),
  checklist: z.array(ChecklistLine).max(60).default([]),
  urgency: z.int().min(1).max(5).default(3),
  impact: z.int().min(1).max(5).default(3),
  /** Delays of its own; without them those of the contract or the grid count. */
  targets: z.object({ response: Delay, resolution: Delay }).nullable().default(null),
  /** Whoever asks is called back at the number on file before anything is done. */
  needsIdentityCheck: z.boolean().default(false),
  isOutOfContract: z.boolean().default(false),
  price: z.string().trim().min(1).max(200).nullable().default(null),
  needsApproval: z.boolean().default(false),
  isConfirmationWaived: z.boolean().default(false),
  offeredTo: OfferedTo.default({ clients: 'all', level: 'requester' }),
})

/** How a kind of request is asked for and carried out; approved, versioned, pinned on the requests made by it. */
export const RequestModel = ModelShape.superRefine((model, check) => {
  for (const { path, message } of faultsOfModel(model)) check.addIssue({ code: 'custom', path, message })
})
export type RequestModel = z.infer<typeof RequestModel>

/** What shapes alone do not tell: conditions look back, options are there and distinct, a price is named. */
const faultsOfModel = (
  model: z.infer<typeof ModelShape>,
): { path: (string | number)[]; message: string }[] => {
  const { questions, isOutOfContract, price, titleFrom } = model
  const faults = questions.flatMap((question, at) => faultsOfQuestion(question, questions.slice(0, at), at))
  if (isOutOfContract && price === null)
    faults.push({ path: ['price'], message: 'out of contract, a price is expected' })
  const title = questions.find(({ key }) => key === titleFrom)
  if (titleFrom !== null && (title === undefined || title.kind === 'file' || title.kind === 'long-text'))
    faults.push({ path: ['titleFrom'], message: 'a question with a short answer is expected' })
  return faults
}

const faultsOfQuestion = (question: Question, earlier: readonly Question[], at: number) => {
  const { key, kind, options, when } = question
  const here = (name: string, message: string) => ({ path: ['questions', at, name], message })
  const faults: { path: (string | number)[]; message: string }[] = []
  if (earlier.some((other) => other.key === key)) faults.push(here('key', 'another question has this key'))
  const isChoice = kind === 'choice' || kind === 'choices'
  if (isChoice && options.length === 0) faults.push(here('options', 'a choice has options'))
  if (!isChoice && options.length > 0) faults.push(here('options', 'only a choice has options'))
  if (new Set(options.map(({ value }) => value)).size < options.length)
    faults.push(here('options', 'two options have the same value'))
  if (when === null) return faults
  const asked = earlier.find((other) => other.key === when.field)
  if (asked === undefined) return [...faults, here('when', 'an earlier question is expected')]
  const possible = valuesOf(asked)
  const named = when.test === 'oneOf' ? when.value : [when.value]
  if (possible === null || named.some((value) => !possible.includes(value)))
    faults.push(here('when', 'an answer that the earlier question may have is expected'))
  return faults
}

/** Answers that a condition may ask for; null where there is no closed list of them. */
const valuesOf = ({ kind, options }: Question): (string | boolean)[] | null => {
  if (kind === 'yes-no') return [true, false]
  if (kind === 'choice' || kind === 'choices') return options.map(({ value }) => value)
  return null
}

/** A model as it may be chosen; what is the desk's own is left out for clients. */
export const OfferedModel = ModelShape.omit({
  checklist: true,
  offeredTo: true,
  urgency: true,
  impact: true,
  needsIdentityCheck: true,
}).extend({
  key: z.string(),
  artefactId: Id,
  versionId: Id,
  number: z.int(),
  isProposition: z.boolean(),
})
export type OfferedModel = z.infer<typeof OfferedModel>

export const StaffModel = OfferedModel.extend({
  checklist: z.array(ChecklistLine),
  offeredTo: OfferedTo,
  urgency: z.int(),
  impact: z.int(),
  needsIdentityCheck: z.boolean(),
})
export type StaffModel = z.infer<typeof StaffModel>

/** What a request keeps of an answer: readable for ever, whatever becomes of the model. */
export const KeptAnswer = z.object({
  key: QuestionKey,
  kind: QuestionKind,
  label: ShortWords,
  value: z.unknown(),
  shown: z.object({ fr: z.string(), en: z.string().optional() }),
})
export type KeptAnswer = z.infer<typeof KeptAnswer>

/** By which version of which model a request was made. */
export const UsedModel = z.object({
  key: z.string(),
  versionId: Id,
  number: z.int(),
  isProposition: z.boolean(),
  name: ShortWords,
})
export type UsedModel = z.infer<typeof UsedModel>
