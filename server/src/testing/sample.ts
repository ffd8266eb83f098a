import type { Endpoint } from '#contract/endpoint.ts'
import { z } from 'zod'

interface Schema {
  type?: string
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  minLength?: number
  minimum?: number
  minItems?: number
  $ref?: string
}

/** Input that an endpoint accepts, made from its shape alone: every key filled, every id of something that is not there. */
export const sampleOf = (endpoint: Endpoint): Record<string, unknown> => {
  const root: Schema & { $defs?: Record<string, Schema> } = JSON.parse(
    JSON.stringify(z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' })),
  )
  const made = valueOf(root, root.$defs ?? {}, 0)
  return typeof made === 'object' && made !== null ? { ...made, ...byPath[endpoint.path] } : {}
}

const formats: Record<string, string> = {
  uuid: '01a20a22-0894-73fe-9e87-ae0156c33d61',
  email: 'personne@example.test',
  'date-time': '2026-03-02T09:00:00Z',
  date: '2026-03-02',
  uri: 'https://example.test',
}

/** What a shape alone does not tell. */
const byName: Record<string, unknown> = {
  zone: 'Europe/Paris',
  country: 'FR',
  kind: 'INC',
  phase: 'active',
  priority: '1',
  held: 'client',
  state: 'filed',
}

/** Where one name means something else. */
const byPath: Record<string, Record<string, unknown>> = {
  '/cis': { state: 'in-service' },
  '/cis/labels': { state: 'in-service' },
  '/cis/export': { state: 'in-service' },
  '/imports': { mapping: '[]' },
  '/verifications': { seed: '0123456789abcdef' },
  '/known-error-matches': { cis: 'CI-1' },
  '/inventory/contacts': { outcome: 'refused' },
}

const words = [
  'exemple',
  'INC-999999',
  'ECH-999999',
  'PRB-999999',
  'FR',
  '09:00',
  'PT1H',
  '2026-03-02',
  'exemple-1',
  '#0a0a0a',
  '1',
  '2026-03',
  'secret'.repeat(8),
]

const valueOf = (schema: Schema, defs: Record<string, Schema>, depth: number): unknown => {
  if (depth > 8) return null
  const inner = (each: Schema) => valueOf(each, defs, depth + 1)
  if (schema.$ref !== undefined) return inner(defs[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []
  if (first !== undefined) return inner(first)
  switch (schema.type) {
    case 'string':
      return stringOf(schema)
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return true
    case 'null':
      return null
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => inner(schema.items ?? {}))
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, each]) => [key, named(key, each) ?? inner(each)]),
      )
    default:
      return 'exemple'
  }
}

const named = (key: string, { type, enum: choices, anyOf }: Schema): unknown => {
  const kind = type ?? anyOf?.[0]?.type
  return kind === 'string' && choices === undefined ? byName[key] : undefined
}

const stringOf = ({ format = '', pattern, minLength = 1 }: Schema): string => {
  const known = formats[format]
  if (known !== undefined) return known
  const fit = pattern === undefined ? 'exemple' : words.find((word) => new RegExp(pattern).test(word))
  return (fit ?? 'exemple').padEnd(minLength, 'x')
}
