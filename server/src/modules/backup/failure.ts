import type { BackupFailure } from '#contract/backup/api.ts'
import type { z } from 'zod'
import { BackupUnderWay } from '#platform/database/backup/dump.ts'
import { BackupRefused } from '#platform/database/backup/format.ts'

export interface Reason {
  code: z.output<typeof BackupFailure>
  detail: string
}

/** Said where something is known not to work before it is tried. */
export class NoRoom extends Error {}

const notWritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EISDIR', 'EEXIST'])

/** Why a backup or a rehearsal did not come about, for people. */
export const reasonOf = (error: unknown): Reason => {
  const detail = error instanceof Error ? error.message : String(error)
  if (error instanceof BackupUnderWay) return { code: 'under-way', detail }
  if (error instanceof NoRoom) return { code: 'no-room', detail }
  if (error instanceof BackupRefused && detail.includes('createdb')) return { code: 'not-permitted', detail }
  const system = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (system === 'ENOSPC' || system === 'EDQUOT' || system === '53100') return { code: 'no-room', detail }
  if (notWritable.has(system)) return { code: 'not-writable', detail }
  return { code: 'other', detail: detail.slice(0, 500) }
}
