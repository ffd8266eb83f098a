import { configurationApi } from '#contract/configuration/api.ts'
import { bind } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { readAudit } from './audit.ts'
import { createBaseline, listBaselines, readDifference } from './baselines.ts'
import { createItem, editItem, verifyItem } from './commands.ts'
import { listExpiries, tellExpiries } from './expiries.ts'
import { readHistory } from './history.ts'
import { readImpact } from './impact.ts'
import { createKind, editKind } from './kinds.ts'
import { addToRecord, readOfRecord, readRecordsOf, removeFromRecord } from './of-record.ts'
import { mergeItems, unmergeItem } from './merge.ts'
import { listItems, readItemAs } from './queries.ts'
import { listKinds, relateItems, unrelateItems } from './relations.ts'
import { createType, editType, endType, listTypes } from './types.ts'

export { contentAfter, contentOfNew } from './commands.ts'
export { affectedBy, deepest, impactOf } from './impact.ts'
export { faultsIn, mergeAttributes } from './attributes.ts'
export { readAudit, registerInspection } from './audit.ts'
export { createItem } from './commands.ts'
export {
  changesBetween,
  controlledChanges,
  emptyContent,
  fieldsOf,
  type Content,
  type FieldChange,
} from './content.ts'
export { answersForConfiguration, keepsItems } from './policy.ts'
export { filterOf, standing } from './queries.ts'
export { asKind, endRelation, findKind, mayStand, putRelation } from './relations.ts'
export {
  changeItem,
  contentColumns,
  contentOf,
  endItem,
  lockIfThere,
  lockItem,
  openItem,
  type ContentRow,
  type Item,
  type Writer,
} from './state.ts'
export { asType, everyType, findType, readType } from './types.ts'
export { createBaseline } from './baselines.ts'

export const configuration: Module = {
  bindings: [
    bind(configurationApi.listTypes, listTypes),
    bind(configurationApi.createType, createType),
    bind(configurationApi.editType, editType),
    bind(configurationApi.endType, endType),
    bind(configurationApi.listKinds, listKinds),
    bind(configurationApi.createKind, createKind),
    bind(configurationApi.editKind, editKind),
    bind(configurationApi.list, listItems),
    bind(configurationApi.read, readItemAs),
    bind(configurationApi.create, createItem),
    bind(configurationApi.edit, editItem),
    bind(configurationApi.history, readHistory),
    bind(configurationApi.verify, verifyItem),
    bind(configurationApi.merge, mergeItems),
    bind(configurationApi.unmerge, unmergeItem),
    bind(configurationApi.relate, relateItems),
    bind(configurationApi.unrelate, unrelateItems),
    bind(configurationApi.impact, readImpact),
    bind(configurationApi.listBaselines, listBaselines),
    bind(configurationApi.createBaseline, createBaseline),
    bind(configurationApi.difference, readDifference),
    bind(configurationApi.expiries, listExpiries),
    bind(configurationApi.audit, readAudit),
    bind(configurationApi.ofRecord, readOfRecord),
    bind(configurationApi.addToRecord, addToRecord),
    bind(configurationApi.removeFromRecord, removeFromRecord),
    bind(configurationApi.recordsOf, readRecordsOf),
  ],
  schedules: [{ name: 'tell-expiries', cron: '20 5 * * *', run: tellExpiries }],
}
