import { BpmnModdle, type ModdleElement, type Parsed } from 'bpmn-moddle'
import type { Words } from '#contract/words.ts'
import extension from '../../../../../kit/procedures/trousse.moddle.json' with { type: 'json' }
import { refusal } from './refusal.ts'
import type { Refusal } from '#contract/procedure/shape.ts'

/** Reads BPMN XML from anyone: too large, with entities or malformed, it is refused and never thrown. */
export const parse = async (xml: string): Promise<{ root: ModdleElement } | { refusals: Refusal[] }> => {
  if (Buffer.byteLength(xml) > largest) return { refusals: [refusal('too-large', file)] }
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return { refusals: [refusal('has-entities', file)] }
  const read = await attempt(xml)
  if ('fault' in read) return { refusals: [refusal('not-bpmn', file, firstLine(read.fault))] }
  const { rootElement } = read
  const warnings = read.warnings.filter(({ message }) => !message.startsWith('unknown attribute'))
  if (warnings.length === 0) return { root: rootElement }
  return {
    refusals: warnings.slice(0, 20).map((warning) => refusal('not-bpmn', file, firstLine(warning.message))),
  }
}

export const print = async (root: ModdleElement): Promise<string> =>
  (await new BpmnModdle({ trousse: extension }).toXML(root, { format: true })).xml

export const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value && 'get' in value

export const elements = (parent: ModdleElement, property: string): ModdleElement[] => {
  const value = parent.get(property)
  return Array.isArray(value) ? value.filter(isElement) : []
}

export const element = (parent: ModdleElement, property: string): ModdleElement | undefined => {
  const value = parent.get(property)
  return isElement(value) ? value : undefined
}

/** A trimmed attribute; blank counts as absent, and what nobody would write by hand is cut. */
export const text = (from: ModdleElement, property: string): string | undefined => {
  const value = from.get(property)
  const trimmed = typeof value === 'string' ? value.slice(0, 4000).trim() : ''
  return trimmed === '' ? undefined : trimmed
}

export const words = (from: ModdleElement, french = 'name', english = 'trousse:en'): Words | undefined => {
  const fr = text(from, french)
  const en = text(from, english)
  if (fr === undefined) return undefined
  return en === undefined ? { fr } : { fr, en }
}

/** What a refusal calls an element: its name, else what it is. */
export const blame = (from: ModdleElement): { id: string; name: string } => ({
  id: text(from, 'id') ?? '?',
  name: text(from, 'name') ?? from.$type.replace('bpmn:', ''),
})

const largest = 1_048_576
const file = { id: '', name: 'BPMN' }

const firstLine = (message: string): string => (message.split('\n')[0] ?? '').slice(0, 200)

const attempt = async (xml: string): Promise<Parsed | { fault: string }> => {
  try {
    return await new BpmnModdle({ trousse: extension }).fromXML(xml)
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}
