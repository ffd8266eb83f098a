import { Client, type QueryResult } from 'pg'
import { z } from 'zod'
import type { Ask, Inside } from './inside.ts'

/**
 * What the product says to the database for one request, word for word. Statements of one group were sent without
 * waiting for each other; the floor sends them likewise.
 */
export interface Conversation {
  groups: Spoken[][]
}

export interface Spoken {
  name: string | undefined
  text: string
  values: Value[]
  /** What the answer's first row tells, that later values need: the new record's id, its number. */
  tells: { what: Thing; column: string }[]
}

/** Records differ from one request to the next: their ids and numbers, and the time, are put in afresh. */
export type Thing = 'id' | 'number' | 'now'
export type Value = { kind: 'same'; value: unknown } | { kind: 'made'; pieces: (string | { put: Thing })[] }

interface Heard {
  group: number
  name: string | undefined
  text: string
  values: readonly unknown[]
  row: Readonly<Record<string, unknown>>
}

/** Lets the product answer each request once, in this process, and notes what it said. */
export const converse = async (inside: Inside, asks: readonly Ask[]): Promise<Conversation[]> => {
  const conversations: Conversation[] = []
  for (const ask of asks) {
    const now = Temporal.Now.instant()
    inside.setNow(now)
    const { heard, answer } = await overhear(() => inside.ask(ask))
    // A reader asks for the same record again; a writer makes or moves another one each time.
    const { id, number } = ask.method === 'GET' ? {} : Named.parse(answer)
    conversations.push(asConversation(heard, { id, number, now: now.toString() }))
  }
  return conversations
}

const Named = z.object({ id: z.string().optional(), number: z.string().optional() })
const Configured = z.object({
  name: z.string().optional(),
  text: z.string(),
  values: z.array(z.unknown()).optional(),
})

const overhear = async (work: () => Promise<unknown>): Promise<{ heard: Heard[]; answer: unknown }> => {
  const heard: Heard[] = []
  const query = Reflect.get(Client.prototype, 'query')
  let waiting = 0
  let group = -1
  Reflect.set(Client.prototype, 'query', function listen(this: Client, ...given: unknown[]): unknown {
    const [what, more] = given
    const {
      name,
      text,
      values = [],
    } = Configured.parse(typeof what === 'string' ? { text: what, values: more } : what)
    if (waiting === 0) group += 1
    waiting += 1
    const one: Heard = { group, name, text, values: values.map(asSent), row: {} }
    heard.push(one)
    const result: Promise<QueryResult<Record<string, unknown>>> = Reflect.apply(query, this, given)
    const settle = () => {
      waiting -= 1
    }
    return result.then(
      (answer) => {
        settle()
        one.row = answer.rows[0] ?? {}
        return answer
      },
      (error: unknown) => {
        settle()
        throw error
      },
    )
  })
  try {
    return { answer: await work(), heard }
  } finally {
    Reflect.set(Client.prototype, 'query', query)
  }
}

/** A value as the driver would write it, so that it can travel to another process. */
const asSent = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asSent)
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
  return value instanceof Temporal.Instant ? value.toString() : JSON.stringify(value)
}

type Things = Readonly<Record<Thing, string | undefined>>

const asConversation = (heard: readonly Heard[], things: Things): Conversation => {
  const groups: Spoken[][] = []
  for (const { group, name, text, values, row } of heard) {
    const spoken: Spoken = {
      name,
      text,
      values: values.map((value) => asValue(value, things)),
      tells: Object.entries(row).flatMap(([column, told]) => tellsOf(column, String(told), things)),
    }
    ;(groups[group] ??= []).push(spoken)
  }
  return { groups }
}

const tellsOf = (column: string, told: string, { id, number }: Things): Spoken['tells'] => {
  if (told === id) return [{ what: 'id', column }]
  return number !== undefined && (told === number || `INC-${told}` === number)
    ? [{ what: 'number', column }]
    : []
}

const asValue = (value: unknown, things: Things): Value => {
  if (typeof value !== 'string') return { kind: 'same', value }
  const names = (['id', 'number', 'now'] as const).flatMap((what) => {
    const text = things[what]
    return text === undefined ? [] : [{ what, text }]
  })
  let pieces: (string | { put: Thing })[] = [value]
  for (const { what, text } of names) {
    pieces = pieces.flatMap((piece) =>
      typeof piece === 'string'
        ? piece.split(text).flatMap((part, index) => (index === 0 ? [part] : [{ put: what }, part]))
        : [piece],
    )
  }
  return pieces.length === 1 ? { kind: 'same', value } : { kind: 'made', pieces }
}
