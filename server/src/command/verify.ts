import { readConfig } from '#platform/config.ts'
import { openPool } from '#platform/database/connect.ts'
import { findRunning } from '#platform/database/embedded.ts'
import { transact } from '#platform/database/transaction.ts'
import { openLog } from '#platform/log.ts'
import { verifyJournal } from '../modules/journal/index.ts'
import { openDatabase } from '../start.ts'

type Verification = Awaited<ReturnType<typeof verifyJournal>>

/** Recomputes every chain, whether the server runs or not; 1 for the shell where something was changed. */
export const runVerify = async (environment = process.env): Promise<void> => {
  const { url, close } = await reach(environment)
  const pool = openPool(url, { max: 1 })
  try {
    const now = Temporal.Now.instant()
    const verification = await transact(pool, { as: 'worker' }, { now }, (db) => verifyJournal(db, now))
    for (const line of report(verification)) console.log(line)
    if (verification.faults.length > 0) process.exitCode = 1
  } finally {
    await pool.end()
    await close()
  }
}

/** A server that runs is asked beside its work; else the database is started for this alone. */
const reach = async (
  environment: typeof process.env,
): Promise<{ url: string; close: () => Promise<void> }> => {
  const config = readConfig(environment)
  const running = config.database === null ? await findRunning(config.data) : null
  if (running !== null) {
    return { url: running(config.isDemo ? 'trousse_demo' : 'trousse', 'app'), close: async () => undefined }
  }
  const { app, server } = await openDatabase(config, openLog(config.logLevel))
  return { url: app, close: async () => server?.stop() }
}

const report = (found: Verification): string[] => [
  row('chaînes / chains', found.subjects),
  row('entrées / entries', found.entries),
  row('expurgées / redacted', found.redacted),
  row('sceaux / seals', found.lastSeal === null ? found.seals : `${found.seals} (${found.lastSeal})`),
  row('numéros sans ticket / unused numbers', named(found.missingNumbers)),
  row('fautes / faults', found.faults.length),
  ...found.faults.map(({ number, kind, subject, seq, fault }) =>
    ['  ', number ?? `${kind} ${subject}`, seq === null ? '' : `#${seq}`, fault].join(' '),
  ),
]

const row = (name: string, value: string | number): string => `${name.padEnd(40)}${value}`

const named = (numbers: readonly string[]): string =>
  numbers.length === 0
    ? '0'
    : `${numbers.length} (${numbers.slice(0, 20).join(', ')}${numbers.length > 20 ? ' …' : ''})`
