import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { pathKeys, type Endpoint, type InputOf, type OutputOf } from '../contract/src/endpoint.ts'
import { freePort } from './test-mail/servers.ts'

const account = { email: 'alix@provider.test', password: 'correct horse battery staple' }

/** The product as a person starts it, with its own database, and its contract spoken from outside. */
export interface Product {
  /** Where it listens. */
  address: string
  start: () => Promise<void>
  /** As the machine would: without a word. */
  kill: () => Promise<void>
  stop: () => Promise<void>
  /** What it has said on its console. */
  said: () => string
  signIn: () => Promise<void>
  as: (token: string) => Voice
  /** The first account. */
  call: Voice
  tokenOf: (email: string, password: string) => Promise<string>
}

export type Voice = <E extends Endpoint>(endpoint: E, input: InputOf<E>) => Promise<OutputOf<E>>

export const openProduct = async (folder: string): Promise<Product> => {
  const data = join(folder, 'data')
  mkdirSync(data)
  chmodSync(data, 0o755)
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const { DATABASE_URL: _app, DATABASE_OWNER_URL: _owner, ...inherited } = process.env
  const env = {
    ...inherited,
    HOST: '127.0.0.1',
    PORT: String(port),
    TROUSSE_DATA: data,
    TROUSSE_ADMIN_EMAIL: account.email,
    TROUSSE_ADMIN_PASSWORD: account.password,
    LOG_LEVEL: 'warn',
  }
  let running: ChildProcess | null = null
  let said = ''
  let token = ''

  const send = async (endpoint: Endpoint, input: unknown, headers: Record<string, string>) => {
    const given: Record<string, unknown> = { ...Object(input) }
    const keys = pathKeys(endpoint.path)
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
      encodeURIComponent(String(given[key])),
    )
    const rest = Object.entries(given).filter(([key, value]) => !keys.includes(key) && value !== undefined)
    const query =
      endpoint.method === 'GET'
        ? `?${new URLSearchParams(rest.map(([key, value]) => [key, String(value)])).toString()}`
        : ''
    return fetch(`${address}/api/v1${path}${query}`, {
      method: endpoint.method,
      headers: { ...headers, ...(endpoint.method === 'GET' ? {} : { 'content-type': 'application/json' }) },
      ...(endpoint.method === 'GET' ? {} : { body: JSON.stringify(Object.fromEntries(rest)) }),
    })
  }
  const as =
    (bearer: string): Voice =>
    async (endpoint, input) => {
      const response = await send(endpoint, input, { authorization: `Bearer ${bearer}` })
      const text = await response.text()
      if (!response.ok)
        throw new Error(`${endpoint.method} ${endpoint.path} answered ${response.status}: ${text}`)
      return JSON.parse(text)
    }
  const tokenOf = async (email: string, password: string): Promise<string> => {
    const { sessionApi } = await import('../contract/src/session/api.ts')
    const session = await send(sessionApi.signIn, { email, password }, {})
    const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const answer = await send(sessionApi.createToken, { name: 'test', scopes: ['read', 'write'] }, { cookie })
    return z.object({ token: z.string() }).parse(await answer.json()).token
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const child = running
    running = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }
  return {
    address,
    start: async () => {
      const child = spawn(process.execPath, ['server/src/main.ts', 'start'], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (piece: Buffer) => (said += piece.toString()))
      running = child
      for (let turn = 0; turn < 2400; turn++) {
        const isReady = await fetch(`${address}/ready`).then(
          ({ status }) => status === 200,
          () => false,
        )
        if (isReady) return
        if (child.exitCode !== null) throw new Error(`The product ended with ${child.exitCode}: ${said}`)
        await sleep(50)
      }
      throw new Error(`The product did not start: ${said}`)
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    said: () => said,
    signIn: async () => {
      token = await tokenOf(account.email, account.password)
    },
    as,
    call: (endpoint, input) => as(token)(endpoint, input),
    tokenOf,
  }
}
