import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Procedure } from '#contract/procedure/shape.ts'
import type { Facts, Fulfilment } from './advance.ts'
import { compile } from './compile.ts'

/** For tests: the kit's own drawings, compiled, and the facts of a record. */
export const kitKeys = [
  'incident',
  'major-incident',
  'request',
  'problem',
  'change',
  'duty',
  'configuration-policy',
  'configuration-verification',
  'configuration-report',
  'trend-review',
] as const

export const kitXml = (key: string): string =>
  readFileSync(new URL(`../../../../kit/procedures/${key}.bpmn`, import.meta.url), 'utf8')

export const procedureOf = async (xml: string): Promise<Procedure> => {
  const compiled = await compile(xml)
  if ('refusals' in compiled) assert.fail(compiled.refusals.map(({ message }) => message.en).join('\n'))
  return compiled.procedure
}

/** `fulfilled` are the steps whose activity is done; nothing is in force unless said. */
export const someFacts = (
  given: { values?: Facts['values']; visited?: string[]; fulfilled?: Record<string, Fulfilment> } = {},
  inForce: string[] = [],
): Facts => ({
  values: given.values ?? {},
  visited: new Set(given.visited),
  isFulfilled: ({ id }) => given.fulfilled?.[id] ?? false,
  isInForce: (process) => inForce.includes(process),
})
