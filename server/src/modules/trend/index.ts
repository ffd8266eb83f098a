import { trendApi } from '#contract/trend/api.ts'
import { bind, bindDownload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { registerProcess } from '../record/index.ts'
import { trendReviewProcess } from './activities.ts'
import { decideFinding } from './decide.ts'
import { listBehind } from './incidents.ts'
import { downloadTrendReport } from './report.ts'
import { listReviews, readReview } from './reviews.ts'
import { listTrends } from './trends.ts'

registerProcess(trendReviewProcess)

export const trend: Module = {
  bindings: [
    bind(trendApi.list, listTrends),
    bind(trendApi.incidents, listBehind),
    bind(trendApi.reviews, listReviews),
    bind(trendApi.readReview, readReview),
    bind(trendApi.decide, decideFinding),
    bindDownload(trendApi.report, downloadTrendReport),
  ],
}
