import { procedureApi } from '#contract/procedure/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import './kind.ts'
import { checkProcedure, listProcedures, readProcedure, readTraffic, uploadProcedure } from './queries.ts'

export { callees } from './vocabulary.ts'
export {
  enter,
  fireTimer,
  movesOf,
  start,
  stepOf,
  take,
  type Advance,
  type Facts,
  type Fulfilment,
} from './advance.ts'

export const procedure: Module = {
  bindings: [
    bind(procedureApi.list, listProcedures),
    bind(procedureApi.read, readProcedure),
    bind(procedureApi.check, checkProcedure),
    bind(procedureApi.upload, uploadProcedure),
    bind(procedureApi.traffic, readTraffic),
  ],
}
