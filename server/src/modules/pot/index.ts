import { potApi } from '#contract/pot/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { createPot, editPot, endPot } from './commands.ts'
import { listPots, readPotOfRecord } from './queries.ts'
import { potReactions } from './reactions.ts'

export const pot: Module = {
  bindings: [
    bind(potApi.list, listPots),
    bind(potApi.create, createPot),
    bind(potApi.edit, editPot),
    bind(potApi.end, endPot),
    bind(potApi.ofRecord, readPotOfRecord),
  ],
  reactions: potReactions,
}
