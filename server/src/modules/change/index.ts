import { changeApi } from '#contract/change/api.ts'
import { changeCalendarApi } from '#contract/change/calendar.ts'
import { bind, bindDownload, bindOpenDownload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { registerProcess } from '../record/index.ts'
import { changeProcess } from './activities.ts'
import { announceChange, readAnnouncements } from './announce.ts'
import { readCalendar } from './calendar.ts'
import { createChange, editChange } from './commands.ts'
import { controlChange, decideChange } from './decide.ts'
import { closeClientFeed, openClientFeed, readClientFeed, serveChanges } from './feed.ts'
import { readConflicts } from './find-conflicts.ts'
import { createFreeze, editFreeze, endFreeze, listFreezes } from './freezes.ts'
import './kind.ts'
import { tellLapses } from './lapses.ts'
import { listModels } from './models.ts'
import { listIncidents, listMine, readApprovals, readChange, readImpactOf } from './queries.ts'
import { changeReactions } from './reactions.ts'
import { requalifyRequest } from './requalify.ts'
import { printScheduleOf } from './schedule-paper.ts'
import { printSchedule } from './schedule-report.ts'
import { readSheet } from './sheet.ts'
import { addTask, editTask } from './tasks.ts'
import { putModifications } from './write-sheet.ts'

export { changesOfPerson } from './feed.ts'
export { invitationOf } from './invitation.ts'

registerProcess(changeProcess)

export const change: Module = {
  bindings: [
    bind(changeApi.create, createChange),
    bind(changeApi.mine, listMine),
    bind(changeApi.read, readChange),
    bind(changeApi.edit, editChange),
    bind(changeApi.requalify, requalifyRequest),
    bind(changeApi.addTask, addTask),
    bind(changeApi.editTask, editTask),
    bind(changeApi.impact, readImpactOf),
    bind(changeApi.modifications, readSheet),
    bind(changeApi.putModifications, putModifications),
    bind(changeApi.approvals, readApprovals),
    bind(changeApi.decide, decideChange),
    bind(changeApi.control, controlChange),
    bind(changeApi.incidents, listIncidents),
    bind(changeApi.models, listModels),
    bind(changeCalendarApi.calendar, readCalendar),
    bind(changeCalendarApi.conflicts, readConflicts),
    bind(changeCalendarApi.freezes, listFreezes),
    bind(changeCalendarApi.createFreeze, createFreeze),
    bind(changeCalendarApi.editFreeze, editFreeze),
    bind(changeCalendarApi.endFreeze, endFreeze),
    bind(changeCalendarApi.announcements, readAnnouncements),
    bind(changeCalendarApi.announce, announceChange),
    bindDownload(changeCalendarApi.scheduleOf, printScheduleOf),
    bindDownload(changeCalendarApi.schedule, printSchedule),
    bind(changeCalendarApi.readFeed, readClientFeed),
    bind(changeCalendarApi.openFeed, openClientFeed),
    bind(changeCalendarApi.closeFeed, closeClientFeed),
    bindOpenDownload(changeCalendarApi.feed, serveChanges),
  ],
  reactions: changeReactions,
  schedules: [{ name: 'tell-change-lapses', cron: '*/10 * * * *', run: tellLapses }],
}
