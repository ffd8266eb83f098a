import { readConfig } from '#platform/config.ts'
import { dropKept, listKept, restoreBackup, type Restored } from '#platform/database/backup/restore.ts'
import { prepareCluster } from '#platform/database/cluster.ts'
import { openPool } from '#platform/database/connect.ts'
import { openLog } from '#platform/log.ts'
import { asWorker } from '#platform/worker.ts'
import { recordRestored } from '../modules/backup/index.ts'
import { reachPlace, typedFile, type Reached } from './place.ts'

const usage = `Which file? npm run trousse -- restore FILE
  --with-faults       even if its journal does not verify
  --forget-previous   without a file: drops what earlier restores have put aside`

/** `restore FILE`: verified, made beside what is there, and only then put in its place. */
export const runRestore = async (words = process.argv.slice(3), environment = process.env): Promise<void> => {
  const config = readConfig(environment)
  const log = openLog(config.logLevel)
  if (words[0] === '--forget-previous') return forget(await reachPlace(config, log, { alone: false }))
  const file = typedFile(words[0], usage)
  const reached = await reachPlace(config, log, { alone: true })
  const { place, name, close } = reached
  const at = Temporal.Now.instant()
  try {
    await prepareCluster(place.maintenance, place.urlOf(name, 'app'))
    const restored = await restoreBackup(
      { file, passphrase: config.backupPassphrase },
      { place, name, at, acceptsFaults: words.includes('--with-faults') },
    )
    await note(reached, file, restored)
    for (const line of reportOf(restored)) console.log(line)
  } finally {
    await close()
  }
}

const note = async ({ place, name }: Reached, file: string, restored: Restored): Promise<void> => {
  const pool = openPool(place.urlOf(name, 'app'), { max: 1 })
  const clock = () => Temporal.Now.instant()
  try {
    await asWorker({ pool, clock, reactionsOf: () => [] }, (context) =>
      recordRestored(context, file, restored),
    )
  } finally {
    await pool.end()
  }
}

const forget = async ({ place, name, close }: Reached): Promise<void> => {
  try {
    const kept = await listKept(place, name)
    await dropKept(place, kept)
    console.log(kept.length === 0 ? 'Rien à oublier / nothing to forget.' : kept.join('\n'))
  } finally {
    await close()
  }
}

const reportOf = ({ manifest, rows, added, faults, kept }: Restored): string[] => [
  row(
    'sauvegarde du / backup of',
    `${manifest.at} (Trousse ${manifest.product}, PostgreSQL ${manifest.server})`,
  ),
  row('lignes / rows', rows),
  row('migrations ajoutées / added', added.length === 0 ? '0' : added.join(', ')),
  row('fautes du journal / journal faults', faults.length),
  ...(kept === null
    ? []
    : [row('anciennes données / former data', kept), `  npm run trousse -- restore --forget-previous`]),
]

const row = (name: string, value: string | number): string => `${name.padEnd(42)}${value}`
