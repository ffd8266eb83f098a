import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Client } from 'pg'
import { transact, type Actor, type Entry } from '../database/transaction.ts'
import { Failure } from '../failure.ts'
import { prefix, type Surroundings } from './surroundings.ts'

interface Listener {
  entry: Entry
  actor: Actor
  response: ServerResponse
}

/** What the database says after a commit: what changed, never its content. The screens fetch again, through row-level security. */
interface Word {
  event: string
  visibility: string
  subject?: string
  number?: string
  version?: number
  client?: string | null
  requester?: string | null
  isConfidential?: boolean
  presence?: { id: string; name: string }
}

/** Server-sent events at `/events`: one LISTEN a process, filtered for each person who is connected. */
export const openLive = async (
  app: FastifyInstance,
  surroundings: Surroundings,
  identify: (request: FastifyRequest) => Entry | null,
): Promise<void> => {
  const listeners = new Set<Listener>()
  const enter = (entry: Entry) =>
    transact(
      surroundings.pool,
      entry,
      { now: surroundings.clock(), isReadOnly: true },
      async (_db, entered) => entered,
    )
  /** Who may listen no longer hears nothing more; who became somebody else hears as that. */
  const check = async (listener: Listener): Promise<void> => {
    const actor = await enter(listener.entry).catch(() => listener.actor)
    if (actor === null) listener.response.end()
    else listener.actor = actor
  }
  const hear = (payload: string) => {
    const word: Word = JSON.parse(payload)
    for (const listener of listeners) {
      if (concerns(word, listener.actor)) listener.response.write(`data: ${payload}\n\n`)
      if (endings.has(word.event) && word.subject === listener.actor.id) void check(listener)
    }
  }
  let stopListening = async (): Promise<void> => undefined
  // Not before the doors open: until then the database may have to be made.
  app.addHook('onReady', async () => {
    stopListening = listen(surroundings, hear, () => {
      for (const { response } of listeners) response.write('event: resync\ndata: {}\n\n')
    })
  })
  const heartbeat = setInterval(() => {
    for (const listener of listeners) {
      listener.response.write(': alive\n\n')
      void check(listener)
    }
  }, 25_000)
  heartbeat.unref()

  app.get(`${prefix}/events`, async (request, reply) => {
    const entry = identify(request)
    if (entry === null) throw new Failure('signed_out')
    const actor = await enter(entry)
    if (actor === null) throw new Failure('signed_out')
    if (!actor.scopes.includes('read')) throw new Failure('missing_scope')
    if (actor.mustEnrol === true) throw new Failure('second_factor_required')
    reply.hijack()
    const response = reply.raw
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    response.write('retry: 2000\n\n')
    const listener = { entry, actor, response }
    listeners.add(listener)
    response.on('close', () => listeners.delete(listener))
  })
  app.addHook('preClose', async () => {
    clearInterval(heartbeat)
    for (const { response } of listeners) response.end()
    await stopListening()
  })
}

/** What may end a person's listening. */
const endings = new Set(['session.ended', 'password.changed', 'person.ended', 'person.edited'])

const concerns = (word: Word, actor: Actor): boolean => {
  if (actor.clientId === null && actor.supplierId === null) return true
  if (actor.clientId === null || word.visibility !== 'client' || word.client !== actor.clientId) return false
  const isOwn = word.requester === actor.id
  return isOwn || (actor.clientLevel !== 'requester' && word.isConfidential !== true)
}

/** Keeps one listening connection, and finds the database again when it has been away. */
const listen = (
  { pool, log }: Surroundings,
  hear: (payload: string) => void,
  onReturn: () => void,
): (() => Promise<void>) => {
  let client: Client | null = null
  let isStopped = false
  const open = async (isReturn: boolean): Promise<void> => {
    if (isStopped) return
    const next = new Client(pool.options)
    next.on('error', () => undefined)
    next.on('notification', ({ payload }) => hear(payload ?? '{}'))
    next.on('end', () => {
      if (!isStopped) setTimeout(() => void open(true), 500).unref()
    })
    try {
      await next.connect()
      // Whoever stopped us meanwhile found no connection to end.
      if (isStopped) return await next.end()
      await next.query('listen trousse')
      client = next
      if (isReturn) onReturn()
    } catch (error) {
      log.warn({ err: error }, 'live updates wait for the database')
      await next.end().catch(() => undefined)
    }
  }
  void open(false)
  return async () => {
    isStopped = true
    await client?.end().catch(() => undefined)
  }
}
