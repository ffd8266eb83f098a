import { dutyApi } from '#contract/duty/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { registerProcess } from '../record/index.ts'
import { dutyProcesses } from './activities.ts'
import { createRule, editRule, endRule, pauseRule, startDuty } from './commands.ts'
import { listDuties } from './evidence.ts'
import { makeDuties } from './make-duties.ts'
import { adoptPropositions, listPropositions } from './propositions.ts'
import { listRules, readRule } from './queries.ts'

for (const process of dutyProcesses) registerProcess(process)

export const duty: Module = {
  bindings: [
    bind(dutyApi.listRules, listRules),
    bind(dutyApi.readRule, readRule),
    bind(dutyApi.createRule, createRule),
    bind(dutyApi.editRule, editRule),
    bind(dutyApi.pauseRule, pauseRule),
    bind(dutyApi.endRule, endRule),
    bind(dutyApi.start, startDuty),
    bind(dutyApi.listPropositions, listPropositions),
    bind(dutyApi.adopt, adoptPropositions),
    bind(dutyApi.list, listDuties),
  ],
  schedules: [{ name: 'make-duties', cron: '* * * * *', run: makeDuties }],
}
