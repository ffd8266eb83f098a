import { letterApi } from '#contract/letter/api.ts'
import { bind, bindOpen } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { answerRecord, readAnswer } from './answer.ts'
import { previewLetter } from './preview.ts'
import { letterReactions } from './reactions.ts'
import { listLetters, resetLetter, writeLetter } from './templates.ts'

export { leadsToInvitation, sealAnswer, withLinks } from './links.ts'

export const letter: Module = {
  bindings: [
    bind(letterApi.list, listLetters),
    bind(letterApi.write, writeLetter),
    bind(letterApi.reset, resetLetter),
    bind(letterApi.preview, previewLetter),
    bindOpen(letterApi.readAnswer, readAnswer),
    bindOpen(letterApi.answer, answerRecord),
  ],
  reactions: letterReactions,
}
