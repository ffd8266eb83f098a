import { createServer, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import {
  agentOf,
  readMessage,
  type Headers,
  type Message,
} from '../../server/src/modules/inventory/message.ts'
import { readPayload } from '../../server/src/modules/inventory/payload.ts'
import { replyTo, replyToRefusal, type Reply } from '../../server/src/modules/inventory/reply.ts'
import type { Refusal } from '../../server/src/modules/inventory/refusal.ts'

/** What agents talk to: today a small server of our own rules, which keeps what it hears. */
export interface Receiver {
  /** Without a path: agents have theirs. */
  address: string
  heard: (Message | Refusal)[]
  /** Whether inventories are taken just now. */
  isWanted: boolean
  stop: () => Promise<void>
}

export const startReceiver = async (): Promise<Receiver> => {
  const receiver: Receiver = { address: '', heard: [], isWanted: true, stop: async () => {} }
  const server = createServer((request, response) => {
    void answer(request, receiver).then(({ status, headers, body }) =>
      response.writeHead(status, headers).end(body),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  if (place === null || typeof place === 'string') throw new Error('The receiver has no port.')
  receiver.address = `http://127.0.0.1:${place.port}`
  receiver.stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return receiver
}

const answer = async (request: IncomingMessage, { heard, isWanted }: Receiver): Promise<Reply> => {
  const agentId = request.headers['glpi-agent-id']
  const headers: Headers = {
    agentId: typeof agentId === 'string' ? agentId : undefined,
    userAgent: request.headers['user-agent'],
  }
  const payload = await readPayload(request)
  if ('refused' in payload) {
    heard.push(payload.refused)
    return replyToRefusal(payload.refused, agentOf(headers))
  }
  const message = readMessage(payload.value, headers)
  if ('refused' in message) {
    heard.push(message.refused)
    return replyToRefusal(message.refused, agentOf(headers), payload.value)
  }
  heard.push(message.value)
  return replyTo(message.value, payload.value, { isWanted })
}
