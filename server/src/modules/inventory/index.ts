import { inventoryApi } from '#contract/inventory/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { agentDoor } from './agent-door.ts'
import { forgetContacts } from './contact.ts'
import { decideWaiting } from './decide.ts'
import { decideDeviations, listDeviations } from './deviations.ts'
import { editSettings, endSecret, listDoors, makeSecret } from './doors.ts'
import { listContacts, listInstallations, listMachines, listWaiting, readInventory } from './queries.ts'
import { inventoryReactions } from './reactions.ts'
import { unlockField } from './unlock.ts'

export { agentDoor } from './agent-door.ts'

export const inventory: Module = {
  bindings: [
    bind(inventoryApi.makeSecret, makeSecret),
    bind(inventoryApi.endSecret, endSecret),
    bind(inventoryApi.listDoors, listDoors),
    bind(inventoryApi.editSettings, editSettings),
    bind(inventoryApi.listContacts, listContacts),
    bind(inventoryApi.listMachines, listMachines),
    bind(inventoryApi.listWaiting, listWaiting),
    bind(inventoryApi.decide, decideWaiting),
    bind(inventoryApi.listDeviations, listDeviations),
    bind(inventoryApi.decideDeviations, decideDeviations),
    bind(inventoryApi.ofItem, readInventory),
    bind(inventoryApi.unlock, unlockField),
    bind(inventoryApi.installations, listInstallations),
  ],
  doors: [agentDoor],
  reactions: inventoryReactions,
  schedules: [{ name: 'forget-inventory-contacts', cron: '17 * * * *', run: forgetContacts }],
}
