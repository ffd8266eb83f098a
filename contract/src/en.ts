import { access } from './access/en.ts'
import { agreement } from './agreement/en.ts'
import { artefact } from './artefact/en.ts'
import { attachment } from './attachment/en.ts'
import { backup } from './backup/en.ts'
import { brand } from './brand/en.ts'
import { calendar } from './calendar/en.ts'
import { change } from './change/en.ts'
import { changeCalendar } from './change/calendar-en.ts'
import { client } from './client/en.ts'
import { company } from './company/en.ts'
import { configuration } from './configuration/en.ts'
import { inventory } from './inventory/en.ts'
import { error } from './error/en.ts'
import { escalation } from './escalation/en.ts'
import type { fr } from './fr.ts'
import { grid } from './grid/en.ts'
import { health } from './health/en.ts'
import { importWords } from './import/en.ts'
import { incident } from './incident/en.ts'
import { intervention } from './intervention/en.ts'
import { journal } from './journal/en.ts'
import { knowledge } from './knowledge/en.ts'
import { letter } from './letter/en.ts'
import { licence } from './licence/en.ts'
import { mail } from './mail/en.ts'
import { notification } from './notification/en.ts'
import { pot } from './pot/en.ts'
import { organisation } from './organisation/en.ts'
import { person } from './person/en.ts'
import { portal } from './portal/en.ts'
import { procedure } from './procedure/en.ts'
import { record } from './record/en.ts'
import { duty } from './duty/en.ts'
import { indicator } from './indicator/en.ts'
import { trend } from './trend/en.ts'
import { problem } from './problem/en.ts'
import { recurrence } from './recurrence/en.ts'
import { reply } from './reply/en.ts'
import { report } from './report/en.ts'
import { request } from './request/en.ts'
import { search } from './search/en.ts'
import { service } from './service/en.ts'
import { session } from './session/en.ts'
import { settings } from './settings/en.ts'
import { shell } from './shell/en.ts'
import { supplier } from './supplier/en.ts'
import { team } from './team/en.ts'
import { template } from './template/en.ts'
import { verification } from './verification/en.ts'
import { view } from './view/en.ts'

/** All words in English: what is missing beside the French does not compile. */
export const en: typeof fr = {
  access,
  agreement,
  artefact,
  attachment,
  backup,
  brand,
  calendar,
  change,
  changeCalendar,
  client,
  company,
  configuration,
  report,
  verification,
  inventory,
  error,
  escalation,
  grid,
  health,
  import: importWords,
  incident,
  intervention,
  journal,
  knowledge,
  letter,
  licence,
  mail,
  notification,
  pot,
  organisation,
  person,
  portal,
  procedure,
  record,
  duty,
  trend,
  indicator,
  problem,
  recurrence,
  reply,
  request,
  search,
  service,
  session,
  settings,
  shell,
  supplier,
  team,
  template,
  view,
}
