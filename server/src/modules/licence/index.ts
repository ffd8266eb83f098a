import { licenceApi } from '#contract/licence/api.ts'
import { bind, bindDownload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { registerInspection } from '../configuration/index.ts'
import { assignLicence, followTitle, withdrawLicence } from './commands.ts'
import { exportLicences } from './export.ts'
import { inspectLicences } from './inspect.ts'
import { addTitle, listTitlesOf, removeTitle } from './of-item.ts'
import { listLicences, readLicence } from './queries.ts'
import { listInstallations, listTitles, readTitle } from './titles.ts'

export { judgeLicences } from './facts.ts'

registerInspection(inspectLicences)

export const licence: Module = {
  bindings: [
    bind(licenceApi.listTitles, listTitles),
    bind(licenceApi.readTitle, readTitle),
    bind(licenceApi.listInstallations, listInstallations),
    bind(licenceApi.follow, followTitle),
    bind(licenceApi.titlesOf, listTitlesOf),
    bind(licenceApi.addTitle, addTitle),
    bind(licenceApi.removeTitle, removeTitle),
    bind(licenceApi.list, listLicences),
    bindDownload(licenceApi.export, exportLicences),
    bind(licenceApi.read, readLicence),
    bind(licenceApi.assign, assignLicence),
    bind(licenceApi.withdraw, withdrawLicence),
  ],
}
