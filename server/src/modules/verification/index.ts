import { verificationApi } from '#contract/verification/api.ts'
import { bind, bindDownload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { closeCampaign } from './close.ts'
import { addFind, noteResult, openCampaign, withdrawFind } from './commands.ts'
import { writeLabels } from './labels.ts'
import { downloadMinutes } from './paper.ts'
import { listCampaigns, listOfItem, readCampaign } from './queries.ts'

export { outcomeOf } from './queries.ts'

export const verification: Module = {
  bindings: [
    bind(verificationApi.list, listCampaigns),
    bind(verificationApi.open, openCampaign),
    bind(verificationApi.read, readCampaign),
    bind(verificationApi.note, noteResult),
    bind(verificationApi.addFind, addFind),
    bind(verificationApi.withdrawFind, withdrawFind),
    bind(verificationApi.close, closeCampaign),
    bindDownload(verificationApi.file, downloadMinutes),
    bind(verificationApi.ofItem, listOfItem),
    bindDownload(verificationApi.labels, writeLabels),
  ],
}
