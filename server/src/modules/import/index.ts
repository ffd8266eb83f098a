import { importApi } from '#contract/import/api.ts'
import { bind, bindDownload, bindUpload } from '#platform/http/bind.ts'
import type { Module } from '#platform/module.ts'
import { runImports } from './chores.ts'
import { beginImport, undoImport } from './commands.ts'
import { exportItems } from './export.ts'
import { downloadErrors, listImports, listLines, readImport } from './queries.ts'
import { previewUndo } from './undo.ts'

export const fileImport: Module = {
  bindings: [
    bindUpload(importApi.begin, beginImport),
    bind(importApi.list, listImports),
    bind(importApi.read, readImport),
    bind(importApi.lines, listLines),
    bindDownload(importApi.errors, downloadErrors),
    bind(importApi.previewUndo, previewUndo),
    bind(importApi.undo, undoImport),
    bindDownload(importApi.export, exportItems),
  ],
  chores: [runImports],
}
