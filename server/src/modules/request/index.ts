import { requestApi } from '#contract/request/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { registerProcess } from '../record/index.ts'
import { requestProcess } from './activities.ts'
import { applyModel, submitRequest } from './commands.ts'
import './kind.ts'
import { createModel, listModels } from './models.ts'

registerProcess(requestProcess)

export const request: Module = {
  bindings: [
    bind(requestApi.submit, submitRequest),
    bind(requestApi.applyModel, applyModel),
    bind(requestApi.listModels, listModels),
    bind(requestApi.createModel, createModel),
  ],
}
