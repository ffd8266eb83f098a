import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import fastifyCookie from '@fastify/cookie'
import fastifyMultipart from '@fastify/multipart'
import type { Audience } from '#contract/endpoint.ts'
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { emitter, type Context, type Door, type OpenContext } from '../context.ts'
import type { Database } from '../database/connect.ts'
import { transact, type Actor, type Entry } from '../database/transaction.ts'
import { Failure } from '../failure.ts'
import { openApiPages } from './api-page.ts'
import type { Binding, Download, RawDoor } from './bind.ts'
import { fit } from './fit.ts'
import { openLive } from './live.ts'
import { openPages } from './pages.ts'
import { openRaw } from './raw.ts'
import { openProbes } from './probes.ts'
import { problemOf, type Language } from './problem.ts'
import { repeatable } from './repeat.ts'
import { receive } from './receive.ts'
import { houseOf, prefix, type Surroundings } from './surroundings.ts'

export type HttpServer = FastifyInstance

const cookieName = 'trousse_session'
const deviceCookieName = 'trousse_device'
const largestBody = 2 * 1024 * 1024
export const largestFile = 25 * 1024 * 1024

/** Opens every door of the contract; nothing else of the product knows the HTTP library. */
export const openHttp = async (
  bindings: readonly Binding[],
  surroundings: Surroundings,
  doors: readonly RawDoor[] = [],
): Promise<FastifyInstance> => {
  const { config, log } = surroundings
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestBody,
    trustProxy: config.trustsProxy,
    requestTimeout: 120_000,
    frameworkErrors: (error, request, reply) => refuse(error, request, reply),
    routerOptions: { maxParamLength: 200 },
  })
  await app.register(fastifyCookie)
  await app.register(fastifyMultipart, {
    limits: { fileSize: largestFile, files: 1, fields: 10, fieldSize: 10_000 },
  })
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply))
  app.setNotFoundHandler((request, reply) => refuse(new Failure('not_found'), request, reply))
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin')
  })
  openProbes(app, surroundings)
  openApiPages(app)
  for (const binding of bindings) route(app, binding, surroundings)
  for (const door of doors) openRaw(app, door, surroundings)
  await openLive(app, surroundings, identify)
  await openPages(app)
  return app
}

const route = (app: FastifyInstance, binding: Binding, surroundings: Surroundings): void => {
  const { method, path } = binding.endpoint
  app.route({
    method,
    url: prefix + path.replaceAll(/\{(\w+)\}/g, ':$1'),
    handler: (request, reply) => answer(binding, { request, reply, surroundings }),
  })
}

interface Exchange {
  request: FastifyRequest
  reply: FastifyReply
  surroundings: Surroundings
}

const answer = async (binding: Binding, exchange: Exchange): Promise<unknown> => {
  const { request, reply } = exchange
  if (binding.endpoint.method !== 'GET') checkOrigin(request)
  if (binding.kind === 'open') return answerOpen(binding, exchange)
  if (binding.kind === 'open-download') return answerOpenFile(binding, exchange)
  if (binding.kind !== 'upload') return answerScoped(binding, exchange)

  // Whoever may not send it is told before the disk has written a byte.
  await within(binding, exchange, async () => undefined)
  const { upload, fields } = await receive(request)
  try {
    const given = { ...asObject(request.query), ...fields, ...asObject(request.params) }
    const { name, sha256 } = upload
    const input = { ...given, file: [name, sha256.toString('hex')] }
    const { status, body } = await within(binding, exchange, (context) =>
      once(binding, exchange, { context, input }, () => binding.run(context, given, upload)),
    )
    return reply.status(status).send(body)
  } finally {
    await upload.discard()
  }
}

const answerOpen = async (
  binding: Extract<Binding, { kind: 'open' }>,
  exchange: Exchange,
): Promise<unknown> => {
  const { request, reply, surroundings } = exchange
  const now = surroundings.clock()
  const isReadOnly = binding.endpoint.method === 'GET'
  const body = await transact(surroundings.pool, { as: 'nobody' }, { now, isReadOnly }, async (db) => {
    const context = openContextOf(exchange, db, now)
    return fit(binding.endpoint, 'anyone', await binding.run(context, inputOf(request)))
  })
  return reply.status(binding.endpoint.status).send(body)
}

const answerOpenFile = async (
  binding: Extract<Binding, { kind: 'open-download' }>,
  exchange: Exchange,
): Promise<void> => {
  const { request, reply, surroundings } = exchange
  const now = surroundings.clock()
  await transact(surroundings.pool, { as: 'nobody' }, { now, isReadOnly: true }, async (db) => {
    await sendFile(reply, await binding.run(openContextOf(exchange, db, now), inputOf(request)))
  })
}

const openContextOf = (exchange: Exchange, db: Database, now: Temporal.Instant): OpenContext => ({
  db,
  now,
  language: languageOf(exchange.request),
  emit: emitter(db, exchange.surroundings.reactionsOf),
  door: doorOf(exchange),
})

const answerScoped = async (
  binding: Extract<Binding, { kind: 'scoped' | 'download' | 'either' }>,
  exchange: Exchange,
): Promise<unknown> => {
  const { request, reply } = exchange
  if (binding.kind === 'download') {
    return within(binding, exchange, async (context) =>
      sendFile(reply, await binding.run(context, inputOf(request))),
    )
  }
  if (binding.kind === 'either') {
    return within(binding, exchange, async (context) => {
      const told = await binding.run(context, inputOf(request))
      if ('file' in told) return sendFile(reply, told.file)
      return reply.status(200).send(fit(binding.endpoint, audienceOf(context.actor), told.answer))
    })
  }
  const { status, body } = await within(binding, exchange, async (context) => {
    const input = inputOf(request)
    return once(binding, exchange, { context, input }, () => binding.run(context, input))
  })
  return reply.status(status).send(body)
}

/** A write that comes with a key happens once a key. */
const once = (
  { endpoint }: Binding,
  { request }: Exchange,
  { context, input }: { context: Context; input: unknown },
  work: () => Promise<unknown>,
) => {
  const run = async () => ({
    status: endpoint.status,
    body: fit(endpoint, audienceOf(context.actor), await work()),
  })
  const key = request.headers['idempotency-key']
  return typeof key === 'string' && endpoint.method !== 'GET'
    ? repeatable(context, { key, route: endpoint.path, input }, run)
    : run()
}

/** One transaction under the caller's scope; the answer leaves after the commit. */
const within = async <T>(
  binding: Binding,
  exchange: Exchange,
  work: (context: Context) => Promise<T>,
): Promise<T> => {
  const { request, surroundings } = exchange
  const entry = identify(request)
  if (entry === null) throw new Failure('signed_out')
  const now = surroundings.clock()
  // What leaves as a file is noted in the journal.
  const isReadOnly =
    binding.endpoint.method === 'GET' && binding.kind !== 'download' && binding.kind !== 'either'
  return transact(surroundings.pool, entry, { now, isReadOnly }, async (db, actor) => {
    if (actor === null) throw new Failure('signed_out')
    request.language = actor.language
    checkAudience(binding, actor)
    noteSeen(actor, surroundings, now)
    const emit = emitter(db, surroundings.reactionsOf)
    return work({ actor, db, now, emit, door: doorOf(exchange), house: houseOf(surroundings) })
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    language?: Language
  }
}

const checkAudience = ({ endpoint }: Binding, actor: Actor): void => {
  if (!endpoint.for.includes(audienceOf(actor))) throw new Failure('forbidden')
  if (!actor.scopes.includes(endpoint.scope)) throw new Failure('missing_scope')
  if (actor.mustEnrol === true && !endpoint.enrols) throw new Failure('second_factor_required')
}

const audienceOf = (actor: Actor): Audience => {
  if (actor.clientId !== null) return 'client'
  return actor.supplierId !== null ? 'supplier' : 'staff'
}

const identify = (request: FastifyRequest): Entry | null => {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const secret = /^Bearer ([\w.-]{20,200})$/.exec(authorization)?.[1]
    return secret === undefined ? null : { as: 'session', secret }
  }
  const secret = request.cookies[cookieName]
  return secret === undefined || secret === '' ? null : { as: 'session', secret }
}

/** A browser says where a write comes from; a program with a token says nothing, and no browser sends that token by itself. */
const checkOrigin = (request: FastifyRequest): void => {
  const { origin, authorization, host } = request.headers
  if (authorization !== undefined || origin === undefined) {
    const site = request.headers['sec-fetch-site']
    if (authorization === undefined && site !== undefined && site !== 'same-origin' && site !== 'none') {
      throw new Failure('wrong_origin')
    }
    return
  }
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new Failure('wrong_origin')
}

const doorOf = ({ request, reply, surroundings }: Exchange): Door => ({
  address: request.ip,
  agent: (request.headers['user-agent'] ?? '').slice(0, 200),
  url: surroundings.config.url.replace(/\/+$/, ''),
  vault: surroundings.vault,
  microsoftLogin: surroundings.config.microsoftLogin,
  setCookie: (secret, expiresAt) => {
    const expires = expiresAt === null ? {} : { expires: new Date(expiresAt.epochMilliseconds) }
    void reply.setCookie(cookieName, secret, { ...cookieOptions(request, surroundings), ...expires })
  },
  clearCookie: () => {
    void reply.clearCookie(cookieName, cookieOptions(request, surroundings))
  },
  device: request.cookies[deviceCookieName] ?? null,
  keepDevice: (secret, expiresAt) => {
    const expires = new Date(expiresAt.epochMilliseconds)
    void reply.setCookie(deviceCookieName, secret, { ...cookieOptions(request, surroundings), expires })
  },
})

const cookieOptions = (request: FastifyRequest, { config }: Surroundings) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: request.protocol === 'https' || config.url.startsWith('https:'),
})

/** The last sign of life is noted at most every five minutes, beside the request. */
const noteSeen = (actor: Actor, { pool }: Surroundings, now: Temporal.Instant): void => {
  if (actor.sessionId === null || actor.seenAt === null) return
  if (now.since(Temporal.Instant.from(actor.seenAt)).total('minutes') < 5) return
  pool
    .query('select touch_session($1, $2::timestamptz)', [actor.sessionId, now.toString()])
    .catch(() => undefined)
}

const inputOf = (request: FastifyRequest): unknown => {
  const given = request.method === 'GET' ? request.query : (request.body ?? {})
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new Failure('malformed_request', { detail: 'a JSON object is expected' })
  }
  return { ...given, ...asObject(request.params) }
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

/** Sent while the transaction is open, so that a large file is read piece by piece. */
const sendFile = async (reply: FastifyReply, download: Download): Promise<void> => {
  const { name, mediaType, size, content, isShown = false } = download
  const plain = name.replaceAll(/[^\w. -]/g, '_')
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': mediaType,
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    ...(isShown ? { 'cache-control': 'private, max-age=3600' } : {}),
    ...(size === undefined ? {} : { 'content-length': size }),
  })
  const whole = typeof content === 'string' || content instanceof Uint8Array
  await pipeline(Readable.from(whole ? [content] : content), reply.raw)
}

const languageOf = (request: FastifyRequest): Language => {
  if (request.language !== undefined) return request.language
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'fr'
}

const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const problem = problemOf(error, languageOf(request))
  if (problem.code === 'internal') request.log.error({ err: error, url: request.url, method: request.method })
  return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}
