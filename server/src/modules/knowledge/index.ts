import { knowledgeApi } from '#contract/knowledge/api.ts'
import { bind, bindUpload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import {
  attachFile,
  createArticle,
  draftArticle,
  editArticle,
  putBackArticle,
  restoreVersion,
  withdrawArticle,
} from './commands.ts'
import { closeGap, listGaps, noteSearch } from './gaps.ts'
import './kind.ts'
import { articlesOfRecord, linkArticle } from './links.ts'
import { countArticle, judgeArticle } from './opinions.ts'
import { listArticles, listVersions, readArticle } from './queries.ts'
import { knowledgeReactions, tellReviews } from './reactions.ts'
import { suggestArticles } from './suggest.ts'

export const knowledge: Module = {
  bindings: [
    bind(knowledgeApi.list, listArticles),
    bind(knowledgeApi.read, readArticle),
    bind(knowledgeApi.create, createArticle),
    bind(knowledgeApi.edit, editArticle),
    bind(knowledgeApi.listVersions, listVersions),
    bind(knowledgeApi.draft, draftArticle),
    bind(knowledgeApi.restore, restoreVersion),
    bind(knowledgeApi.withdraw, withdrawArticle),
    bind(knowledgeApi.putBack, putBackArticle),
    bindUpload(knowledgeApi.attach, attachFile),
    bind(knowledgeApi.link, linkArticle),
    bind(knowledgeApi.ofRecord, articlesOfRecord),
    bind(knowledgeApi.suggest, suggestArticles),
    bind(knowledgeApi.count, countArticle),
    bind(knowledgeApi.judge, judgeArticle),
    bind(knowledgeApi.noteSearch, noteSearch),
    bind(knowledgeApi.listGaps, listGaps),
    bind(knowledgeApi.closeGap, closeGap),
  ],
  reactions: knowledgeReactions,
  schedules: [{ name: 'tell-article-reviews', cron: '10 5 * * *', run: tellReviews }],
}
