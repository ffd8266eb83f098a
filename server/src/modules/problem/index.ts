import { problemApi } from '#contract/problem/api.ts'
import { bind, bindDownload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { registerProcess } from '../record/index.ts'
import { problemProcess } from './activities.ts'
import { analyseProblem, linkToProblem, writeKnownError } from './commands.ts'
import { reclassifyProblem, unlinkFromProblem } from './correct.ts'
import './kind.ts'
import { listKnownErrors } from './known-errors.ts'
import { matchKnownErrors } from './matches.ts'
import { openProblem } from './open.ts'
import { readProblem } from './queries.ts'
import { downloadReport } from './report.ts'
import { problemReactions } from './reactions.ts'
import { applyKnownError, pushWorkaround } from './say.ts'

registerProcess(problemProcess)

export { linkToProblem } from './commands.ts'
export { answerLinkProblem } from './of-incident.ts'
export { openProblem } from './open.ts'

export const problem: Module = {
  bindings: [
    bind(problemApi.open, openProblem),
    bind(problemApi.read, readProblem),
    bind(problemApi.link, linkToProblem),
    bind(problemApi.unlink, unlinkFromProblem),
    bind(problemApi.reclassify, reclassifyProblem),
    bind(problemApi.analyse, analyseProblem),
    bind(problemApi.writeKnownError, writeKnownError),
    bind(problemApi.apply, applyKnownError),
    bind(problemApi.push, pushWorkaround),
    bindDownload(problemApi.report, downloadReport),
    bind(problemApi.knownErrors, listKnownErrors),
    bind(problemApi.matches, matchKnownErrors),
  ],
  reactions: problemReactions,
}
