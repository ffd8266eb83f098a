import { organisationApi } from '#contract/organisation/api.ts'
import { bind, bindOpen } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { editProvider, setUp } from './commands.ts'
import { readProvider, readSetUp } from './queries.ts'

export { createFirstAccount, unnamedProvider } from './first-account.ts'
export { readSetUp } from './queries.ts'
export { createSetUpLink } from './set-up-link.ts'

export const organisation: Module = {
  bindings: [
    bindOpen(organisationApi.status, readSetUp),
    bindOpen(organisationApi.setUp, setUp),
    bind(organisationApi.read, readProvider),
    bind(organisationApi.edit, editProvider),
  ],
}
