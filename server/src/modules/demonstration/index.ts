import { organisationApi } from '#contract/organisation/api.ts'
import { bind, bindOpen } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { closeDemonstration, openDemonstration } from './commands.ts'

export { onChangeover } from './changeover.ts'

export const demonstration: Module = {
  bindings: [
    bindOpen(organisationApi.openDemonstration, openDemonstration),
    bind(organisationApi.closeDemonstration, closeDemonstration),
  ],
}
