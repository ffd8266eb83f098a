import { searchApi } from '#contract/search/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { learnWords } from './learn-words.ts'
import { find } from './queries.ts'

export const search: Module = {
  bindings: [bind(searchApi.find, find)],
  schedules: [{ name: 'learn-words', cron: '* * * * *', run: learnWords }],
}
