import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RawDoor } from './bind.ts'
import type { Surroundings } from './surroundings.ts'

/** Answered before the body is parsed: what the sender calls its content does not matter, and nothing is read unasked. */
export const openRaw = (app: FastifyInstance, door: RawDoor, surroundings: Surroundings): void => {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const { status, headers, body } = await door
      .answer(surroundings, {
        method: request.method === 'GET' ? 'GET' : 'POST',
        path: request.url.replace(/\?.*$/s, ''),
        header: (name) => {
          const value = request.headers[name]
          return typeof value === 'string' ? value : undefined
        },
        address: request.ip,
        // Who stops reading leaves the connection open, so that the answer can be heard.
        body: { [Symbol.asyncIterator]: () => request.raw.iterator({ destroyOnReturn: false }) },
      })
      // The address holds a secret: it is not logged.
      .catch((error: unknown) => {
        surroundings.log.error({ err: error, door: door.paths[0] })
        return { status: 500, headers: {}, body: Buffer.alloc(0) }
      })
    // What is still on its way is not waited for.
    if (!request.raw.readableEnded && request.method !== 'GET') void reply.header('connection', 'close')
    await reply
      .status(status)
      .headers({ 'cache-control': 'no-store', ...headers })
      .send(body)
    return reply
  }
  for (const url of door.paths)
    app.route({ method: ['GET', 'POST'], url, onRequest: answer, handler: () => undefined })
}
