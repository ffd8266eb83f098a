import { clientApi } from '#contract/client/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { organisationTable } from './organisation-table.ts'

export { checkClient } from './check-client.ts'
export { organisationTable } from './organisation-table.ts'

const clients = organisationTable('client')

export const createClient = clients.create

export const client: Module = {
  bindings: [
    bind(clientApi.list, clients.list),
    bind(clientApi.read, clients.read),
    bind(clientApi.create, clients.create),
    bind(clientApi.edit, clients.edit),
    bind(clientApi.end, clients.end),
  ],
}
