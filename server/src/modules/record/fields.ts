import { GivenInstant } from '#contract/instant.ts'
import { reportFields } from '#contract/record/api.ts'
import { HoldReason, RecordNumber } from '#contract/record/shape.ts'
import { z } from 'zod'
import { Failure } from '#platform/failure.ts'
import { cleanHtml } from '#platform/html.ts'
import { callees } from '../procedure/index.ts'
import type { Effect, Facts, Process, RecordRow } from './process.ts'

/** Fields that are columns of every record; all others that a move may bring are facts of its process. */
const columns = {
  title: 'title',
  description: 'description',
  clientId: 'client_id',
  serviceId: 'service_id',
  categoryId: 'category_id',
  requesterId: 'requester_id',
  caller: 'caller',
  assigneeId: 'assignee_id',
  teamId: 'team_id',
  urgency: 'urgency',
  impact: 'impact',
  channel: 'channel',
  occurredAt: 'occurred_at',
  isConfidential: 'is_confidential',
} as const satisfies Record<string, keyof RecordRow>

/** What record moves ask for. */
const moveFields = {
  reason: z.string().trim().min(1).max(2000),
  holdReason: HoldReason,
  until: GivenInstant,
  into: RecordNumber,
  priority: z.int().min(1).max(9),
  comment: z.string().max(100_000),
  confirmedBy: z.enum(['voice']),
  minutes: z.int().min(1).max(1440),
  /** Of a call that no procedure answers: under which reference it was done, and what came of it. */
  link: z.string().trim().min(1).max(200),
  outcome: z.enum([...new Set(Object.values(callees).flatMap(({ outcomes }) => outcomes))]),
} as const

/** A choice of a drawing may name these without demanding them: the desk must not be slowed down. */
const neverDemanded = new Set(['touchesControlledCi', 'reference', 'comment', 'minutes', 'reminder'])

export const isDemanded = (name: string): boolean => !neverDemanded.has(name)

const columnNames = new Map<string, keyof RecordRow>(Object.entries(columns))

export const columnOf = (name: string): keyof RecordRow | null => columnNames.get(name) ?? null

/** Said each time: why somebody decides says nothing of the next decision. */
const askedAnew = new Set(['reason', 'reviewOn', 'cause', 'link', 'outcome'])

/** Is the field filled on the record already? */
export const isKnown = (name: string, row: RecordRow, facts: Facts): boolean => {
  if (askedAnew.has(name)) return false
  const column = columnOf(name)
  const value = column === null ? facts[name] : row[column]
  return value !== null && value !== undefined && value !== ''
}

/** Reads the fields of a move; what is missing or malformed is named, and nothing is applied. */
export const readFields = (
  process: Process,
  given: Readonly<Record<string, unknown>>,
  wanted: { required: readonly string[]; accepted: readonly string[] },
): Record<string, unknown> => {
  const missing = wanted.required.filter(
    (name) => given[name] === undefined || given[name] === null || given[name] === '',
  )
  if (missing.length > 0) {
    throw new Failure('missing_fields', {
      errors: missing.map((name) => ({ path: `fields.${name}`, message: 'required' })),
    })
  }
  const allowed = new Set([...wanted.required, ...wanted.accepted])
  const read: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) {
    const schema = schemaOf(process, name)
    if (schema === null || !allowed.has(name)) {
      throw new Failure('invalid_input', {
        errors: [{ path: `fields.${name}`, message: 'this move takes no such field' }],
      })
    }
    const result = schema.safeParse(value)
    if (!result.success) {
      const errors = result.error.issues.map(({ path, message }) => ({
        path: ['fields', name, ...path].join('.'),
        message,
      }))
      throw new Failure('invalid_input', { errors })
    }
    read[name] = isRich(name, result.data) ? cleanHtml(result.data) : result.data
  }
  return read
}

/** Text that is shown with its markup; all other text is shown as it stands. */
const rich = new Set(['description', 'comment', 'solution', 'supplierResult', 'review'])

const isRich = (name: string, value: unknown): value is string => typeof value === 'string' && rich.has(name)

/** Sorts fields into columns of the record and facts of its process. */
export const asEffect = (fields: Readonly<Record<string, unknown>>): Effect => {
  const row: Record<string, unknown> = {}
  const facts: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    const column = columnOf(name)
    if (column !== null) row[column] = value
    else facts[name] = value
  }
  return { row, facts }
}

const ofMoves = new Map<string, z.ZodType>(Object.entries(moveFields))
const ofReports = new Map<string, z.ZodType>(Object.entries(reportFields))

const schemaOf = (process: Process, name: string): z.ZodType | null => {
  const known = ofMoves.get(name)
  if (known !== undefined) return known
  const own = process.facts.shape[name]
  return own instanceof z.ZodType ? own : (ofReports.get(name) ?? null)
}
