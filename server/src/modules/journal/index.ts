import { journalApi } from '#contract/journal/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { redactEntry, sealDay, verify } from './commands.ts'
import { readRecordJournal, readSubjectJournal } from './queries.ts'

export { verifyJournal } from './verify.ts'

export const journal: Module = {
  bindings: [
    bind(journalApi.ofRecord, readRecordJournal),
    bind(journalApi.ofSubject, readSubjectJournal),
    bind(journalApi.verify, verify),
    bind(journalApi.redact, redactEntry),
  ],
  schedules: [{ name: 'seal-day', cron: '55 23 * * *', run: sealDay }],
}
