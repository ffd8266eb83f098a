import { viewApi } from '#contract/view/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { removeView, saveView } from './commands.ts'
import { listViews } from './queries.ts'

export const view: Module = {
  bindings: [bind(viewApi.list, listViews), bind(viewApi.save, saveView), bind(viewApi.remove, removeView)],
}
