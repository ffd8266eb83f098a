import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of the trial's own, which the user of the database may enter. */
export const openFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `trousse-${name}-`))
  chmodSync(folder, 0o755)
  return folder
}

/** Whatever was started ends with us, also where somebody stops us. */
export const endOnSignals = (end: () => Promise<void>): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().finally(() => process.exit(1)))
}

/** Steps against a real counterpart, told as they end; the process says by its status whether all held. */
export const openTrial = () => {
  const began = performance.now()
  const results: boolean[] = []
  const secondsSince = (from: number) => (performance.now() - from) / 1000
  return {
    /** What has been going on for how long. */
    tell: (what: string): void => console.log(`${what} (${secondsSince(began).toFixed(1)} s)`),
    check: async (name: string, work: () => Promise<void>): Promise<void> => {
      const from = performance.now()
      const fault: unknown = await work().then(
        () => null,
        (error: unknown) => error,
      )
      results.push(fault === null)
      console.log(`${fault === null ? '✔' : '✖'} ${name} (${secondsSince(from).toFixed(1)} s)`)
      if (fault !== null) console.error(fault)
    },
    /** Ends the process; `said` is what the product told, for whoever looks for the fault. */
    conclude: (said: string): never => {
      const failed = results.filter((held) => !held).length
      if (failed > 0) console.error(said.slice(-20_000))
      console.log(
        `${results.length - failed} passed, ${failed} failed (${Math.round(secondsSince(began))} s)`,
      )
      process.exit(failed === 0 ? 0 : 1)
    },
  }
}
