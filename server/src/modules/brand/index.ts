import { brandApi } from '#contract/brand/api.ts'
import { bind, bindDownload, bindOpen, bindOpenDownload, bindUpload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { removeLogo, setColour, setLogo } from './commands.ts'
import { downloadLogo, downloadPublicLogo, readBrand, readMine, readPublic } from './queries.ts'

export const brand: Module = {
  bindings: [
    bind(brandApi.mine, readMine),
    bindOpen(brandApi.ofProvider, readPublic),
    bindOpenDownload(brandApi.providerLogo, downloadPublicLogo),
    bind(brandApi.read, readBrand),
    bindDownload(brandApi.logo, downloadLogo),
    bind(brandApi.setColour, setColour),
    bindUpload(brandApi.setLogo, setLogo),
    bind(brandApi.removeLogo, removeLogo),
  ],
}
