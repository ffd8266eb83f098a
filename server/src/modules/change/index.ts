import { changeApi } from '#contract/change/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { registerProcess } from '../record/index.ts'
import { changeProcess } from './activities.ts'
import { createChange, editChange } from './commands.ts'
import { controlChange, decideChange } from './decide.ts'
import './kind.ts'
import { tellLapses } from './lapses.ts'
import { listModels } from './models.ts'
import { listIncidents, listMine, readApprovals, readChange, readImpactOf } from './queries.ts'
import { changeReactions } from './reactions.ts'
import { readSheet } from './sheet.ts'
import { addTask, editTask } from './tasks.ts'
import { putModifications } from './write-sheet.ts'

registerProcess(changeProcess)

export const change: Module = {
  bindings: [
    bind(changeApi.create, createChange),
    bind(changeApi.mine, listMine),
    bind(changeApi.read, readChange),
    bind(changeApi.edit, editChange),
    bind(changeApi.addTask, addTask),
    bind(changeApi.editTask, editTask),
    bind(changeApi.impact, readImpactOf),
    bind(changeApi.modifications, readSheet),
    bind(changeApi.putModifications, putModifications),
    bind(changeApi.approvals, readApprovals),
    bind(changeApi.decide, decideChange),
    bind(changeApi.control, controlChange),
    bind(changeApi.incidents, listIncidents),
    bind(changeApi.models, listModels),
  ],
  reactions: changeReactions,
  schedules: [{ name: 'tell-change-lapses', cron: '*/10 * * * *', run: tellLapses }],
}
