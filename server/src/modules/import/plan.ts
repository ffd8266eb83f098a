import type { CiType } from '#contract/configuration/shape.ts'
import type { LineResult } from '#contract/import/shape.ts'
import {
  answersForConfiguration,
  changesBetween,
  controlledChanges,
  faultsIn,
  type Content,
  type FieldChange,
} from '../configuration/index.ts'
import { choose, readLookups, type Lookups } from './lookups.ts'
import {
  contradicts,
  folded,
  matchOf,
  readFound,
  takenBy,
  uniqueKeys,
  type Identity,
  type Present,
} from './match.ts'
import { fieldNames } from './names.ts'
import { problem, type Problem } from './problem.ts'
import { called, contentAfter, missingIn, readLine, short, type Gift } from './read-line.ts'
import { cellFor, type Desk, type Line } from './spec.ts'
import { plain } from './text.ts'
import { meant } from './values.ts'

/** What a line comes to. */
export interface Plan {
  line: number
  result: LineResult
  item: Present | null
  type: CiType | null
  gift: Gift | null
  after: Content | null
  changes: FieldChange[]
  problems: Problem[]
  /** A controlled item in service is written. */
  isControlled: boolean
}

/** What earlier lines of the file are about. */
export interface Claims {
  items: Map<string, number>
  marks: Map<string, number>
  names: Map<string, { line: number; marks: ReadonlyMap<string, string> }[]>
}

export const noClaims = (): Claims => ({ items: new Map(), marks: new Map(), names: new Map() })

/** Line by line; `claims` is what the lines before have taken. */
export const planLines = async (desk: Desk, lines: readonly Line[], claims: Claims): Promise<Plan[]> => {
  const lookups = await readLookups(desk.db, desk.spec, lines)
  const identities = lines.map((line) => identityOf(desk, lookups, line))
  const found = await readFound(
    desk.db,
    identities.map(({ identity }) => identity),
  )
  return lines.map((line, index) => {
    const read = identities[index]
    if (read === undefined) throw new Error('Each line has an identity.')
    const match = matchOf(read.identity, found)
    if ('code' in match) {
      const words = 'numbers' in match ? { numbers: match.numbers } : { value: read.identity.number ?? '' }
      return refused(line, [problem(match.code, null, words)])
    }
    const taken = match.item === null ? null : takenBy(read.identity, match.item, found)
    if (taken !== null) {
      const column = desk.spec.mapping.indexOf(`attribute:${taken.key}`)
      return refused(line, [problem('taken', column, { number: taken.number })])
    }
    return planLine(desk, { line, lookups, claims, ...read, item: match.item })
  })
}

interface Reading {
  identity: Identity
  /** The type that the line names, or that lines without one have; null: none, or unknown. */
  typeProblem: Problem | null
}

const identityOf = ({ spec, types, living }: Desk, lookups: Lookups, line: Line): Reading => {
  const cell = cellFor(spec, line, 'type')
  const alive =
    cell === undefined
      ? []
      : meant(
          cell.text,
          types.filter(({ id }) => living.has(id)),
        )
  const keys =
    cell === undefined
      ? [spec.typeKey ?? ''].filter(Boolean)
      : alive.length > 0
        ? alive
        : meant(cell.text, types)
  const [key] = keys
  const type = keys.length === 1 ? (types.find((one) => one.key === key) ?? null) : null
  const typeProblem =
    cell === undefined || type !== null
      ? null
      : problem(keys.length > 1 ? 'several' : 'unknown', cell.column, { value: short(cell.text) })
  const client = cellFor(spec, line, 'client')
  const chosen = client === undefined ? null : choose(lookups.client.get(client.text), null)
  const clientId = client === undefined ? spec.clientId : chosen !== null && 'id' in chosen ? chosen.id : null
  const number = cellFor(spec, line, 'number')?.text.toUpperCase() ?? null
  const name = cellFor(spec, line, 'name')?.text ?? null
  return {
    identity: {
      number: number?.replace(/^(\d+)$/, 'CI-$1') ?? null,
      type,
      clientId,
      name,
      marks: marksOf(spec, type, line),
    },
    typeProblem,
  }
}

const marksOf = (spec: Desk['spec'], type: CiType | null, line: Line): Map<string, string> => {
  const keys = type === null ? [] : [...uniqueKeys(type), 'serial']
  return new Map(
    [...new Set(keys)].flatMap((key) => {
      const cell = cellFor(spec, line, `attribute:${key}`)
      return cell === undefined ? [] : [[key, cell.text] as const]
    }),
  )
}

const planLine = (
  desk: Desk,
  given: Reading & { line: Line; lookups: Lookups; claims: Claims; item: Present | null },
): Plan => {
  const { identity, typeProblem, line, lookups, claims, item } = given
  const { spec, types } = desk
  const type = item === null ? identity.type : (types.find(({ id }) => id === item.typeId) ?? null)
  if (type === null) return refused(line, [typeProblem ?? problem('noType')])
  if (
    item !== null &&
    identity.type !== null &&
    cellFor(spec, line, 'type') !== undefined &&
    identity.type.id !== type.id
  )
    return refused(line, [
      problem('typeDiffers', spec.mapping.indexOf('type'), { number: item.number, type: called(type) }),
    ])
  const gift = readLine(desk, lookups, { line, type, item })
  const after = contentAfter(item?.content ?? null, gift)
  const problems = [...(typeProblem === null ? [] : [typeProblem]), ...gift.problems]
  const earlier = claimedBy(claims, { item, identity, type, line })
  if (earlier !== null) problems.push(problem('sameAs', null, { line: earlier }))
  const changes = item === null ? [] : changesBetween(item.content, after)
  if (item === null) problems.push(...newProblems(desk, type, after))
  else if (changes.length > 0) problems.push(...changeProblems({ type, item, after, gift, changes }))
  const plan = { line: line.line, item, type, gift, after, changes, problems, isControlled: false }
  if (problems.length > 0) return { ...plan, result: 'error' }
  const result = item === null ? 'create' : changes.length > 0 ? 'change' : 'nothing'
  if (result === 'nothing' || (spec.mode !== 'both' && spec.mode !== result))
    return { ...plan, result: 'nothing', changes: [] }
  const fields = controlledFields(type, item, after)
  if (fields === null) return { ...plan, result }
  const names = { fields: fieldNames(fields, type) }
  if (!answersForConfiguration(desk.actor))
    return { ...plan, result: 'error', problems: [problem('needsAuthority', null, names)] }
  return { ...plan, result, isControlled: true }
}

/** Without a reason nothing controlled is written; the preview only says that it will be asked for. */
export const demandReason = (plan: Plan, reason: string | null): Plan => {
  const { type, item, after } = plan
  if (!plan.isControlled || reason !== null || type === null || after === null) return plan
  const fields = controlledFields(type, item, after) ?? []
  return {
    ...plan,
    result: 'error',
    problems: [problem('reasonNeeded', null, { fields: fieldNames(fields, type) })],
  }
}

const refused = ({ line }: Line, problems: Problem[]): Plan => ({
  line,
  result: 'error',
  item: null,
  type: null,
  gift: null,
  after: null,
  changes: [],
  problems,
  isControlled: false,
})

const newProblems = ({ living }: Desk, type: CiType, after: Content): Problem[] => [
  ...(after.name === '' ? [problem('noName')] : []),
  ...(type.key === 'service' ? [problem('serviceNew')] : []),
  ...(living.has(type.id) ? [] : [problem('unknown', null, { value: called(type) })]),
  ...missingIn(type, after),
  ...otherFaults(type, after.attributes, after),
]

const changeProblems = ({
  type,
  after,
  gift,
  changes,
}: {
  type: CiType
  item: Present
  after: Content
  gift: Gift
  changes: readonly FieldChange[]
}): Problem[] => [
  ...(type.key === 'service' && changes.some(({ field }) => ['name', 'description', 'state'].includes(field))
    ? [problem('servicePage')]
    : []),
  ...missingIn(type, after),
  ...otherFaults(type, gift.attributes, after),
]

/** What the rules of attributes say beyond what reading their cells has said. */
const otherFaults = (type: CiType, given: Content['attributes'], after: Content): Problem[] =>
  faultsIn(type.attributes, { given, merged: after.attributes })
    .filter(({ message }) => message !== 'this attribute is required')
    .map(({ path, message }) =>
      problem('refused', null, { why: `${path.replace('attributes.', '')}: ${message}` }),
    )

/** Null where the step needs no authority. */
const controlledFields = (type: CiType, item: Present | null, after: Content): string[] | null => {
  if (item === null) return type.control === 'controlled' && after.state === 'in-service' ? ['state'] : null
  const changes = controlledChanges(type, { before: item.content, after })
  return changes.length === 0 ? null : changes.map(({ field }) => field)
}

/** The earlier line that is about the same item; this one is noted for those that follow. */
const claimedBy = (
  claims: Claims,
  { item, identity, type, line }: { item: Present | null; identity: Identity; type: CiType; line: Line },
): number | null => {
  const marks = [...identity.marks].map(([key, value]) => `${type.id} ${key} ${folded(value)}`)
  const byMark = marks.flatMap((key) => claims.marks.get(key) ?? [])[0]
  for (const key of marks) if (!claims.marks.has(key)) claims.marks.set(key, line.line)
  if (item !== null) {
    const before = claims.items.get(item.id)
    if (before === undefined) claims.items.set(item.id, line.line)
    return before ?? byMark ?? null
  }
  if (identity.name === null) return byMark ?? null
  const key = `${type.id} ${identity.clientId ?? ''} ${plain(identity.name)}`
  const named = claims.names.get(key) ?? []
  const same = named.find((one) => !contradicts(identity.marks, one.marks))
  claims.names.set(key, [...named, { line: line.line, marks: identity.marks }])
  return byMark ?? same?.line ?? null
}
