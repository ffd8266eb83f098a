import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Endpoint } from '#contract/endpoint.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { emitter, type Door, type Emit } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { transact } from '#platform/database/transaction.ts'
import type { Binding, Upload } from '#platform/http/bind.ts'
import { houseOf, type Surroundings } from '#platform/http/surroundings.ts'
import { indexReactions } from '#platform/reactions.ts'
import { react } from '#platform/worker.ts'
import { agentDoor } from '../modules/inventory/index.ts'
import { fileReceived, keepMail } from '../modules/mail/index.ts'
import { modules } from '../modules.ts'

const bindings = new Map(modules.flatMap((module) => module.bindings.map((one) => [one.endpoint, one])))
const reactions = modules.flatMap((module) => module.reactions ?? [])
const schedules = modules.flatMap((module) => module.schedules ?? [])
const reactionsOf = indexReactions(reactions)

/** Somebody's voice: what the person does is done under that person's session, by the function that HTTP would call. */
export interface Voice {
  call: <Input extends z.ZodType, Output extends z.ZodType>(
    endpoint: Endpoint<Input, Output>,
    input: z.input<Input>,
  ) => Promise<z.output<Output>>
  attach: <Input extends z.ZodType, Output extends z.ZodType>(
    endpoint: Endpoint<Input, Output>,
    input: z.input<Input>,
    file: TextFile | ByteFile,
  ) => Promise<z.output<Output>>
}

export interface TextFile {
  name: string
  text: string
}

export interface ByteFile {
  name: string
  bytes: Buffer
}

/** The product with a clock of its own, which only goes forward; what falls due on the way happens on the way. */
export interface Stage {
  now: () => Temporal.Instant
  reach: (at: Temporal.Instant) => Promise<void>
  /** A voice for who holds a token. */
  as: (token: string) => Voice
  /** Before the door, as nobody; answers the secret of the session that was opened, if one was. */
  atTheDoor: <Input extends z.ZodType, Output extends z.ZodType>(
    endpoint: Endpoint<Input, Output>,
    input: z.input<Input>,
  ) => Promise<{ answer: z.output<Output>; secret: string }>
  /** One transaction as nobody, for what has no endpoint. */
  asNobody: <T>(work: (db: Database) => Promise<T>) => Promise<T>
  runSchedule: (name: string) => Promise<void>
  /** A message comes into a mailbox, and is decided upon. */
  receive: (mailboxId: string, raw: Buffer) => Promise<void>
  /** An agent of inventories writes to an address of ours. */
  knock: (path: string, body: Buffer, agent: string) => Promise<void>
  /** Waits until everyone has been told what was to be told. */
  settle: () => Promise<void>
}

export const openStage = (surroundings: Surroundings, start: Temporal.Instant): Stage => {
  const { pool } = surroundings
  let instant = start
  const clock = () => instant
  const moved: Surroundings = { ...surroundings, clock, reactionsOf: () => [] }
  let waiting: Due[] = []
  let behind: Promise<void> = Promise.resolve()

  /** The queue stays empty: what follows an event follows beside the next one, at its own hour. */
  const noting =
    (db: Database): Emit =>
    async (emission) => {
      const entry = await emitter(db, moved.reactionsOf)(emission)
      waiting.push(...reactionsOf(emission.event).map((name) => ({ entry, name })))
      return entry
    }
  const following = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work
    const due = waiting
    waiting = []
    const then = instant
    await behind
    behind = reactAll(due, { ...moved, clock: () => then })
    // Whoever waits for it next is told of a failure.
    behind.catch(() => undefined)
    return answer
  }
  const door = (setCookie: Door['setCookie']): Door => ({
    address: '192.0.2.10',
    agent: 'Mozilla/5.0',
    url: surroundings.config.url,
    vault: surroundings.vault,
    microsoftLogin: surroundings.config.microsoftLogin,
    setCookie,
    clearCookie: () => undefined,
    device: null,
    keepDevice: () => undefined,
  })

  const run = (token: string, endpoint: Endpoint, input: unknown, upload?: Upload): Promise<unknown> =>
    following(
      transact(pool, { as: 'session', secret: token }, { now: instant }, async (db, actor) => {
        const binding = bindings.get(endpoint)
        if (actor === null || binding === undefined || isOpen(binding))
          throw new Error(`${endpoint.method} ${endpoint.path} can't be told.`)
        const house = houseOf(moved)
        const context = { actor, db, now: instant, emit: noting(db), door: door(() => undefined), house }
        if (binding.kind !== 'upload') return binding.run(context, input)
        if (upload === undefined) throw new Error(`${endpoint.path} takes a file.`)
        return binding.run(context, input, upload)
      }),
    )

  const runSchedule = async (name: string): Promise<void> => {
    const schedule = schedules.find((candidate) => candidate.name === name)
    if (schedule === undefined) throw new Error(`No schedule is called ${name}.`)
    for (let hasMore = true; hasMore;) {
      const turn = await following(
        transact(pool, { as: 'worker' }, { now: instant }, (db) =>
          schedule.run({ db, now: instant, emit: noting(db) }),
        ),
      )
      hasMore = turn.hasMore
    }
  }

  return {
    now: clock,
    as: (token) => ({
      call: async (endpoint, input) => endpoint.output.parse(await run(token, endpoint, input)),
      attach: (endpoint, input, file) =>
        spooled(file, async (upload) => endpoint.output.parse(await run(token, endpoint, input, upload))),
    }),
    atTheDoor: async (endpoint, input) => {
      const binding = bindings.get(endpoint)
      if (binding?.kind !== 'open') throw new Error(`${endpoint.path} is no open door.`)
      let secret = ''
      const answer = await transact(pool, { as: 'nobody' }, { now: instant }, (db) =>
        binding.run(
          {
            db,
            now: instant,
            language: 'fr',
            emit: noting(db),
            door: door((given) => {
              secret = given
            }),
          },
          input,
        ),
      )
      return { answer: endpoint.output.parse(answer), secret }
    },
    asNobody: (work) => transact(pool, { as: 'nobody' }, { now: instant }, work),
    runSchedule,
    receive: async (mailboxId, raw) => {
      await keepMail(moved, { mailboxId, raw, head: raw, size: raw.length, place: null })
      await fileReceived(moved)
    },
    knock: async (path, body, agent) => {
      await agentDoor.answer(moved, {
        method: 'POST',
        path,
        header: (name) => (name === 'user-agent' ? agent : undefined),
        address: '198.51.100.24',
        body: Readable.from([body]),
      })
    },
    settle: () => behind,
    reach: async (at) => {
      for (;;) {
        const due = await nextDue(surroundings, at)
        if (due === null) break
        if (Temporal.Instant.compare(due, instant) > 0) instant = due
        await runSchedule('fire-due')
      }
      if (Temporal.Instant.compare(at, instant) > 0) instant = at
    },
  }
}

const isOpen = (binding: Binding): binding is Extract<Binding, { kind: 'open' | 'open-download' }> =>
  binding.kind === 'open' || binding.kind === 'open-download'

interface Due {
  entry: string
  name: string
}

const reactAll = async (due: readonly Due[], surroundings: Surroundings): Promise<void> => {
  for (const one of due) await react(one, reactions, surroundings)
}

/** The minute at which the worker would find the next deadline, if that is before `until`. */
const nextDue = async ({ pool }: Surroundings, until: Temporal.Instant): Promise<Temporal.Instant | null> => {
  const due = await transact(pool, { as: 'worker' }, { now: until, isReadOnly: true }, async (db) => {
    const { rows } = await sql<{ due: Temporal.Instant | null }>`
      select min(due_at) as due from deadline where fired_at is null`.execute(db)
    return rows[0]?.due ?? null
  })
  if (due === null) return null
  const minute = due.round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  return Temporal.Instant.compare(minute, until) <= 0 ? minute : null
}

const spooled = async <T>(file: TextFile | ByteFile, work: (upload: Upload) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'trousse-demo-'))
  try {
    const path = join(folder, 'file')
    const bytes = 'bytes' in file ? file.bytes : Buffer.from(file.text, 'utf8')
    await writeFile(path, bytes)
    const sha256 = createHash('sha256').update(bytes).digest()
    return await work({ path, name: file.name, mediaType: 'text/plain', size: bytes.length, sha256 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
