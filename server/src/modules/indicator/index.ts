import { indicatorApi } from '#contract/indicator/api.ts'
import { bind, bindDownload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { exportIndicators } from './export.ts'
import { listCases, listIndicators } from './queries.ts'

export const indicator: Module = {
  bindings: [
    bind(indicatorApi.list, listIndicators),
    bindDownload(indicatorApi.export, exportIndicators),
    bind(indicatorApi.cases, listCases),
  ],
}
