import { isAbsolute } from 'node:path'
import type { backupApi } from '#contract/backup/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { difference } from '#platform/difference.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { ensure } from '#platform/policy.ts'
import { mayKeepBackups } from './policy.ts'
import { isWritable, readPlan } from './queries.ts'
import { findProvider } from './record.ts'

/** It is made beside the work, by whichever process runs jobs. */
export const requestBackup = async ({ actor, db, emit }: Context) => {
  ensure(mayKeepBackups(actor))
  const provider = await findProvider(db)
  if (provider === null) throw new Failure('not_possible', { detail: 'there is nothing to back up yet' })
  await emit({ subject: provider.id, event: 'backup.requested', body: {} })
  return {}
}

export const editPlan = async (
  context: Context,
  { version, ...given }: z.output<(typeof backupApi)['editPlan']['input']>,
) => {
  const { actor, db, emit } = context
  ensure(mayKeepBackups(actor))
  await db.selectFrom('backup_plan').select('version').forUpdate().execute()
  const before = await readPlan(context)
  if (before.version !== version) throw new Failure('stale_version', { current: before })
  const change = difference(before, given)
  if (change === null) return before
  await checkFolder(given.folder ?? null, actor.language)
  const set = {
    is_on: given.isOn,
    hour: given.hour,
    folder: given.folder,
    keep_daily: given.keepDaily,
    keep_weekly: given.keepWeekly,
    keep_monthly: given.keepMonthly,
    rehearsal: given.rehearsal,
  }
  await db
    .updateTable('backup_plan')
    .set({ ...set, version: version + 1 })
    .execute()
  const provider = await findProvider(db)
  if (provider !== null) await emit({ subject: provider.id, event: 'backup.planned', body: change })
  return readPlan(context)
}

/** Said now rather than in the night. */
const checkFolder = async (folder: string | null, language: 'fr' | 'en'): Promise<void> => {
  if (folder === null || (isAbsolute(folder) && (await isWritable(folder)))) return
  throw invalid('folder', sentence[language])
}

const sentence = {
  fr: 'Trousse ne peut pas écrire dans ce dossier du serveur. Donnez le chemin complet d’un dossier qui existe et qui lui appartient.',
  en: 'Trousse can’t write into this folder of the server. Give the whole path of a folder that exists and is its own.',
}
