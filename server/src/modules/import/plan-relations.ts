import type { CiType, RelationKind } from '#contract/configuration/shape.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database/connect.ts'
import { mayStand } from '../configuration/index.ts'
import { problem, type Problem } from './problem.ts'
import { short } from './read-line.ts'
import type { Desk, Line } from './spec.ts'
import { plain } from './text.ts'

/** One end of a relation: an item that exists, or a line that will make one. */
export interface End {
  id: string | null
  number: string | null
  /** Of the file; null: an item that the file does not mention. */
  line: number | null
  name: string
  type: CiType
  clientId: string | null
}

export interface Wish {
  line: number
  column: number
  text: string
  kind: RelationKind
  isOutgoing: boolean
  self: End
}

export type Answer = { wish: Wish; others: End[] } | { wish: Wish; problem: Problem }

/** What the cells of a line ask for. */
export const wishesOf = ({ spec, kinds }: Desk, line: Line, self: End): Wish[] =>
  spec.mapping.flatMap((target, column) => {
    const [, key, direction] = /^relation:(.+):(out|in)$/.exec(target ?? '') ?? []
    const kind = kinds.find((one) => one.key === key)
    const text = (line.cells[column] ?? '').trim()
    if (kind === undefined || text === '') return []
    return [{ line: line.line, column, text, kind, isOutgoing: direction === 'out', self }]
  })

const partsOf = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)

const isNumber = (text: string): boolean => /^CI-[1-9]\d{0,9}$/i.test(text)

/** Whom the cells name: items that exist and lines of the file alike. `ends` are the lines that will be items. */
export const answerWishes = async (
  db: Database,
  { wishes, ends, types }: { wishes: readonly Wish[]; ends: readonly End[]; types: readonly CiType[] },
): Promise<Answer[]> => {
  const words = [...new Set(wishes.flatMap(({ text }) => [text, ...partsOf(text)]))]
  const byWord = await present(db, words, types)
  const own = new Map<string, End[]>()
  for (const end of ends) own.set(plain(end.name), [...(own.get(plain(end.name)) ?? []), end])
  const candidates = (word: string): End[] => {
    const there = byWord.get(word) ?? []
    if (isNumber(word)) return there
    // An item that the file mentions stands in both.
    const fresh = (own.get(plain(word)) ?? []).filter(
      ({ id }) => id === null || !there.some((one) => one.id === id),
    )
    return [...there, ...fresh]
  }
  return wishes.map((wish) => answerOf(wish, candidates))
}

const answerOf = (wish: Wish, candidates: (word: string) => End[]): Answer => {
  const words = candidates(wish.text).length > 0 ? [wish.text] : partsOf(wish.text)
  const others: End[] = []
  for (const word of words) {
    const chosen = chooseEnd(candidates(word), wish.self.clientId)
    if ('code' in chosen) return { wish, problem: problem(chosen.code, wish.column, { value: short(word) }) }
    const { end } = chosen
    const isSelf = end.id !== null ? end.id === wish.self.id : end.line === wish.self.line
    if (isSelf) return { wish, problem: problem('relationSelf', wish.column) }
    const [from, to] = wish.isOutgoing ? [wish.self, end] : [end, wish.self]
    if (!mayStand(wish.kind, { from: from.type.key, to: to.type.key }))
      return { wish, problem: problem('relationPair', wish.column) }
    others.push(end)
  }
  return { wish, others }
}

/** Of several that bear the name, that of the same client. */
const chooseEnd = (
  ends: readonly End[],
  clientId: string | null,
): { end: End } | { code: 'otherItem' | 'otherItems' } => {
  const near = ends.filter((end) => end.clientId === clientId)
  const [one, ...others] = near.length > 0 ? near : ends
  if (one === undefined) return { code: 'otherItem' }
  return others.length > 0 ? { code: 'otherItems' } : { end: one }
}

const present = async (
  db: Database,
  words: readonly string[],
  types: readonly CiType[],
): Promise<Map<string, End[]>> => {
  const found = new Map<string, End[]>()
  if (words.length === 0) return found
  const byId = new Map(types.map((type) => [type.id, type]))
  const { rows } = await sql<{
    word: string
    id: string
    number: string
    name: string
    type_id: string
    client_id: string | null
  }>`
    with g as materialized (select word, plain(word) as key, upper(word) as number from unnest(${[...words]}::text[]) g(word))
    select g.word, c.id, c.number, s.name, s.type_id, s.client_id from g join ci_state s on s.plain_name = g.key and s.valid_to = 'infinity'
      join ci c on c.id = s.ci_id
    union select g.word, c.id, c.number, s.name, s.type_id, s.client_id from g join ci c on c.number = g.number
      join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity'`.execute(db)
  for (const { word, id, number, name, type_id, client_id } of rows) {
    const type = byId.get(type_id)
    if (type === undefined) continue
    const end = { id, number, line: null, name, type, clientId: client_id }
    found.set(word, [...(found.get(word) ?? []), end])
  }
  return found
}

/** `from kind to` of those relations that stand already, of all that the answers ask for. */
export const standingRelations = async (db: Database, answers: readonly Answer[]): Promise<Set<string>> => {
  const pairs = answers.flatMap((answer) => ('others' in answer ? pairsOf(answer) : []))
  const known = pairs.filter(({ from, to }) => from.id !== null && to.id !== null)
  if (known.length === 0) return new Set()
  const { rows } = await sql<{ from_id: string; to_id: string; kind: string }>`
    select r.from_id, r.to_id, r.kind from unnest(${known.map(({ from }) => from.id)}::uuid[], ${known.map(({ to }) => to.id)}::uuid[],
      ${known.map(({ kind }) => kind.key)}::text[]) g(from_id, to_id, kind)
    join ci_relation r on r.from_id = g.from_id and r.to_id = g.to_id and r.kind = g.kind and r.valid_to = 'infinity'`.execute(
    db,
  )
  return new Set(rows.map(({ from_id, to_id, kind }) => `${from_id} ${kind} ${to_id}`))
}

export const pairsOf = ({ wish, others }: Extract<Answer, { others: End[] }>) =>
  others.map((other) => ({
    kind: wish.kind,
    other,
    from: wish.isOutgoing ? wish.self : other,
    to: wish.isOutgoing ? other : wish.self,
  }))
