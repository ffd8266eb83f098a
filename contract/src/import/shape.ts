import { z } from 'zod'
import { Instant } from '../instant.ts'
import { Id } from '../list.ts'

export const mostColumns = 200
/** 20 MB. */
export const largestImport = 20 * 1024 * 1024

/** Common fields that a column may fill; `number` finds the item. */
export const importFields = [
  'number',
  'type',
  'name',
  'state',
  'client',
  'owner',
  'supplier',
  'location',
  'criticality',
  'description',
] as const
export type ImportField = (typeof importFields)[number]

/** What a column fills: a field, `attribute:serial`, or `relation:hosts:in` (the item is hosted on what the cell names). */
export const ImportTarget = z.union([
  z.enum(importFields),
  z.string().regex(/^attribute:[a-z][A-Za-z0-9]{0,39}$/),
  z.string().regex(/^relation:[a-z][a-z0-9-]{0,39}:(out|in)$/),
])
export type ImportTarget = z.infer<typeof ImportTarget>

/** Column by column, in the order of the file; null: left out. */
export const ImportMapping = z.array(ImportTarget.nullable()).max(mostColumns)
export type ImportMapping = z.infer<typeof ImportMapping>

/** Which lines are written: those that are new, those of items that exist, or both. */
export const ImportMode = z.enum(['both', 'create', 'change'])
export type ImportMode = z.infer<typeof ImportMode>

export const lineResults = ['create', 'change', 'nothing', 'error'] as const
export const LineResult = z.enum(lineResults)
export type LineResult = z.infer<typeof LineResult>

export const ImportCounts = z.object({
  create: z.int(),
  change: z.int(),
  nothing: z.int(),
  error: z.int(),
})
export type ImportCounts = z.infer<typeof ImportCounts>

/** What is wrong with a line, in the words of who reads it. */
export const LineProblem = z.object({
  line: z.int(),
  /** The header of the column at fault; null: the line as a whole. */
  column: z.string().nullable(),
  message: z.string(),
})
export type LineProblem = z.infer<typeof LineProblem>

export const ImportLine = z.object({
  /** As a spreadsheet counts: the header is line 1. */
  line: z.int(),
  result: LineResult,
  number: z.string().nullable(),
  name: z.string(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  problems: z.array(LineProblem),
})
export type ImportLine = z.infer<typeof ImportLine>

export const ImportPreview = z.object({
  fileName: z.string(),
  columns: z.array(
    z.object({ header: z.string(), samples: z.array(z.string()), target: ImportTarget.nullable() }),
  ),
  lineCount: z.int(),
  counts: ImportCounts,
  /** The first lines of each result. */
  lines: z.array(ImportLine),
  /** Controlled items in service are among what would be written: the import wants a reason. */
  needsReason: z.boolean(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportState = z.enum(['waiting', 'writing', 'relating', 'done', 'undoing', 'undone'])
export type ImportState = z.infer<typeof ImportState>

export const Import = z.object({
  id: Id,
  fileName: z.string(),
  state: ImportState,
  byName: z.string().nullable(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  lineCount: z.int(),
  /** Lines that have their result, or (while it is undone) are undone. */
  doneCount: z.int(),
  counts: ImportCounts,
  /** Lines of the error file: in error, or written without a relation that they ask for. */
  problemCount: z.int(),
  /** Items that the undoing left alone. */
  keptCount: z.int(),
  actions: z.array(z.enum(['undo'])),
})
export type Import = z.infer<typeof Import>

export const KeptItem = z.object({
  number: z.string(),
  name: z.string(),
  reason: z.enum(['changed', 'used', 'gone', 'controlled', 'refused']),
  /** Fields that somebody changed afterwards. */
  fields: z.array(z.string()),
})
export type KeptItem = z.infer<typeof KeptItem>

export const UndoPreview = z.object({
  ended: z.int(),
  restored: z.int(),
  relations: z.int(),
  /** The first of those that are left alone, and how many there are. */
  kept: z.array(KeptItem),
  keptCount: z.int(),
  needsReason: z.boolean(),
})
export type UndoPreview = z.infer<typeof UndoPreview>
