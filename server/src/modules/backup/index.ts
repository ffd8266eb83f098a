import { backupApi } from '#contract/backup/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { makeBackup } from './chores.ts'
import { editPlan, requestBackup } from './commands.ts'
import { listBackups, readPlan } from './queries.ts'
import { backupVital, rehearsalVital } from './vitals.ts'

export { makeBackup } from './chores.ts'
export { compareBackup, type Comparison } from './compare.ts'
export { recordMade, recordRestored } from './record.ts'

export const backup: Module = {
  bindings: [
    bind(backupApi.list, listBackups),
    bind(backupApi.request, requestBackup),
    bind(backupApi.readPlan, readPlan),
    bind(backupApi.editPlan, editPlan),
  ],
  chores: [makeBackup],
  vitals: [backupVital, rehearsalVital],
}
