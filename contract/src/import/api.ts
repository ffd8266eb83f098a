import { z } from 'zod'
import { CiFilter } from '../configuration/api.ts'
import { endpoint, staff } from '../endpoint.ts'
import { ById, Id, listOf, Paging, QueryFlag } from '../list.ts'
import {
  Import,
  ImportCounts,
  ImportLine,
  ImportMapping,
  ImportMode,
  ImportPreview,
  LineResult,
  UndoPreview,
} from './shape.ts'

const reason = z.string().trim().min(3).max(2000).optional()

/** A field of a form is text: the mapping comes as JSON. */
const MappingText = z
  .string()
  .max(10_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'a JSON list is expected' })
      return z.NEVER
    }
  })
  .pipe(ImportMapping)

const blank = z.literal('').transform(() => undefined)

export const ExportFormat = z.enum(['csv', 'xlsx', 'json'])
export type ExportFormat = z.infer<typeof ExportFormat>

export const importApi = {
  begin: endpoint(
    'POST /imports',
    z.object({
      /** Says what would happen, and writes nothing. */
      preview: QueryFlag.default(false),
      /** Guessed from the headers unless given. */
      mapping: MappingText.optional(),
      /** For lines that name none. */
      client: z.union([Id, blank]).optional(),
      type: z.union([blank, z.string().max(40)]).optional(),
      mode: ImportMode.default('both'),
      reason: z.union([blank, reason]).optional(),
    }),
    z.union([ImportPreview, Import]),
    {
      for: staff,
      summary:
        'Import items from CSV or XLSX of up to 20 MB (multipart, the fields, then one part `file`); `preview=true` says what would happen',
      transport: 'multipart',
      status: 201,
    },
  ),
  list: endpoint('GET /imports', Paging, listOf(Import), {
    for: staff,
    summary: 'Imports, latest first',
  }),
  read: endpoint('GET /imports/{id}', ById, Import, {
    for: staff,
    summary: 'One import and how far it is',
  }),
  lines: endpoint(
    'GET /imports/{id}/lines',
    ById.extend({ ...Paging.shape, result: LineResult.optional() }),
    listOf(ImportLine),
    { for: staff, summary: 'What became of the lines of an import' },
  ),
  errors: endpoint('GET /imports/{id}/errors', ById, z.string(), {
    for: staff,
    summary: 'Lines that were refused, as CSV: the columns of the file and the reason',
    transport: 'file',
  }),
  previewUndo: endpoint('GET /imports/{id}/undo', ById, UndoPreview, {
    for: staff,
    summary: 'What undoing an import would end, restore and leave alone',
  }),
  undo: endpoint('POST /imports/{id}/undo', ById.extend({ reason }), Import, {
    for: staff,
    summary: 'Undo an import: what it created ends, what it changed is as before, unless changed since',
  }),
  export: endpoint('GET /cis/export', CiFilter.extend({ format: ExportFormat.default('csv') }), z.string(), {
    for: staff,
    summary: 'Configuration items as CSV, XLSX or JSON, now or as they were at an instant',
    transport: 'file',
  }),
}

export const importEvents = {
  'import.started': z.object({ file: z.string(), lines: z.int(), sha256: z.string() }),
  'import.finished': z.object({ counts: ImportCounts }),
  'import.undo-started': z.object({ reason: z.string().optional() }),
  'import.undone': z.object({ ended: z.int(), restored: z.int(), kept: z.int() }),
  'ci.exported': z.object({ format: z.string(), filter: z.record(z.string(), z.unknown()) }),
}
