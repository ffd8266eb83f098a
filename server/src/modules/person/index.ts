import { personApi } from '#contract/person/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { createPerson, editPerson, editSelf, endPerson, invitePerson } from './commands.ts'
import { listPeople, listSubstitutions, readPerson } from './queries.ts'
import { resetSecondFactor } from './reset-second-factor.ts'
import { endSubstitution, substitute } from './substitutions.ts'

export { admitPerson, endPeopleOf } from './commands.ts'

export const person: Module = {
  bindings: [
    bind(personApi.list, listPeople),
    bind(personApi.read, readPerson),
    bind(personApi.create, createPerson),
    bind(personApi.edit, editPerson),
    bind(personApi.end, endPerson),
    bind(personApi.invite, invitePerson),
    bind(personApi.resetSecondFactor, resetSecondFactor),
    bind(personApi.editSelf, editSelf),
    bind(personApi.listSubstitutions, listSubstitutions),
    bind(personApi.substitute, substitute),
    bind(personApi.endSubstitution, endSubstitution),
  ],
}
