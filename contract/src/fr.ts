import { access } from './access/fr.ts'
import { agreement } from './agreement/fr.ts'
import { artefact } from './artefact/fr.ts'
import { attachment } from './attachment/fr.ts'
import { backup } from './backup/fr.ts'
import { brand } from './brand/fr.ts'
import { calendar } from './calendar/fr.ts'
import { change } from './change/fr.ts'
import { changeCalendar } from './change/calendar-fr.ts'
import { client } from './client/fr.ts'
import { company } from './company/fr.ts'
import { configuration } from './configuration/fr.ts'
import { inventory } from './inventory/fr.ts'
import { error } from './error/fr.ts'
import { escalation } from './escalation/fr.ts'
import { grid } from './grid/fr.ts'
import { health } from './health/fr.ts'
import { importWords } from './import/fr.ts'
import { incident } from './incident/fr.ts'
import { intervention } from './intervention/fr.ts'
import { journal } from './journal/fr.ts'
import { knowledge } from './knowledge/fr.ts'
import { letter } from './letter/fr.ts'
import { licence } from './licence/fr.ts'
import { mail } from './mail/fr.ts'
import { notification } from './notification/fr.ts'
import { pot } from './pot/fr.ts'
import { organisation } from './organisation/fr.ts'
import { person } from './person/fr.ts'
import { portal } from './portal/fr.ts'
import { procedure } from './procedure/fr.ts'
import { record } from './record/fr.ts'
import { duty } from './duty/fr.ts'
import { indicator } from './indicator/fr.ts'
import { trend } from './trend/fr.ts'
import { problem } from './problem/fr.ts'
import { recurrence } from './recurrence/fr.ts'
import { reply } from './reply/fr.ts'
import { report } from './report/fr.ts'
import { request } from './request/fr.ts'
import { search } from './search/fr.ts'
import { service } from './service/fr.ts'
import { session } from './session/fr.ts'
import { settings } from './settings/fr.ts'
import { shell } from './shell/fr.ts'
import { supplier } from './supplier/fr.ts'
import { team } from './team/fr.ts'
import { template } from './template/fr.ts'
import { verification } from './verification/fr.ts'
import { view } from './view/fr.ts'

/** All words in French, by module. Typed with plain spaces: the web sets the narrow ones (web/src/platform/spaces.ts).
 *  A new module: one import and one line here and in `en.ts`, which does not compile while a word is missing. */
export const fr = {
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
