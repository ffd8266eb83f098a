import { teamApi } from '#contract/team/api.ts'
import { bind, bindDownload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { enterAbsence, listAbsences, withdrawAbsence } from './absences.ts'
import { createTeam, editTeam, endTeam } from './commands.ts'
import { listTeams } from './queries.ts'
import { teamReactions } from './reactions.ts'
import { listTurns, planTurns, swapTurn } from './rota.ts'
import { exportStatement, readStatement } from './statement.ts'

export { toldFor } from './presence.ts'
export type { Told } from './who-is-there.ts'

export const team: Module = {
  bindings: [
    bind(teamApi.list, listTeams),
    bind(teamApi.create, createTeam),
    bind(teamApi.edit, editTeam),
    bind(teamApi.end, endTeam),
    bind(teamApi.listAbsences, listAbsences),
    bind(teamApi.enterAbsence, enterAbsence),
    bind(teamApi.withdrawAbsence, withdrawAbsence),
    bind(teamApi.listTurns, listTurns),
    bind(teamApi.planTurns, planTurns),
    bind(teamApi.swapTurn, swapTurn),
    bind(teamApi.onCallStatement, readStatement),
    bindDownload(teamApi.exportOnCall, exportStatement),
  ],
  reactions: teamReactions,
}
