import type { Module } from '#platform/module.ts'
import { client } from './modules/client/index.ts'
import { organisation } from './modules/organisation/index.ts'
import { person } from './modules/person/index.ts'
import { service } from './modules/service/index.ts'
import { supplier } from './modules/supplier/index.ts'
import { team } from './modules/team/index.ts'
import { session } from './modules/session/index.ts'

/** The one list of modules. */
export const modules: readonly Module[] = [session, organisation, person, team, client, supplier, service]
