import { interventionApi } from '#contract/intervention/api.ts'
import { bind, bindOpenDownload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { cancelIntervention, editIntervention, planIntervention } from './commands.ts'
import { closeFeed, openFeed, readFeed, serveFeed } from './feed.ts'
import { invitationReactions } from './invitation.ts'
import { listOfRecord, readIntervention, readPlanning } from './queries.ts'
import { interventionReactions } from './reactions.ts'
import { finishIntervention, noteIntervention, signIntervention, startIntervention } from './visit.ts'

export { noteAnswer } from './answer.ts'
export { invitationTo } from './invitation.ts'

export const intervention: Module = {
  bindings: [
    bind(interventionApi.plan, planIntervention),
    bind(interventionApi.ofRecord, listOfRecord),
    bind(interventionApi.planning, readPlanning),
    bind(interventionApi.read, readIntervention),
    bind(interventionApi.edit, editIntervention),
    bind(interventionApi.start, startIntervention),
    bind(interventionApi.note, noteIntervention),
    bind(interventionApi.sign, signIntervention),
    bind(interventionApi.finish, finishIntervention),
    bind(interventionApi.cancel, cancelIntervention),
    bind(interventionApi.readFeed, readFeed),
    bind(interventionApi.openFeed, openFeed),
    bind(interventionApi.closeFeed, closeFeed),
    bindOpenDownload(interventionApi.feed, serveFeed),
  ],
  reactions: [...interventionReactions, ...invitationReactions],
}
