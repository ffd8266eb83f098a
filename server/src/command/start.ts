import { start } from '../start.ts'
import { openFirstAccess } from './first-access.ts'

/** Runs until a signal says to stop; a second one stops at once. */
export const runStart = async (): Promise<void> => {
  const running = await start()
  console.log(`\n  Trousse  ${running.config.url}\n`)
  await openFirstAccess(running)
  let isStopping = false
  const onSignal = () => {
    if (isStopping) process.exit(1)
    isStopping = true
    void running.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
