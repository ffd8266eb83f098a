import { Client } from 'pg'
import type { Conversation, Spoken, Thing, Value } from './conversation.ts'
import { stretch } from './measure.ts'
import { report } from './crew.ts'

/** The floor: the product's own statements through the bare driver, on as many connections, each prepared once. */
export interface FloorOrder {
  url: string
  conversations: readonly Conversation[]
  /** Of a move: the records to move, each once. */
  targets: readonly { id: string; number: string }[] | null
  lanes: number
  seconds: number
}

const clients: Client[] = []

const run = async ({ url, conversations, targets, lanes, seconds }: FloorOrder) => {
  while (clients.length < lanes) {
    const client = new Client({ connectionString: url, pipeline: true })
    await client.connect()
    clients.push(client)
  }
  let next = 0
  return stretch({ lanes, seconds }, async (lane) => {
    const index = next
    next += 1
    const target = targets === null ? {} : targets[index]
    const conversation = conversations[index % conversations.length]
    const client = clients[lane]
    if (target === undefined || conversation === undefined || client === undefined) return false
    await speak(client, conversation, target)
    return true
  })
}

type Things = Partial<Record<Thing, string>>

const speak = async (client: Client, { groups }: Conversation, given: Things): Promise<void> => {
  const things: Things = { ...given, now: Temporal.Now.instant().toString() }
  for (const group of groups) {
    const answers = await Promise.all(group.map((spoken) => say(client, spoken, things)))
    for (const [index, { tells }] of group.entries()) {
      for (const { what, column } of tells) {
        const told = String(answers[index]?.rows[0]?.[column])
        if (given[what] === undefined)
          things[what] = what === 'number' && /^\d+$/.test(told) ? `INC-${told}` : told
      }
    }
  }
}

const say = (client: Client, { name, text, values }: Spoken, things: Things) => {
  if (name === undefined && values.length === 0) return client.query(text)
  const written = values.map((value) => write(value, things))
  return client.query<Record<string, unknown>>(
    name === undefined ? { text, values: written } : { name, text, values: written },
  )
}

const write = (value: Value, things: Things): unknown =>
  value.kind === 'same'
    ? value.value
    : value.pieces.map((piece) => (typeof piece === 'string' ? piece : (things[piece.put] ?? ''))).join('')

process.on('message', (order: FloorOrder) => report(run(order)))
