import { mkdir, rm, writeFile } from 'node:fs/promises'
import { demonstrationMark } from '#platform/config.ts'
import { onChangeover } from '../modules/demonstration/index.ts'
import type { EmbeddedServer } from '#platform/database/embedded.ts'
import type { Surroundings } from '#platform/http/surroundings.ts'
import { start, type Running } from '../start.ts'
import { openFirstAccess } from './first-access.ts'

/** Runs until a signal says to stop; a second one stops at once. `server`: the database that runs already. */
export const runStart = async (server: EmbeddedServer | null): Promise<void> => {
  let running = await open(process.env, server)
  let turning: Promise<void> = Promise.resolve()
  const goOver = async (before: Promise<void>, to: 'demonstration' | 'own') => {
    await before
    running = await turn(running, to)
  }
  onChangeover({
    build: async () => {
      const { buildDemonstration } = await import('../demo/build.ts')
      await buildDemonstration({ config: running.config, log: running.surroundings.log }, running.place)
    },
    turn: (to) => {
      turning = goOver(turning, to)
      turning.catch(giveUp)
    },
  })
  let isStopping = false
  const onSignal = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    void turning.then(() => running.stop()).then(() => process.exit(0))
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

const open = async (
  environment: typeof process.env,
  server: EmbeddedServer | null = null,
): Promise<Running> => {
  const first: { link: string | null } = { link: null }
  const prepare = async (surroundings: Surroundings) => {
    first.link = await openFirstAccess(surroundings)
  }
  const running = await start(environment, { prepare, server })
  console.log(`\n  Trousse  ${running.config.url}\n`)
  if (first.link !== null) console.log(`  Première installation / first set-up :\n  ${first.link}\n`)
  return running
}

/** Goes over to the demonstration, or back and away from it; the next start remembers. */
const turn = async (running: Running, to: 'demonstration' | 'own'): Promise<Running> => {
  const { data } = running.config
  const isDemo = to === 'demonstration'
  await mkdir(data, { recursive: true })
  if (isDemo) await writeFile(demonstrationMark(data), '')
  else await rm(demonstrationMark(data), { force: true })
  await running.stop()
  const next = await open({ ...process.env, TROUSSE_DEMO: isDemo ? '1' : '0' })
  if (!isDemo) {
    const { dropDemonstration } = await import('../demo/build.ts')
    await dropDemonstration(next.place, data)
  }
  return next
}

const giveUp = (error: unknown): void => {
  console.error(error)
  process.exit(1)
}
