import { serviceApi } from '#contract/service/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { createCategory, editCategory, endCategory } from './categories.ts'
import { createService, editService, endService } from './commands.ts'
import { listCategories, listServices, listStates, readService } from './queries.ts'

export { addCategories } from './kit-categories.ts'
export { createService } from './commands.ts'

export const service: Module = {
  bindings: [
    bind(serviceApi.list, listServices),
    bind(serviceApi.read, readService),
    bind(serviceApi.listStates, listStates),
    bind(serviceApi.create, createService),
    bind(serviceApi.edit, editService),
    bind(serviceApi.end, endService),
    bind(serviceApi.listCategories, listCategories),
    bind(serviceApi.createCategory, createCategory),
    bind(serviceApi.editCategory, editCategory),
    bind(serviceApi.endCategory, endCategory),
  ],
}
