import { accessApi } from './access/api.ts'
import { agreementApi } from './agreement/api.ts'
import { artefactApi } from './artefact/api.ts'
import { attachmentApi } from './attachment/api.ts'
import { backupApi } from './backup/api.ts'
import { brandApi } from './brand/api.ts'
import { calendarApi } from './calendar/api.ts'
import { changeApi } from './change/api.ts'
import { changeCalendarApi } from './change/calendar.ts'
import { clientApi } from './client/api.ts'
import { companyApi } from './company/api.ts'
import { configurationApi } from './configuration/api.ts'
import { inventoryApi } from './inventory/api.ts'
import { healthApi } from './health/api.ts'
import { importApi } from './import/api.ts'
import { indicatorApi } from './indicator/api.ts'
import { incidentApi } from './incident/api.ts'
import { interventionApi } from './intervention/api.ts'
import { journalApi } from './journal/api.ts'
import { knowledgeApi } from './knowledge/api.ts'
import { letterApi } from './letter/api.ts'
import { licenceApi } from './licence/api.ts'
import { mailApi } from './mail/api.ts'
import { notificationApi } from './notification/api.ts'
import { organisationApi } from './organisation/api.ts'
import { personApi } from './person/api.ts'
import { potApi } from './pot/api.ts'
import { procedureApi } from './procedure/api.ts'
import { problemApi } from './problem/api.ts'
import { recordApi } from './record/api.ts'
import { dutyApi } from './duty/api.ts'
import { recurrenceApi } from './recurrence/api.ts'
import { replyApi } from './reply/api.ts'
import { reportApi } from './report/api.ts'
import { requestApi } from './request/api.ts'
import { searchApi } from './search/api.ts'
import { serviceApi } from './service/api.ts'
import { sessionApi } from './session/api.ts'
import { supplierApi } from './supplier/api.ts'
import { teamApi } from './team/api.ts'
import { templateApi } from './template/api.ts'
import { trendApi } from './trend/api.ts'
import { verificationApi } from './verification/api.ts'
import { viewApi } from './view/api.ts'

/** The whole contract by module: what the server must bind, the suites must try and the API page lists. */
export const api = {
  organisation: organisationApi,
  session: sessionApi,
  access: accessApi,
  person: personApi,
  team: teamApi,
  client: clientApi,
  brand: brandApi,
  company: companyApi,
  supplier: supplierApi,
  service: serviceApi,
  calendar: calendarApi,
  agreement: agreementApi,
  artefact: artefactApi,
  procedure: procedureApi,
  record: recordApi,
  incident: incidentApi,
  request: requestApi,
  problem: problemApi,
  change: { ...changeApi, ...changeCalendarApi },
  trend: trendApi,
  indicator: indicatorApi,
  recurrence: recurrenceApi,
  duty: dutyApi,
  reply: replyApi,
  attachment: attachmentApi,
  configuration: configurationApi,
  import: importApi,
  report: reportApi,
  verification: verificationApi,
  inventory: inventoryApi,
  licence: licenceApi,
  intervention: interventionApi,
  journal: journalApi,
  knowledge: knowledgeApi,
  letter: letterApi,
  mail: mailApi,
  notification: notificationApi,
  pot: potApi,
  search: searchApi,
  template: templateApi,
  view: viewApi,
  backup: backupApi,
  health: healthApi,
}
