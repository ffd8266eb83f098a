import { replyApi } from '#contract/reply/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { createReply, editReply, endReply } from './commands.ts'
import { listReplies } from './queries.ts'

export const reply: Module = {
  bindings: [
    bind(replyApi.list, listReplies),
    bind(replyApi.create, createReply),
    bind(replyApi.edit, editReply),
    bind(replyApi.end, endReply),
  ],
}
