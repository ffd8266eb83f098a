import { backupIncidents } from './backup-incidents.ts'
import { backupRequests } from './backup-requests.ts'
import { mailIncidents } from './mail-incidents.ts'
import { mailRequests } from './mail-requests.ts'
import { networkIncidents } from './network-incidents.ts'
import { networkRequests } from './network-requests.ts'
import type { Scenario } from './scenario.ts'
import { serverIncidents } from './server-incidents.ts'
import { serverRequests } from './server-requests.ts'
import { telephonyIncidents } from './telephony-incidents.ts'
import { telephonyRequests } from './telephony-requests.ts'
import { workstationIncidents } from './workstation-incidents.ts'
import { workstationRequests } from './workstation-requests.ts'

/** Everything that may happen in the year. */
export const scenarios: readonly Scenario[] = [
  ...workstationIncidents,
  ...workstationRequests,
  ...mailIncidents,
  ...mailRequests,
  ...serverIncidents,
  ...serverRequests,
  ...networkIncidents,
  ...networkRequests,
  ...backupIncidents,
  ...backupRequests,
  ...telephonyIncidents,
  ...telephonyRequests,
]
