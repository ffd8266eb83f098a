import { Socket } from 'node:net'
import { prefix } from '#platform/http/surroundings.ts'
import type { Ask } from './inside.ts'
import { stretch } from './measure.ts'
import { report } from './crew.ts'

/**
 * Asks the server as so many programs do, each with a connection of its own that stays open. In a process of its own,
 * and no more of HTTP than the answers need: what the asking costs is taken from the server on a small machine.
 */
export interface LoadOrder {
  port: number
  asks: readonly Ask[]
  isOnce: boolean
  lanes: number
  seconds: number
}

const run = async ({ port, asks, isOnce, lanes, seconds }: LoadOrder) => {
  const doors = await Promise.all(Array.from({ length: lanes }, () => openDoor(port)))
  const messages = asks.map(asMessage)
  let next = 0
  const measured = await stretch({ lanes, seconds }, async (lane) => {
    const message = isOnce ? messages[next] : messages[next % messages.length]
    const door = doors[lane]
    if (message === undefined || door === undefined) return false
    next += 1
    await door.ask(message)
    return true
  })
  for (const door of doors) door.close()
  return measured
}

const asMessage = ({ method, path, token, body }: Ask): Buffer => {
  const content = body === undefined ? '' : JSON.stringify(body)
  const type =
    body === undefined
      ? ''
      : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(content)}\r\n`
  return Buffer.from(
    `${method} ${prefix}${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n${type}\r\n${content}`,
  )
}

interface Door {
  ask: (message: Buffer) => Promise<void>
  close: () => void
}

const openDoor = async (port: number): Promise<Door> => {
  const socket = new Socket()
  socket.setNoDelay(true)
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(port, '127.0.0.1', resolve)
  })
  let answered: { resolve: () => void; reject: (error: Error) => void } | null = null
  let head = ''
  let missing = -1
  socket.on('data', (chunk: Buffer) => {
    if (missing < 0) {
      head += chunk.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      missing = lengthIn(head) - (head.length - end - 4)
    } else missing -= chunk.length
    if (missing > 0) return
    const isGood = /^HTTP\/1\.1 20[01] /.test(head)
    if (isGood) answered?.resolve()
    else answered?.reject(new Error(`The server answered:\n${head}`))
    head = ''
    missing = -1
  })
  socket.on('close', () => answered?.reject(new Error('The server closed the connection.')))
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        answered = { resolve, reject }
        socket.write(message)
      }),
    close: () => {
      answered = null
      socket.destroy()
    },
  }
}

const lengthIn = (head: string): number => Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)

process.on('message', (order: LoadOrder) => report(run(order)))
