import { agreementApi } from '#contract/agreement/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { createAgreement } from './commands.ts'
import './kind.ts'
import { listAgreements, readAgreement } from './queries.ts'

export const agreement: Module = {
  bindings: [
    bind(agreementApi.list, listAgreements),
    bind(agreementApi.read, readAgreement),
    bind(agreementApi.create, createAgreement),
  ],
}
