import { teamApi } from '#contract/team/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { createTeam, editTeam, endTeam } from './commands.ts'
import { listTeams } from './queries.ts'

export const team: Module = {
  bindings: [
    bind(teamApi.list, listTeams),
    bind(teamApi.create, createTeam),
    bind(teamApi.edit, editTeam),
    bind(teamApi.end, endTeam),
  ],
}
