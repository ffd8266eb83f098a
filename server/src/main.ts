import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { StartFailure } from '#platform/config.ts'

// What an earlier start has compiled need not be compiled again: half of the processor time of a start. `npm start` says so
// in its environment, which spares this file too; whoever starts it directly gets the same here. Where the folder cannot be
// written, Node goes on without.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/trousse'))

/** The command line: one word, one file. */
const commands: Record<string, () => Promise<unknown>> = {
  start: async () => (await import('./command/launch.ts')).launch(),
  demo: async () => (await import('./command/demo.ts')).runDemo(),
  backup: async () => (await import('./command/backup.ts')).runBackup(),
  restore: async () => (await import('./command/restore.ts')).runRestore(),
  verify: async () => (await import('./command/verify.ts')).runVerify(),
}

const name = process.argv[2] ?? 'start'
const command = commands[name]
try {
  if (command === undefined) {
    throw new StartFailure(
      `"${name}" is no command of Trousse. There are: ${Object.keys(commands).join(', ')}.`,
    )
  }
  await command()
} catch (error) {
  if (!(error instanceof StartFailure)) throw error
  console.error(`\n${error.message}\n`)
  process.exit(1)
}
