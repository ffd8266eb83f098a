import type { Refusal } from '#contract/inventory/api.ts'
import { openAttempts, networkOf } from '#platform/http/attempts.ts'
import type { Knock, RawAnswer, RawDoor } from '#platform/http/bind.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { emitter } from '#platform/context.ts'
import { digestOf, transact } from '#platform/database/transaction.ts'
import { noteContact, type Knocked } from './contact.ts'
import { credentialIn, isTokenPath, tokenFor } from './credential.ts'
import type { Noted } from './fields.ts'
import { takeIn, type Taken } from './intake.ts'
import { agentOf, readMessage, type Message } from './message.ts'
import { normalise } from './normalise.ts'
import { payloadLimits, readPayload, type Payload } from './payload.ts'
import type { Outcome as Read } from './refusal.ts'
import { replyTo, replyToRefusal } from './reply.ts'
import { openTurns } from './turns.ts'
import { isIgnored, keepWaiting } from './waiting.ts'

/** Under which addresses agents look for a server of inventories; the secret stands in the first, or comes along otherwise. */
const paths = [
  '/inventory/:secret',
  '/inventory/:secret/*',
  ...[
    '/ocsinventory',
    '/plugins/fusioninventory',
    '/plugins/glpiinventory',
    '/marketplace/glpiinventory',
    '/front/inventory.php',
  ].flatMap((path) => [path, `${path}/*`]),
  '/api.php/token',
]

const longestMilliseconds = 30_000
/** Before a body is read: a site with fifty machines that all report at eight stays below it. */
const knocksAMinute = 300
const notesAnHour = 600

const openLimits = () => ({
  wrong: openAttempts(60, 600),
  knocks: openAttempts(knocksAMinute, 60),
  // One a minute, three at once: who tries something out runs the agent again.
  inventories: openAttempts(3, 180),
  challenges: openAttempts(1, 26 * 3600),
  notes: openAttempts(notesAnHour, 3600),
  turns: openTurns(2, 20),
  // Strangers who dawdle keep nobody waiting but each other.
  strangers: openTurns(1, 5),
})

type Limits = ReturnType<typeof openLimits>

const limitsOf = new WeakMap<Surroundings, Limits>()

/** Each process counts for itself. */
export const agentDoor: RawDoor = {
  paths,
  answer: (surroundings, knock) => {
    const limits = limitsOf.get(surroundings) ?? openLimits()
    limitsOf.set(surroundings, limits)
    return answer(limits, surroundings, knock)
  },
}

/** What is known of a knock so far: what the answer and the list of contacts are made of. */
interface Visit {
  clientId: string | null
  keepsLastUser: boolean
  payload: Payload | null
  message: Message | null
  notes: readonly Noted[]
  bytes: number
}

const answer = async (limits: Limits, surroundings: Surroundings, knock: Knock): Promise<RawAnswer> => {
  if (knock.method === 'GET')
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') }
  const began = performance.now()
  const now = surroundings.clock()
  const headers = { agentId: knock.header('glpi-agent-id'), userAgent: knock.header('user-agent') }
  const visit: Visit = {
    clientId: null,
    keepsLastUser: false,
    payload: null,
    message: null,
    notes: [],
    bytes: 0,
  }
  const note = async (
    rest: Pick<Knocked, 'outcome' | 'refusal'> & { ciId?: string | null },
  ): Promise<void> => {
    if (!limits.notes.take(visit.clientId ?? 'nobody', now.epochMilliseconds)) return
    await transact(surroundings.pool, { as: 'worker' }, { now }, (db) =>
      noteContact(db, {
        ciId: null,
        ...rest,
        at: now,
        clientId: visit.clientId,
        address: knock.address,
        userAgent: headers.userAgent ?? '',
        agent: visit.message?.agent ?? (headers.userAgent === undefined ? null : agentOf(headers)),
        deviceId: visit.message?.deviceId ?? null,
        kind: visit.message?.kind ?? null,
        notes: visit.notes,
        bytes: visit.bytes,
        milliseconds: performance.now() - began,
      }),
    )
  }
  const refuse = async (refusal: Refusal, extra: Record<string, string> = {}): Promise<RawAnswer> => {
    await note({ outcome: 'refused', refusal })
    const { status, headers: own, body } = replyToRefusal(refusal, agentOf(headers), visit.payload)
    return { status, headers: { ...own, ...extra }, body }
  }

  const network = networkOf(knock.address)
  if (!limits.wrong.take(network, now.epochMilliseconds)) return refuse('too-often', { 'retry-after': '600' })
  if (isTokenPath(knock.path)) {
    // A token is the secret itself: whoever asks for one has it.
    const token = await tokenFor(knock, (secret) =>
      doorOf(surroundings, secret, now).then((door) => door.client !== null),
    )
    if (token.status === 200) limits.wrong.giveBack(network)
    return token
  }
  const secret = credentialIn(knock)
  const door = await doorOf(surroundings, secret, now)
  if (secret !== null && door.client === null) return refuse('wrong-secret')
  limits.wrong.giveBack(network)
  visit.clientId = door.client
  visit.keepsLastUser = door.keepsLastUser
  const sender = `${network} ${headers.agentId ?? headers.userAgent ?? ''}`
  if (door.client === null) {
    if (!door.hasQuarantine || limits.challenges.take(sender, now.epochMilliseconds))
      return refuse('no-secret', { 'www-authenticate': 'Basic realm="Trousse"' })
  } else limits.challenges.forget(sender)
  if (!limits.knocks.take(`${door.client ?? ''} ${network}`, now.epochMilliseconds))
    return refuse('too-often', { 'retry-after': '60' })

  const turns = door.client === null ? limits.strangers : limits.turns
  const turn = await turns(async () => {
    const read = await readWithin(knock, visit, headers)
    if ('refused' in read) return refuse(read.refused)
    const message = read.value
    visit.message = message
    const payload = visit.payload
    if (payload === null) return refuse('not-readable')
    if (message.kind !== 'inventory') {
      await note({ outcome: 'greeted', refusal: null })
      return replyTo(message, payload)
    }
    if (!limits.inventories.take(`${door.client ?? network} ${message.deviceId}`, now.epochMilliseconds))
      return refuse('too-often', { 'retry-after': '60' })
    try {
      const taken = await take(surroundings, visit, { message, knock, now })
      if (taken === null) return await refuse('quarantine-full')
      await note({ outcome: taken.outcome, refusal: null, ciId: taken.ciId })
      return replyTo(message, payload)
    } catch (error) {
      surroundings.log.error({ err: error, device: message.deviceId }, 'an inventory could not be taken in')
      return await refuse('not-taken')
    }
  })
  return turn === null ? refuse('too-busy', { 'retry-after': '60' }) : turn.value
}

interface FoundDoor {
  client: string | null
  hasQuarantine: boolean
  keepsLastUser: boolean
}

const doorOf = (
  surroundings: Surroundings,
  secret: string | null,
  now: Temporal.Instant,
): Promise<FoundDoor> =>
  transact(surroundings.pool, { as: 'worker' }, { now, isReadOnly: true }, async (db) => {
    const row = await db
      .selectFrom('inventory_setting as s')
      .leftJoin('inventory_door as d', (join) =>
        join.on('d.digest', '=', digestOf(secret ?? '')).on('d.ended_at', 'is', null),
      )
      .select(['d.client_id', 's.has_quarantine', 's.keeps_last_user'])
      .executeTakeFirstOrThrow()
    return { client: row.client_id, hasQuarantine: row.has_quarantine, keepsLastUser: row.keeps_last_user }
  })

/** Reads and understands the body, as far as the clock allows. */
const readWithin = async (
  { body }: Knock,
  visit: Visit,
  headers: { agentId?: string | undefined; userAgent?: string | undefined },
): Promise<Read<Message>> => {
  const counted = async function* () {
    for await (const chunk of body) {
      visit.bytes += chunk.length
      yield chunk
    }
  }
  const late = Promise.withResolvers<Read<Payload>>()
  const timer = setTimeout(() => late.resolve({ refused: 'too-slow' }), longestMilliseconds)
  const reading = readPayload(counted(), payloadLimits).catch((): Read<Payload> => ({ refused: 'cut-short' }))
  const read = await Promise.race([reading, late.promise]).finally(() => clearTimeout(timer))
  if ('refused' in read) return read
  visit.payload = read.value
  return readMessage(read.value, headers, { keepLastUser: visit.keepsLastUser })
}

const take = async (
  { pool, reactionsOf }: Surroundings,
  visit: Visit,
  {
    message,
    knock,
    now,
  }: { message: Extract<Message, { kind: 'inventory' }>; knock: Knock; now: Temporal.Instant },
): Promise<Taken | null> => {
  const { inventory, notes } = normalise(message)
  visit.notes = notes
  const { agent, deviceId, agentId, tag, partial: isPartial } = message
  const report = { agent, deviceId, agentId, tag, isPartial, inventory, address: knock.address }
  const { clientId } = visit
  return transact(pool, { as: 'worker' }, { now }, async (db) => {
    if (clientId !== null)
      return takeIn({ db, now, actor: null, emit: emitter(db, reactionsOf) }, { clientId, report })
    if (await isIgnored(db, null, deviceId)) return { outcome: 'ignored', ciId: null, number: null }
    const isKept = await keepWaiting(db, { clientId: null, report, candidates: [] }, now)
    return isKept ? { outcome: 'quarantined', ciId: null, number: null } : null
  })
}
