import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { Id, listOf, Nothing, Paging, Version } from '../list.ts'

export const Rehearsal = z.enum(['always', 'weekly', 'never'])
export const BackupCause = z.enum(['scheduled', 'requested', 'command', 'upgrade'])

/** Why one could not be made; `other` comes with what the system said. */
export const BackupFailure = z.enum(['no-room', 'not-writable', 'under-way', 'not-permitted', 'other'])

const fields = {
  isOn: z.boolean(),
  /** Of the organisation's zone. */
  hour: z.int().min(0).max(23),
  /** On the server; null: its own. */
  folder: z.string().trim().min(1).max(1000).nullable(),
  keepDaily: z.int().min(1).max(60),
  keepWeekly: z.int().min(0).max(60),
  keepMonthly: z.int().min(0).max(120),
  rehearsal: Rehearsal,
}

export const BackupPlan = z.object({
  ...fields,
  version: Version,
  /** Where the files lie when no folder is given. */
  ownFolder: z.string(),
  /** A passphrase was given to the process. */
  isEncrypted: z.boolean(),
  nextAt: Instant.nullable(),
  /** Bytes: what is kept now, what the plan will come to, and what the disk has left (null: the folder can't be read). */
  keptSize: z.int(),
  plannedSize: z.int(),
  freeSize: z.int().nullable(),
})
export type BackupPlan = z.infer<typeof BackupPlan>

export const Backup = z.object({
  id: Id,
  cause: BackupCause,
  startedAt: Instant,
  endedAt: Instant,
  file: z.string(),
  size: z.int().nullable(),
  rows: z.int().nullable(),
  sha256: z.string().nullable(),
  isEncrypted: z.boolean(),
  sealDay: z.string().nullable(),
  /** One digest over the last hash of every chain. */
  heads: z.string().nullable(),
  failure: z.object({ code: BackupFailure, detail: z.string() }).nullable(),
  rehearsal: z
    .object({
      at: Instant,
      seconds: z.int().nullable(),
      faults: z.int().nullable(),
      failure: z.object({ code: BackupFailure, detail: z.string() }).nullable(),
    })
    .nullable(),
  removedAt: Instant.nullable(),
})
export type Backup = z.infer<typeof Backup>

export const backupApi = {
  list: endpoint('GET /backups', Paging, listOf(Backup), {
    for: staff,
    summary: 'Backups, latest first, with what became of them: for administrators',
  }),
  request: endpoint('POST /backups', Nothing, Nothing, {
    for: staff,
    summary: 'Make a backup now, beside the work; the list shows it when it is whole',
  }),
  readPlan: endpoint('GET /backup-plan', Nothing, BackupPlan, {
    for: staff,
    summary: 'When backups are made, where they lie, which are kept',
  }),
  editPlan: endpoint(
    'PATCH /backup-plan',
    z.object(fields).partial().extend({ version: Version }),
    BackupPlan,
    {
      for: staff,
      summary: 'Edit the plan of backups: for administrators',
    },
  ),
}

const Failed = { code: BackupFailure, detail: z.string() }

export const backupEvents = {
  'backup.planned': z.record(z.string(), z.unknown()),
  'backup.requested': z.object({}),
  'backup.made': z.object({
    backup: Id,
    cause: BackupCause,
    file: z.string(),
    size: z.int(),
    rows: z.int(),
    sha256: z.string(),
    isEncrypted: z.boolean(),
    sealDay: z.string().nullable(),
    heads: z.string(),
  }),
  'backup.failed': z.object({ backup: Id, cause: BackupCause, file: z.string(), ...Failed }),
  'backup.rehearsed': z.object({ backup: Id, rows: z.int(), faults: z.int(), seconds: z.int() }),
  'backup.rehearsal-failed': z.object({ backup: Id, ...Failed }),
  'backup.removed': z.object({ backups: z.array(Id) }),
  /** The first entry after a restore: from here on, the chain goes on from the backup. */
  'backup.restored': z.object({
    file: z.string(),
    madeAt: z.string(),
    product: z.string(),
    rows: z.int(),
    faults: z.int(),
  }),
}
