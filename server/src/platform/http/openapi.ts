import { type Endpoint, pathKeys } from '#contract/endpoint.ts'
import { errors, Problem } from '#contract/errors.ts'
import type { Words } from '#contract/words.ts'
import { z } from 'zod'
import { gatherShapes, type Json } from './openapi-shapes.ts'
import { prefix } from './surroundings.ts'

type Contract = Readonly<Record<string, Readonly<Record<string, Endpoint>>>>
type Shapes = ReturnType<typeof gatherShapes>

/** The contract as an OpenAPI 3.1 document: the same contract gives the same document. */
export const describeApi = (contract: Contract, version: string): Json => {
  const shapes = gatherShapes()
  const paths: Record<string, Json> = {}
  for (const [area, endpoints] of Object.entries(contract)) {
    for (const [name, endpoint] of Object.entries(endpoints)) {
      const operation = operationOf(endpoint, shapes, { area, name })
      paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation }
    }
  }
  return shapes.finish({
    openapi: '3.1.1',
    info: {
      title: 'Trousse',
      version,
      summary: 'IT service management for very small providers',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: prefix }],
    security: [{ cookie: [] }, { bearer: [] }],
    tags: Object.keys(contract).map((area) => ({ name: area })),
    paths: { ...paths, '/events': live },
    components: {
      securitySchemes: {
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'trousse_session',
          description: 'What signing in sets in a browser.',
        },
        bearer: { type: 'http', scheme: 'bearer', description: 'A token of `POST /tokens`, for programs.' },
      },
      parameters: { 'Idempotency-Key': repeatKey },
      responses: problemAnswers(shapes.schemaOf(Problem, 'output')),
    },
  })
}

const description = `Everything that the screens do is done here; there is no private interface.
Lists answer \`{ items, nextCursor }\`: give \`nextCursor\` back as \`cursor\`. Answers may gain fields: ignore those that you do not know.
An edit sends the \`version\` that it started from; if someone was faster, the answer is 409 with the present state in \`current\`.
Outside ${prefix}: \`GET /health\`, \`GET /ready\` and \`GET /metrics\` (Prometheus).`

const operationOf = (
  endpoint: Endpoint,
  shapes: Shapes,
  { area, name }: { area: string; name: string },
): Json => {
  const isOpen = endpoint.for.includes('anyone')
  const isWrite = endpoint.method !== 'GET'
  const { parameters, body } = inputOf(endpoint, shapes)
  const headers =
    isWrite && !isOpen && endpoint.transport === 'json'
      ? [{ $ref: '#/components/parameters/Idempotency-Key' }]
      : []
  return {
    operationId: `${area}${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
    tags: [area],
    summary: endpoint.summary,
    description: isOpen
      ? 'For anyone, before signing in.'
      : `For ${endpoint.for.map((audience) => audienceWords[audience]).join(', ')}. A token needs the scope \`${endpoint.scope}\`.`,
    'x-audience': endpoint.for,
    ...(isOpen ? { security: [] } : {}),
    ...(parameters.length + headers.length === 0 ? {} : { parameters: [...parameters, ...headers] }),
    ...(body === null ? {} : { requestBody: body }),
    responses: {
      [endpoint.status]: successOf(endpoint, shapes),
      ...Object.fromEntries(
        refusalsOf(endpoint, body !== null).map((status) => [
          status,
          { $ref: `#/components/responses/${status}` },
        ]),
      ),
      default: { $ref: '#/components/responses/default' },
    },
  }
}

const audienceWords = {
  anyone: 'anyone',
  staff: 'the provider’s people',
  client: 'a client’s people',
  supplier: 'a supplier’s people',
}

/** One flat input: what the path names goes there, the rest into the query (GET) or the body. */
const inputOf = (endpoint: Endpoint, shapes: Shapes): { parameters: Json[]; body: Json | null } => {
  if (!(endpoint.input instanceof z.ZodObject)) {
    throw new Error(`The input of ${endpoint.method} ${endpoint.path} is not one flat object.`)
  }
  const keys = pathKeys(endpoint.path)
  const shape: Record<string, z.ZodType> = endpoint.input.shape
  const inPath = keys.map((name) =>
    parameter(name, 'path', shapes.schemaOf(shape[name] ?? z.string(), 'input')),
  )
  const others = Object.keys(shape).filter((name) => !keys.includes(name))
  if (endpoint.method === 'GET') {
    const inQuery = others.map((name) => {
      const field = shape[name] ?? z.unknown()
      return parameter(name, 'query', shapes.schemaOf(field, 'input'), !field.safeParse(undefined).success)
    })
    return { parameters: [...inPath, ...inQuery], body: null }
  }
  if (endpoint.transport === 'multipart')
    return { parameters: inPath, body: multipartOf(others, shape, shapes) }
  if (others.length === 0) return { parameters: inPath, body: null }
  const fields = Object.fromEntries(others.map((name) => [name, shape[name] ?? z.unknown()]))
  const whole = keys.length === 0 ? endpoint.input : z.object(fields)
  const schema = shapes.schemaOf(whole, 'input')
  const isRequired = !whole.safeParse({}).success
  return { parameters: inPath, body: { required: isRequired, content: { 'application/json': { schema } } } }
}

const parameter = (name: string, place: 'path' | 'query', schema: Json, isRequired = true): Json => {
  const { description: words, ...rest } = schema
  return {
    name,
    in: place,
    required: isRequired,
    ...(words === undefined ? {} : { description: words }),
    schema: rest,
  }
}

const multipartOf = (names: readonly string[], shape: Record<string, z.ZodType>, shapes: Shapes): Json => {
  const fields = names.map((name) => [name, shapes.schemaOf(shape[name] ?? z.string(), 'input')] as const)
  return {
    required: true,
    description: 'The fields come before the file.',
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: {
            ...Object.fromEntries(fields),
            file: { type: 'string', contentMediaType: 'application/octet-stream' },
          },
          required: ['file'],
        },
      },
    },
  }
}

const successOf = ({ output, path, transport, status }: Endpoint, shapes: Shapes): Json => {
  const words = status === 201 ? 'Created' : 'Done'
  if (transport !== 'file') {
    return {
      description: words,
      content: { 'application/json': { schema: shapes.schemaOf(output, 'output') } },
    }
  }
  const mediaType = path.endsWith('.csv') ? 'text/csv' : 'application/octet-stream'
  return { description: 'The file, as a download', content: { [mediaType]: { schema: { type: 'string' } } } }
}

/** Which refusals an endpoint can be expected to give; `default` stands for all others. */
const refusalsOf = (endpoint: Endpoint, hasBody: boolean): number[] => {
  const { method, path, input, transport } = endpoint
  const isOpen = endpoint.for.includes('anyone')
  const names = input instanceof z.ZodObject ? Object.keys(input.shape) : []
  const isSecret = names.includes('secret')
  const isSignIn = isOpen && names.includes('password') && !isSecret
  return [
    ...(names.length > 0 ? [400] : []),
    ...(!isOpen || isSignIn ? [401] : []),
    ...(!isOpen || method !== 'GET' ? [403] : []),
    ...(pathKeys(path).length > 0 ? [404] : []),
    ...(method === 'GET' ? [] : [409]),
    ...(isSecret ? [410] : []),
    ...(hasBody || transport === 'multipart' ? [413, 415] : []),
    ...(method === 'GET' ? [] : [422]),
    ...(isSignIn ? [429] : []),
  ]
}

const problemAnswers = (schema: Json): Json => {
  const content = { 'application/problem+json': { schema } }
  const statuses = [...new Set(Object.values(errors).map(({ status }) => status))].toSorted((a, b) => a - b)
  const answers = statuses.map((status) => [status, { description: codesOf(status), content }] as const)
  return { ...Object.fromEntries(answers), default: { description: 'Any other refusal (RFC 9457)', content } }
}

const codesOf = (status: number): string =>
  Object.entries(errors)
    .filter(([, error]) => error.status === status)
    .map(([code, { en }]) => `\`${code}\`: ${en}`)
    .join(' ')

const repeatKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes a write safe to send again: for a day, the same key with the same input is answered as the first time.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

/** Server-sent events are no endpoint of the contract: they never end. */
const live: Json = {
  get: {
    operationId: 'events',
    tags: ['live'],
    summary: 'What changes, as it changes (server-sent events)',
    description:
      'Each message says what changed, never its content: fetch it again to see what you may see of it. `event: resync` asks to fetch everything again.',
    'x-audience': ['staff', 'client', 'supplier'],
    responses: {
      200: {
        description:
          'An endless stream; each `data:` line is a JSON object with `event`, `subject`, `visibility` and, for records, `number`.',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
      401: { $ref: '#/components/responses/401' },
      default: { $ref: '#/components/responses/default' },
    },
  },
}

/** What the page calls the parts of the contract; a part without words is called by its name in the code. */
export const areaWords: Readonly<Record<string, Words>> = {
  import: { fr: 'Imports et exports', en: 'Imports and exports' },
  organisation: { fr: 'Organisation', en: 'Organisation' },
  session: { fr: 'Connexion et jetons', en: 'Signing in and tokens' },
  access: { fr: 'Liens de connexion et formulaire d’aide', en: 'Sign-in links and help form' },
  person: { fr: 'Personnes', en: 'People' },
  team: { fr: 'Équipes', en: 'Teams' },
  pot: { fr: 'Forfaits d’heures', en: 'Pots of hours' },
  duty: { fr: 'Échéances', en: 'Duties' },
  trend: { fr: 'Tendances', en: 'Trends' },
  indicator: { fr: 'Indicateurs', en: 'Indicators' },
  problem: { fr: 'Problèmes et erreurs connues', en: 'Problems and known errors' },
  change: { fr: 'Changements', en: 'Changes' },
  recurrence: { fr: 'Tickets récurrents', en: 'Recurrent tickets' },
  reply: { fr: 'Réponses types', en: 'Canned answers' },
  template: { fr: 'Gabarits de ticket', en: 'Ticket templates' },
  client: { fr: 'Clients', en: 'Clients' },
  configuration: { fr: 'Parc (CMDB)', en: 'Configuration (CMDB)' },
  licence: { fr: 'Logiciels et licences', en: 'Software and licences' },
  report: { fr: 'Rapports de configuration', en: 'Configuration reports' },
  verification: { fr: 'Vérifications du parc', en: 'Verifications of the CMDB' },
  inventory: { fr: 'Inventaire', en: 'Inventory' },
  brand: { fr: 'Logos et couleurs', en: 'Logos and colours' },
  company: { fr: 'Vue d’entreprise du client', en: 'The client’s view of its company' },
  supplier: { fr: 'Fournisseurs', en: 'Suppliers' },
  service: { fr: 'Services et catégories', en: 'Services and categories' },
  calendar: { fr: 'Calendriers', en: 'Calendars' },
  agreement: { fr: 'Contrats de service', en: 'Agreements' },
  artefact: { fr: 'Artefacts', en: 'Artefacts' },
  procedure: { fr: 'Procédures', en: 'Procedures' },
  record: { fr: 'Tickets', en: 'Records' },
  incident: { fr: 'Incidents', en: 'Incidents' },
  request: { fr: 'Demandes', en: 'Requests' },
  attachment: { fr: 'Pièces jointes', en: 'Attachments' },
  knowledge: { fr: 'Connaissances', en: 'Knowledge' },
  intervention: { fr: 'Interventions et planning', en: 'Visits and planning' },
  journal: { fr: 'Journal', en: 'Journal' },
  mail: { fr: 'E-mails', en: 'Mail' },
  letter: { fr: 'Modèles de notification', en: 'Notification templates' },
  notification: { fr: 'Notifications', en: 'Notifications' },
  search: { fr: 'Recherche', en: 'Search' },
  view: { fr: 'Vues enregistrées', en: 'Saved views' },
  backup: { fr: 'Sauvegardes', en: 'Backups' },
  health: { fr: 'État du système', en: 'State of the system' },
  live: { fr: 'Suivi en direct', en: 'Live updates' },
}
