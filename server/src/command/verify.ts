import { readConfig, type Config } from '#platform/config.ts'
import { checkBackup } from '#platform/database/backup/read.ts'
import { openPool } from '#platform/database/connect.ts'
import { findRunning } from '#platform/database/embedded.ts'
import { transact } from '#platform/database/transaction.ts'
import { openLog } from '#platform/log.ts'
import { compareBackup, type Comparison } from '../modules/backup/index.ts'
import { verifyJournal } from '../modules/journal/index.ts'
import { openDatabase } from '../start.ts'
import { typedFile } from './place.ts'

type Verification = Awaited<ReturnType<typeof verifyJournal>>

/**
 * Recomputes every chain, whether the server runs or not; 1 for the shell where something was changed. `--backup FILE`: and
 * holds the journal against what a backup has of it.
 */
export const runVerify = async (words = process.argv.slice(3), environment = process.env): Promise<void> => {
  const config = readConfig(environment)
  const source = sourceOf(words, config)
  if (source !== null) await checkBackup(source)
  const { url, close } = await reach(config)
  const pool = openPool(url, { max: 1 })
  try {
    const now = Temporal.Now.instant()
    const verification = await transact(pool, { as: 'worker' }, { now }, (db) => verifyJournal(db, now))
    for (const line of report(verification)) console.log(line)
    if (verification.faults.length > 0) process.exitCode = 1
    if (source === null) return
    const compared = await transact(pool, { as: 'worker' }, { now, isReadOnly: true }, (db) =>
      compareBackup(db, source),
    )
    for (const line of reportComparison(compared)) console.log(line)
    if (compared.differences.length > 0) process.exitCode = 1
  } finally {
    await pool.end()
    await close()
  }
}

const usage = 'Against which file? npm run trousse -- verify --backup FILE'

const sourceOf = (words: readonly string[], { backupPassphrase }: Config) => {
  const place = words.indexOf('--backup')
  if (place === -1) return null
  return { file: typedFile(words[place + 1], usage), passphrase: backupPassphrase }
}

/** A server that runs is asked beside its work; else the database is started for this alone. */
const reach = async (config: Config): Promise<{ url: string; close: () => Promise<void> }> => {
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

const reportComparison = ({ manifest, chains, seals, differences }: Comparison): string[] => [
  '',
  row('sauvegarde du / backup of', `${manifest.at} (Trousse ${manifest.product})`),
  row('entrées / entries', manifest.journal.entries),
  row('têtes / heads', manifest.journal.heads),
  row(
    'scellé / seal',
    manifest.journal.seal === null ? '–' : `${manifest.journal.seal.day} ${manifest.journal.seal.hash}`,
  ),
  row('chaînes comparées / chains compared', chains),
  row('sceaux comparés / seals compared', seals),
  row('écarts / differences', differences.length),
  ...differences.map(({ kind, number, entries, fault }) =>
    ['  ', number ?? kind, entries === null ? '' : `#${entries}`, fault].join(' '),
  ),
]

const row = (name: string, value: string | number): string => `${name.padEnd(40)}${value}`

const named = (numbers: readonly string[]): string =>
  numbers.length === 0
    ? '0'
    : `${numbers.length} (${numbers.slice(0, 20).join(', ')}${numbers.length > 20 ? ' …' : ''})`
