import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The real server, in a process of its own, as `npm start` runs it. */
export interface Product {
  url: string
  port: number
  pid: number
  /** From its spawning to its first ready answer, in milliseconds. */
  startedIn: number
  stop: () => Promise<void>
}

/** As `npm start` sets it. */
const compiled = join(import.meta.dirname, '../node_modules/.cache/trousse')
const main = join(import.meta.dirname, '../server/src/main.ts')

export const startProduct = async (environment: Readonly<Record<string, string>>): Promise<Product> => {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [main, 'start'], {
    env: {
      NODE_COMPILE_CACHE: compiled,
      ...process.env,
      LOG_LEVEL: 'error',
      HOST: '127.0.0.1',
      PORT: String(port),
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(url, child)
  return {
    url,
    port,
    pid: child.pid ?? 0,
    startedIn: performance.now() - began,
    stop: async () => {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGTERM')
      await ended
    },
  }
}

const untilReady = async (url: string, child: ChildProcess): Promise<void> => {
  for (;;) {
    if (child.exitCode !== null) throw new Error('The server did not start: see above.')
    const isReady = await fetch(`${url}/ready`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) return
    await sleep(5)
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('There is no free port.'))
        else resolve(address.port)
      })
    })
  })
