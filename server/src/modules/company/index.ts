import { companyApi } from '#contract/company/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { readFigures } from './queries.ts'

/** What a client's contact sees of the company beyond single records. */
export const company: Module = { bindings: [bind(companyApi.figures, readFigures)] }
