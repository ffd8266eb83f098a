import type { z } from 'zod'
import { artefactEvents } from './artefact/api.ts'
import { backupEvents } from './backup/api.ts'
import { brandEvents } from './brand/api.ts'
import { changeEvents } from './change/api.ts'
import { changeCalendarEvents } from './change/calendar.ts'
import { clientEvents } from './client/api.ts'
import { configurationEvents } from './configuration/api.ts'
import { importEvents } from './import/api.ts'
import { inventoryEvents } from './inventory/api.ts'
import { dutyEvents } from './duty/api.ts'
import { interventionEvents } from './intervention/api.ts'
import { journalEvents } from './journal/api.ts'
import { knowledgeEvents } from './knowledge/api.ts'
import { licenceEvents } from './licence/api.ts'
import { mailEvents } from './mail/api.ts'
import { organisationEvents } from './organisation/api.ts'
import { personEvents } from './person/api.ts'
import { potEvents } from './pot/api.ts'
import { problemEvents } from './problem/api.ts'
import { recordEvents } from './record/events.ts'
import { recurrenceEvents } from './recurrence/api.ts'
import { reportEvents } from './report/api.ts'
import { serviceEvents } from './service/api.ts'
import { sessionEvents } from './session/api.ts'
import { teamEvents } from './team/api.ts'
import { indicatorEvents } from './indicator/api.ts'
import { trendEvents } from './trend/api.ts'
import { verificationEvents } from './verification/api.ts'

/** Everything that the journal can say, with the shape of its body. */
export const events = {
  ...organisationEvents,
  ...sessionEvents,
  ...personEvents,
  ...clientEvents,
  ...brandEvents,
  ...teamEvents,
  ...serviceEvents,
  ...artefactEvents,
  ...recordEvents,
  ...problemEvents,
  ...changeEvents,
  ...changeCalendarEvents,
  ...configurationEvents,
  ...importEvents,
  ...reportEvents,
  ...verificationEvents,
  ...inventoryEvents,
  ...licenceEvents,
  ...knowledgeEvents,
  ...mailEvents,
  ...interventionEvents,
  ...potEvents,
  ...recurrenceEvents,
  ...dutyEvents,
  ...trendEvents,
  ...indicatorEvents,
  ...journalEvents,
  ...backupEvents,
}

export type EventName = keyof typeof events
export type EventBodies = { [Name in EventName]: z.output<(typeof events)[Name]> }
