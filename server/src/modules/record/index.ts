import { recordApi } from '#contract/record/api.ts'
import { bind, bindDownload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { attachCaller } from './attach-caller.ts'
import { addChecklistItem, checkItem } from './checklist-lines.ts'
import {
  commentRecord,
  linkRecords,
  mergeRecords,
  overrideStep,
  rateRecord,
  unwatchRecord,
  watchRecord,
} from './commands.ts'
import './grid-kind.ts'
import { measureClocks } from './measure-clocks.ts'
import { mailDay } from './day-report.ts'
import { tellDigest } from './digest.ts'
import { editRecord } from './edit.ts'
import { exportRecords } from './export.ts'
import { fireDue } from './fire-due.ts'
import { moveRecord } from './move.ts'
import { countRecords, listRecords, readMyWork, readRecord } from './queries.ts'
import { recordReactions } from './reactions.ts'
import { addTime } from './time.ts'
import { correctTime, exportTime, listTime } from './time-sheet.ts'
import { explainRecord, findSimilar, readPath } from './timeline.ts'
import { announcePresence, readTimer, startTimer, stopTimer } from './timer.ts'

export { beginAnew } from './begin-anew.ts'
export { itemsOf, letWait } from './call.ts'
export { readManyClockFacts } from './clocks.ts'
export { commentRecord } from './commands.ts'
export { relateRecords } from './relate.ts'
export { goOn, sendBack } from './go-on.ts'
export { lockRecord, loadWork } from './load.ts'
export { proceduresOf, type JudgingModel } from './judgement.ts'
export { withEffect } from './arrive.ts'
export { saveWork } from './save.ts'
export { openRecord, type Report } from './open.ts'
export { judgedAnew, moveRecord } from './move.ts'
export {
  answersFor,
  isStaff,
  mayEdit,
  mayRequalifyAsChange,
  mayRedact,
  seesPrice,
  worksTickets,
} from './policy.ts'
export {
  plainActivity,
  registerProcess,
  type Activity,
  type Process,
  type RecordRow,
  type Work,
  type WorkContext,
} from './process.ts'
export { findRow, readRecord } from './queries.ts'
export { isReopenable } from './record-moves.ts'
export { audienceOf } from './settle.ts'
export { spendTime } from './time.ts'

export const record: Module = {
  bindings: [
    bind(recordApi.list, listRecords),
    bind(recordApi.count, countRecords),
    bindDownload(recordApi.export, exportRecords),
    bind(recordApi.read, readRecord),
    bind(recordApi.edit, editRecord),
    bind(recordApi.move, moveRecord),
    bind(recordApi.override, overrideStep),
    bind(recordApi.comment, commentRecord),
    bind(recordApi.addTime, addTime),
    bind(recordApi.listTime, listTime),
    bindDownload(recordApi.exportTime, exportTime),
    bind(recordApi.correctTime, correctTime),
    bind(recordApi.startTimer, startTimer),
    bind(recordApi.stopTimer, stopTimer),
    bind(recordApi.readTimer, readTimer),
    bind(recordApi.link, linkRecords),
    bind(recordApi.merge, mergeRecords),
    bind(recordApi.attachCaller, attachCaller),
    bind(recordApi.addChecklistItem, addChecklistItem),
    bind(recordApi.checkItem, checkItem),
    bind(recordApi.watch, watchRecord),
    bind(recordApi.unwatch, unwatchRecord),
    bind(recordApi.rate, rateRecord),
    bind(recordApi.explain, explainRecord),
    bind(recordApi.path, readPath),
    bind(recordApi.similar, findSimilar),
    bind(recordApi.presence, announcePresence),
    bind(recordApi.mine, readMyWork),
  ],
  reactions: recordReactions,
  schedules: [
    { name: 'measure-clocks', cron: '* * * * *', run: measureClocks },
    { name: 'fire-due', cron: '* * * * *', run: fireDue },
    { name: 'tell-digest', cron: '0 6 * * *', run: tellDigest },
    { name: 'mail-day', cron: '5 6 * * *', run: mailDay },
  ],
}
