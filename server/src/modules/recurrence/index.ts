import { recurrenceApi } from '#contract/recurrence/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { createRecurrence, editRecurrence, endRecurrence, pauseRecurrence } from './commands.ts'
import { makeTickets } from './make-tickets.ts'
import { listRecurrences, readRecurrence } from './queries.ts'

export { planOf } from './plan.ts'
export type { Occurrence, Rule } from './rhythm.ts'

export const recurrence: Module = {
  bindings: [
    bind(recurrenceApi.list, listRecurrences),
    bind(recurrenceApi.read, readRecurrence),
    bind(recurrenceApi.create, createRecurrence),
    bind(recurrenceApi.edit, editRecurrence),
    bind(recurrenceApi.pause, pauseRecurrence),
    bind(recurrenceApi.end, endRecurrence),
  ],
  schedules: [{ name: 'make-recurrent-tickets', cron: '* * * * *', run: makeTickets }],
}
