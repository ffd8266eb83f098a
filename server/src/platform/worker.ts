import type { EventName } from '#contract/events.ts'
import { events } from '#contract/events.ts'
import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import { emitter } from './context.ts'
import type { Database } from './database/connect.ts'
import { openPatientPool } from './database/patient-pool.ts'
import { transact } from './database/transaction.ts'
import type { Surroundings } from './http/surroundings.ts'
import type { Chore, Schedule, Site } from './module.ts'
import type { Happening, InsideContext, Reaction } from './reactions.ts'

export interface Worker {
  stop: () => Promise<void>
  /** Has it not ended, and can its queue be read? */
  isAlive: () => Promise<boolean>
}

interface Work {
  reactions: readonly Reaction[]
  schedules: readonly Schedule[]
  chores: readonly Chore[]
}

/** Runs reactions and schedules until stopped. The queue's own tables belong to the owner, the work runs as `worker`. */
export const startWorker = async (ownerUrl: string, work: Work, surroundings: Site): Promise<Worker> => {
  // A process that only answers does without it.
  const { Logger, run } = await import('graphile-worker')
  const pgPool = openPatientPool(ownerUrl, 4)
  const { log } = surroundings
  const runner = await run({
    pgPool,
    // One more than the chores that a slow server outside may hold up at a time.
    concurrency: 3,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: new Logger(() => (level, message) => {
      const said = worthSaying.get(level)
      if (said !== undefined) log[said](message)
    }),
    taskList: tasksOf(work, surroundings),
    crontab: [...work.schedules, ...work.chores]
      .flatMap(({ name, cron }) => (cron === undefined ? [] : [`${cron} ${name} ?max=3`]))
      .join('\n'),
  })
  let hasEnded = false
  runner.promise
    .catch((error: unknown) => log.error({ err: error }, 'the worker stopped'))
    .finally(() => {
      hasEnded = true
      return pgPool.end()
    })
    .catch(() => undefined)
  return {
    stop: () => runner.stop(),
    isAlive: async () => {
      if (hasEnded) return false
      await pgPool.query('select from graphile_worker._private_jobs limit 1')
      return true
    },
  }
}

/** What the queue's library says is said by us too, where it is more than its daily work. */
const worthSaying = new Map<string, 'error' | 'warn'>([
  ['error', 'error'],
  ['warning', 'warn'],
])

const Job = z.object({ entry: z.string(), reaction: z.string() })

/** Runs one reaction on one journal entry, as the queue does; tests call it too. */
export const react = async (
  { entry, name }: { entry: string; name: string },
  reactions: readonly Reaction[],
  surroundings: Surroundings,
): Promise<void> => {
  const found = reactions.find((reaction) => reaction.name === name)
  if (found === undefined) throw new Error(`No reaction is called ${name}.`)
  await asWorker(surroundings, async (context) => {
    const happening = await readHappening(context.db, entry)
    if (happening !== null) await found.run(context, happening)
  })
}

/** One chore, woken by the journal entry if one is named; tests call it too. */
export const runChore = async (chore: Chore, site: Site, entry: string | null): Promise<void> => {
  const happening = entry === null ? null : await asWorker(site, ({ db }) => readHappening(db, entry))
  await chore.run(site, happening)
}

/** One schedule to its end, turn by turn; tests call it too. */
export const runSchedule = async (schedule: Schedule, surroundings: Surroundings): Promise<void> => {
  for (;;) {
    const { hasMore, troubles = [] } = await asWorker(surroundings, schedule.run)
    for (const trouble of troubles) surroundings.log.error({ err: trouble, schedule: schedule.name })
    if (!hasMore) return
  }
}

export const asWorker = <T>(
  { pool, clock, reactionsOf }: Pick<Surroundings, 'pool' | 'clock' | 'reactionsOf'>,
  work: (context: InsideContext) => Promise<T>,
): Promise<T> => {
  const now = clock()
  return transact(pool, { as: 'worker' }, { now }, (db) => work({ db, now, emit: emitter(db, reactionsOf) }))
}

const tasksOf = ({ reactions, schedules, chores }: Work, surroundings: Site): TaskList => ({
  react: async (payload) => {
    const { entry, reaction } = Job.parse(payload)
    const chore = chores.find(({ name }) => name === reaction)
    if (chore === undefined) await react({ entry, name: reaction }, reactions, surroundings)
    else await runChore(chore, surroundings, entry)
  },
  ...Object.fromEntries(
    schedules.map((schedule) => [schedule.name, () => runSchedule(schedule, surroundings)]),
  ),
  ...Object.fromEntries(chores.map((chore) => [chore.name, () => runChore(chore, surroundings, null)])),
})

/** Null where the body was redacted since: there is nothing left to react to. */
const readHappening = async (db: Database, entry: string): Promise<Happening | null> => {
  const row = await db
    .selectFrom('journal_entry as e')
    .innerJoin('journal_body as b', 'b.entry_id', 'e.id')
    .select(['e.id', 'e.subject_id', 'e.event', 'e.at', 'e.actor_id', 'b.body'])
    .where('e.id', '=', entry)
    .executeTakeFirst()
  if (row === undefined || !isEvent(row.event)) return null
  const body = events[row.event].parse(row.body)
  return { entry, subject: row.subject_id, event: row.event, body, at: row.at, actorId: row.actor_id }
}

const isEvent = (name: string): name is EventName => name in events
