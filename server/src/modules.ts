import type { Module } from '#platform/module.ts'
import { access } from './modules/access/index.ts'
import { problem } from './modules/problem/index.ts'
import { request } from './modules/request/index.ts'
import { recurrence } from './modules/recurrence/index.ts'
import { reply } from './modules/reply/index.ts'
import { record } from './modules/record/index.ts'
import { procedure } from './modules/procedure/index.ts'
import { intervention } from './modules/intervention/index.ts'
import { journal } from './modules/journal/index.ts'
import { incident } from './modules/incident/index.ts'
import { calendar } from './modules/calendar/index.ts'
import { knowledge } from './modules/knowledge/index.ts'
import { attachment } from './modules/attachment/index.ts'
import { artefact } from './modules/artefact/index.ts'
import { backup } from './modules/backup/index.ts'
import { healthOf } from './modules/health/index.ts'
import { agreement } from './modules/agreement/index.ts'
import { duty } from './modules/duty/index.ts'
import { demonstration } from './modules/demonstration/index.ts'
import { brand } from './modules/brand/index.ts'
import { company } from './modules/company/index.ts'
import { change } from './modules/change/index.ts'
import { client } from './modules/client/index.ts'
import { configuration } from './modules/configuration/index.ts'
import { fileImport } from './modules/import/index.ts'
import { inventory } from './modules/inventory/index.ts'
import { letter } from './modules/letter/index.ts'
import { licence } from './modules/licence/index.ts'
import { mail } from './modules/mail/index.ts'
import { notification } from './modules/notification/index.ts'
import { organisation } from './modules/organisation/index.ts'
import { pot } from './modules/pot/index.ts'
import { person } from './modules/person/index.ts'
import { report } from './modules/report/index.ts'
import { verification } from './modules/verification/index.ts'
import { search } from './modules/search/index.ts'
import { service } from './modules/service/index.ts'
import { supplier } from './modules/supplier/index.ts'
import { team } from './modules/team/index.ts'
import { indicator } from './modules/indicator/index.ts'
import { trend } from './modules/trend/index.ts'
import { template } from './modules/template/index.ts'
import { view } from './modules/view/index.ts'
import { session } from './modules/session/index.ts'

/** The one list of modules. */
export const modules: readonly Module[] = [
  session,
  organisation,
  demonstration,
  person,
  team,
  client,
  brand,
  company,
  supplier,
  service,
  notification,
  search,
  view,
  calendar,
  artefact,
  agreement,
  procedure,
  record,
  incident,
  request,
  problem,
  reply,
  template,
  recurrence,
  attachment,
  configuration,
  fileImport,
  report,
  change,
  verification,
  inventory,
  licence,
  duty,
  trend,
  indicator,
  knowledge,
  letter,
  mail,
  access,
  intervention,
  pot,
  journal,
  backup,
  healthOf(() => modules.flatMap((module) => module.vitals ?? [])),
]
