import { supplierApi } from '#contract/supplier/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { organisationTable } from '../client/index.ts'

const suppliers = organisationTable('supplier')

export const supplier: Module = {
  bindings: [
    bind(supplierApi.list, suppliers.list),
    bind(supplierApi.read, suppliers.read),
    bind(supplierApi.create, suppliers.create),
    bind(supplierApi.edit, suppliers.edit),
    bind(supplierApi.end, suppliers.end),
  ],
}
