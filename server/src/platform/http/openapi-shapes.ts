import * as agreement from '#contract/agreement/api.ts'
import * as artefact from '#contract/artefact/api.ts'
import * as attachment from '#contract/attachment/api.ts'
import * as calendarShape from '#contract/calendar/shape.ts'
import * as client from '#contract/client/api.ts'
import { Problem } from '#contract/errors.ts'
import * as grid from '#contract/grid/shape.ts'
import * as incident from '#contract/incident/api.ts'
import { Instant } from '#contract/instant.ts'
import * as journal from '#contract/journal/api.ts'
import * as notification from '#contract/notification/api.ts'
import * as organisation from '#contract/organisation/api.ts'
import * as person from '#contract/person/api.ts'
import * as procedure from '#contract/procedure/api.ts'
import * as procedureShape from '#contract/procedure/shape.ts'
import * as record from '#contract/record/api.ts'
import * as recordShape from '#contract/record/shape.ts'
import * as request from '#contract/request/api.ts'
import { Role } from '#contract/role.ts'
import * as search from '#contract/search/api.ts'
import * as service from '#contract/service/api.ts'
import * as session from '#contract/session/api.ts'
import * as team from '#contract/team/api.ts'
import * as view from '#contract/view/api.ts'
import { Words } from '#contract/words.ts'
import { z } from 'zod'

export type Json = { [name: string]: unknown }

/** Where the shapes come from that keep their name in the document; of two with one name, the later bears its area's too. */
const sources: readonly (readonly [area: string, exports: object])[] = [
  ['', { Problem, Role, Words }],
  ['Record', recordShape],
  ['Record', record],
  ['Procedure', procedureShape],
  ['Procedure', procedure],
  ['Calendar', calendarShape],
  ['Grid', grid],
  ['Artefact', artefact],
  ['Agreement', agreement],
  ['Session', session],
  ['Organisation', organisation],
  ['Person', person],
  ['Team', team],
  ['Client', client],
  ['Service', service],
  ['Incident', incident],
  ['Request', request],
  ['Attachment', attachment],
  ['Journal', journal],
  ['Notification', notification],
  ['Search', search],
  ['View', view],
]

/** What programs send is the input side of a shape (defaults may be left out), what they get is the output side. */
type Side = 'input' | 'output'

const registry = z.registry<Json>()
registry.add(Instant, { ...z.globalRegistry.get(Instant) })
nameShapes()

/** JSON Schemas (2020-12) for the shapes of the contract; those that have a name are gathered as components. */
export const gatherShapes = () => {
  const gathered = { input: new Map<string, string>(), output: new Map<string, string>() }

  return {
    schemaOf: (shape: z.ZodType, side: Side): Json => {
      const { $schema: _, $defs, ...schema } = asJsonSchema(shape, side)
      for (const [name, component] of Object.entries($defs ?? {})) {
        gathered[side].set(name, JSON.stringify(component))
      }
      return mark(schema, side)
    },
    /** Replaces the marks that `schemaOf` left by references, and adds the components that they lead to. */
    finish: (document: Json): Json => {
      const differing = differingNames(gathered)
      const nameOf = (name: string, side: Side) =>
        side === 'input' && differing.has(name) ? `${name}Input` : name
      const resolve = (text: string): string =>
        text.replaceAll(
          /"#(input|output)\/(\w+)"/g,
          (_match, side: Side, name: string) => `"#/components/schemas/${nameOf(name, side)}"`,
        )
      const schemas = new Map<string, Json>()
      for (const side of ['output', 'input'] as const) {
        for (const [name, text] of gathered[side]) {
          schemas.set(nameOf(name, side), parse(resolve(JSON.stringify(mark(parse(text), side)))))
        }
      }
      return withReachable(parse(resolve(JSON.stringify(document))), schemas)
    },
  }
}

function nameShapes(): void {
  const taken = new Map<string, unknown>()
  for (const [area, exports] of sources) {
    for (const [name, shape] of Object.entries(exports)) {
      if (!isNamed(shape) || registry.has(shape)) continue
      const id = taken.has(name) ? `${area}${name}` : name
      taken.set(id, shape)
      registry.add(shape, { id })
    }
  }
}

/** Texts and numbers read better where they stand. */
function isNamed(shape: unknown): shape is z.ZodType {
  return shape instanceof z.ZodObject || shape instanceof z.ZodUnion || shape instanceof z.ZodEnum
}

const asJsonSchema = (shape: z.ZodType, side: Side): Json => ({
  ...z.toJSONSchema(shape, {
    io: side,
    metadata: registry,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // Answers may gain fields within a version of the interface.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (side === 'input' && zodSchema instanceof z.ZodPipe && zodSchema.out instanceof z.ZodArray) {
        jsonSchema.description = 'One value, or several with commas'
      }
    },
  }),
})

/** Until all shapes are known, a reference says which side of the component it means. */
const mark = (schema: Json, side: Side): Json =>
  parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"#${side}/`))

const parse = (text: string): Json => JSON.parse(text)

/** Names whose two sides are not the same, also because of what they refer to. */
const differingNames = ({ input, output }: Record<Side, ReadonlyMap<string, string>>): Set<string> => {
  const differing = new Set(
    [...input.keys()].filter((name) => output.has(name) && output.get(name) !== input.get(name)),
  )
  for (let before = -1; before !== differing.size;) {
    before = differing.size
    for (const [name, text] of input) {
      if (output.has(name) && [...differing].some((other) => text.includes(`"#/$defs/${other}"`))) {
        differing.add(name)
      }
    }
  }
  return differing
}

const withReachable = (document: Json, schemas: ReadonlyMap<string, Json>): Json => {
  const reached = new Map<string, Json>()
  const waiting = [JSON.stringify(document)]
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const schema = schemas.get(name)
      if (schema === undefined || reached.has(name)) continue
      reached.set(name, schema)
      waiting.push(JSON.stringify(schema))
    }
  }
  const components = typeof document['components'] === 'object' ? document['components'] : {}
  const sorted = [...reached].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { ...document, components: { ...components, schemas: Object.fromEntries(sorted) } }
}
