import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Failure } from '../failure.ts'

const dist = join(import.meta.dirname, '../../../../web/dist')

/** Scripts and styles come from here alone; styles are also written by the component family. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

/** The web application: built files, kept for ever by their hashed names, and one page for every address of it. */
export const openPages = async (app: FastifyInstance): Promise<void> => {
  if (!existsSync(join(dist, 'index.html'))) return
  // Their names carry a digest of their content: whoever has one need never ask again.
  await app.register(fastifyStatic, {
    root: join(dist, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  })
  await app.register(fastifyStatic, {
    root: dist,
    wildcard: false,
    globIgnore: ['assets/**'],
    index: false,
    decorateReply: false,
  })
  app.get('/*', (request, reply) => {
    if (request.url.startsWith('/api/')) throw new Failure('not_found')
    return reply
      .header('content-security-policy', policy)
      .header('x-frame-options', 'DENY')
      .header('cache-control', 'no-cache')
      .sendFile('index.html', dist, { cacheControl: false })
  })
}
