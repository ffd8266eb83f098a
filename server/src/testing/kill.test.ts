import assert from 'node:assert/strict'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** Three rounds, one of each kind, in the usual run; `TROUSSE_KILL_ROUNDS=20` for the long one. */
const rounds = Number(process.env['TROUSSE_KILL_ROUNDS'] ?? 3)
const writers = 8
const roundLasts = 1500

const main = join(import.meta.dirname, '../main.ts')
const folder = await mkdtemp(join(tmpdir(), 'trousse-kill-'))
await chmod(folder, 0o755)
const port = await freePort()
const address = `http://127.0.0.1:${port}`
const { DATABASE_URL: _app, DATABASE_OWNER_URL: _owner, ...inherited } = process.env
const account = { email: 'alix@example.test', password: 'correct horse battery staple' }
const environment = {
  ...inherited,
  HOST: '127.0.0.1',
  PORT: String(port),
  TROUSSE_DATA: folder,
  TROUSSE_ADMIN_EMAIL: account.email,
  TROUSSE_ADMIN_PASSWORD: account.password,
  LOG_LEVEL: 'silent',
}

let node: ChildProcess | null = null
after(async () => {
  await end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  const running = node
  node = null
  if (running === null || running.exitCode !== null || running.signalCode !== null) return
  const ended = new Promise((resolve) => running.once('exit', resolve))
  running.kill(signal)
  await ended
}

let said = ''

/** Starts the product as a person does, and says how long it took until it could work. */
const start = async (): Promise<number> => {
  const began = performance.now()
  node = spawn(process.execPath, [main, 'start'], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  said = ''
  node.stderr?.on('data', (data: Buffer) => (said += data.toString()))
  const child = node
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`The start ended with ${child.exitCode}: ${said}`)
    if (performance.now() - began > 120_000) throw new Error(`The start did not come to its end: ${said}`)
    await sleep(20)
  }
  return performance.now() - began
}

const isReady = () =>
  fetch(`${address}/ready`).then(
    ({ status }) => status === 200,
    () => false,
  )

const killPostgres = (): void => {
  const [pid = ''] = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

const kinds = ['node', 'PostgreSQL', 'both'] as const

/** Answers how long it took until the next answer; what was killed outside of the product's sight is started by hand. */
const kill = async (kind: (typeof kinds)[number]): Promise<number> => {
  if (kind === 'node') {
    await end('SIGKILL')
    return start()
  }
  if (kind === 'both') {
    killPostgres()
    await end('SIGKILL')
    return start()
  }
  const began = performance.now()
  killPostgres()
  while ((await isReady()) && performance.now() - began < 2000) await sleep(5)
  while (!(await isReady())) {
    if (node?.exitCode !== null) throw new Error(`The product ended with its database: ${said}`)
    if (performance.now() - began > 120_000) throw new Error('PostgreSQL was not started again.')
    await sleep(20)
  }
  return performance.now() - began
}

const call = (method: string, path: string, token: string, body?: unknown, key?: string) =>
  fetch(`${address}/api/v1${path}`, {
    method,
    headers: {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const Numbered = z.object({ number: z.string() })
const List = z.object({
  items: z.array(z.object({ number: z.string(), title: z.string() })),
  nextCursor: z.string().nullable(),
})

const signIn = async (): Promise<string> => {
  const session = await call('POST', '/session', '', account)
  assert.equal(session.status, 200)
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const answer = await fetch(`${address}/api/v1/tokens`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'writer', scopes: ['read', 'write'] }),
  })
  return z.object({ token: z.string() }).parse(await answer.json()).token
}

/** Everything that a writer was told to be done: its title, and the number that it was given. */
const answered = new Map<string, string>()
const over = new AbortController()
let retried = 0

/** Writes until it is over; what was not answered is sent again with the same key, as a program would. */
const write = async (writer: number, token: string): Promise<void> => {
  for (let turn = 0; !over.signal.aborted; turn++) {
    const title = `écrit ${writer}-${turn}`
    for (;;) {
      const number = await report(title, token)
      if (number !== null) {
        answered.set(title, number)
        break
      }
      retried += 1
      await sleep(50)
    }
  }
}

const report = async (title: string, token: string): Promise<string | null> => {
  try {
    const response = await call('POST', '/incidents', token, { title, urgency: 2, impact: 2 }, title)
    if (response.status === 201) return Numbered.parse(await response.json()).number
    assert.equal(response.status, 503, await response.text())
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error
  }
  return null
}

const everything = async (token: string): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>()
  let cursor = ''
  for (;;) {
    const response = await call('GET', `/records?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`, token)
    const { items, nextCursor } = List.parse(await response.json())
    for (const { number, title } of items) found.set(title, [...(found.get(title) ?? []), number])
    if (nextCursor === null) return found
    cursor = nextCursor
  }
}

test(`${rounds} times kill -9 under ${writers} writers: what was answered is there, nothing is there twice, and the next start needs no hand`, async (t) => {
  t.diagnostic(`first start: ${Math.round(await start())} ms`)
  const token = await signIn()
  const writing = Array.from({ length: writers }, (_, writer) => write(writer, token))
  const times = new Map<string, number[]>()
  for (let round = 0; round < rounds; round++) {
    const kind = kinds[round % kinds.length] ?? 'both'
    await sleep(roundLasts)
    const took = await kill(kind)
    times.set(kind, [...(times.get(kind) ?? []), Math.round(took)])
  }
  await sleep(roundLasts)
  over.abort()
  await Promise.all(writing)

  const found = await everything(token)
  const lost = [...answered].filter(([title, number]) => !(found.get(title) ?? []).includes(number))
  const twice = [...found].filter(([, numbers]) => numbers.length > 1)
  assert.deepEqual({ lost, twice }, { lost: [], twice: [] })
  assert.ok(answered.size > writers * rounds, 'the writers wrote')
  assert.ok(retried > 0, 'the writers were interrupted')
  t.diagnostic(`${answered.size} writes answered, ${retried} attempts cut off`)
  for (const [kind, all] of times) t.diagnostic(`ready again after kill -9 of ${kind}: ${all.join(', ')} ms`)
})

test('the journal verifies after all that, while the server runs and while it does not', async () => {
  const verify = () =>
    new Promise<{ code: unknown; output: string }>((resolve) => {
      execFile(process.execPath, [main, 'verify'], { env: environment }, (error, output, said) =>
        resolve({ code: error?.code ?? 0, output: output + said }),
      )
    })
  const running = await verify()
  assert.equal(running.code, 0, running.output)
  assert.match(running.output, /faults +0\n/)
  await end('SIGTERM')
  const stopped = await verify()
  assert.equal(stopped.code, 0, stopped.output)
  assert.match(stopped.output, /faults +0\n/)
})

test('a start after an ordinary stop is measured', async (t) => {
  t.diagnostic(`second start to /ready: ${Math.round(await start())} ms`)
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address()
      probe.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0))
    })
  })
}
