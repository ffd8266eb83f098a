import { incidentApi } from '#contract/incident/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { registerProcess } from '../record/index.ts'
import { incidentProcess, majorIncidentProcess } from './activities.ts'
import { reportIncident } from './commands.ts'

registerProcess(incidentProcess)
registerProcess(majorIncidentProcess)

export { reportIncident } from './commands.ts'

export const incident: Module = {
  bindings: [bind(incidentApi.report, reportIncident)],
}
