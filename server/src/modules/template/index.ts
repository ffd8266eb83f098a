import { templateApi } from '#contract/template/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { createTemplate, editTemplate, endTemplate } from './commands.ts'
import { listTemplates } from './queries.ts'

export const template: Module = {
  bindings: [
    bind(templateApi.list, listTemplates),
    bind(templateApi.create, createTemplate),
    bind(templateApi.edit, editTemplate),
    bind(templateApi.end, endTemplate),
  ],
}
