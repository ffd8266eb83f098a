import { reportApi } from '#contract/report/api.ts'
import { bind, bindDownload, bindEither } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { writeCatalogue } from './catalogue.ts'
import { answerReport, issueReports } from './commands.ts'
import { listIssued, readIssued } from './issued.ts'
import { downloadIssued, readReport, readSchedule } from './queries.ts'
import { reportReactions } from './reactions.ts'

export { clientOfReport } from './issued.ts'
export { counted, fill, speechFor, type Speech } from './speech.ts'
export { fieldWords, valueWords } from './value-words.ts'

export const report: Module = {
  bindings: [
    bindEither(reportApi.read, readReport),
    bind(reportApi.schedule, readSchedule),
    bind(reportApi.issue, issueReports),
    bind(reportApi.list, listIssued),
    bind(reportApi.readIssued, readIssued),
    bindDownload(reportApi.issuedFile, downloadIssued),
    bind(reportApi.answer, answerReport),
    bindDownload(reportApi.catalogue, writeCatalogue),
  ],
  reactions: reportReactions,
}
