import { z } from 'zod'
import { endpoint, staff } from '../endpoint.ts'
import { GivenInstant, Instant } from '../instant.ts'
import { all, ById, Id, Version } from '../list.ts'
import { Role } from '../role.ts'
import { Words } from '../words.ts'

/** What the kit asks to approve. More kinds come with their processes. */
export const ArtefactKind = z.enum([
  'priority-grid',
  'escalation-levels',
  'problem-levels',
  'calendar',
  'procedure',
  'agreement',
  'article',
  'request-model',
  'change-actors',
  'change-model',
])
export type ArtefactKind = z.infer<typeof ArtefactKind>

export const VersionState = z.enum(['draft', 'submitted', 'approved', 'in-force', 'superseded', 'rejected'])
export type VersionState = z.infer<typeof VersionState>

const PersonName = z.object({ id: Id, name: z.string() })

export const ArtefactVersion = z.object({
  id: Id,
  artefactId: Id,
  number: z.int(),
  state: VersionState,
  content: z.unknown(),
  note: z.string(),
  /** The kit's edition that proposed it, where no person wrote it. */
  kitEdition: z.string().nullable(),
  author: PersonName.nullable(),
  createdAt: Instant,
  submittedAt: Instant.nullable(),
  approver: PersonName.nullable(),
  approvedAt: Instant.nullable(),
  reason: z.string().nullable(),
  inForceFrom: Instant.nullable(),
  inForceUntil: Instant.nullable(),
  reviewOn: z.string().nullable(),
  version: Version,
})
export type ArtefactVersion = z.infer<typeof ArtefactVersion>

const VersionSummary = ArtefactVersion.omit({ content: true })

export const Artefact = z.object({
  id: Id,
  kind: ArtefactKind,
  key: z.string(),
  name: Words,
  clientId: Id.nullable(),
  /** The role that the kit names to approve it. */
  approvedBy: Role,
  inForce: VersionSummary.nullable(),
  latest: VersionSummary.nullable(),
  /** No version of it was ever approved: records say « proposition non approuvée ». */
  isProposition: z.boolean(),
  /** What the person asking may do with its latest version. */
  actions: z.array(z.enum(['edit', 'submit', 'approve', 'reject', 'put-in-force'])),
})
export type Artefact = z.infer<typeof Artefact>

/** One difference of two versions: a path in the content, what stood there, what stands there now. */
export const Difference = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })

const Decision = z.object({ id: Id, reason: z.string().trim().max(2000).optional() })

export const artefactApi = {
  list: endpoint(
    'GET /artefacts',
    z.object({ kind: ArtefactKind.optional(), client: Id.optional() }),
    all(Artefact),
    { for: staff, summary: 'Artefacts with what is in force and what is being written' },
  ),
  read: endpoint('GET /artefacts/{id}', ById, Artefact.extend({ versions: z.array(VersionSummary) }), {
    for: staff,
    summary: 'One artefact with its versions',
  }),
  readVersion: endpoint('GET /artefact-versions/{id}', ById, ArtefactVersion, {
    for: staff,
    summary: 'One version with its content',
  }),
  create: endpoint(
    'POST /artefacts',
    z.object({
      kind: ArtefactKind,
      key: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
        .optional(),
      name: Words,
      clientId: Id.nullable().optional(),
      content: z.unknown(),
      note: z.string().max(2000).optional(),
    }),
    Artefact,
    { for: staff, summary: 'A new artefact with its first draft', status: 201 },
  ),
  draft: endpoint(
    'POST /artefacts/{id}/versions',
    z.object({ id: Id, content: z.unknown(), note: z.string().max(2000).optional() }),
    ArtefactVersion,
    { for: staff, summary: 'The next draft', status: 201 },
  ),
  edit: endpoint(
    'PATCH /artefact-versions/{id}',
    z.object({ id: Id, content: z.unknown(), note: z.string().max(2000).optional(), version: Version }),
    ArtefactVersion,
    { for: staff, summary: 'Edit a draft' },
  ),
  submit: endpoint('POST /artefact-versions/{id}/submit', Decision, ArtefactVersion, {
    for: staff,
    summary: 'Hand a draft in for approval',
  }),
  approve: endpoint(
    'POST /artefact-versions/{id}/approve',
    Decision.extend({ from: GivenInstant.optional(), reviewOn: z.iso.date().optional() }),
    ArtefactVersion,
    { for: staff, summary: 'Approve; in force from now or from a later instant' },
  ),
  reject: endpoint('POST /artefact-versions/{id}/reject', Decision, ArtefactVersion, {
    for: staff,
    summary: 'Send a submitted version back with a reason',
  }),
  compare: endpoint(
    'GET /artefact-versions/{id}/differences',
    z.object({ id: Id, from: Id }),
    all(Difference),
    { for: staff, summary: 'What changed between two versions of an artefact' },
  ),
  listPropositions: endpoint(
    'GET /propositions',
    z.object({}),
    all(Artefact.extend({ draft: ArtefactVersion })),
    {
      for: staff,
      summary: 'The kit’s defaults that nobody has approved yet',
    },
  ),
  bring: endpoint('POST /propositions', z.object({}), all(Artefact), {
    for: staff,
    summary: 'Draft what the kit proposes and the firm does not have yet; nothing that is there is touched',
  }),
  adopt: endpoint(
    'POST /propositions/adopt',
    z.object({ versions: z.array(Id).min(1).max(200), reason: z.string().trim().max(2000).optional() }),
    all(Artefact),
    { for: staff, summary: 'Adopt the propositions: one dated approval by D' },
  ),
}

export const artefactEvents = {
  'artefact.created': z.object({ kind: z.string(), key: z.string(), name: Words }),
  'artefact.drafted': z.object({ version: Id, number: z.int(), note: z.string() }),
  'artefact.edited': z.object({ version: Id, differences: z.array(Difference) }),
  'artefact.submitted': z.object({ version: Id, number: z.int() }),
  'artefact.approved': z.object({
    version: Id,
    number: z.int(),
    reason: z.string().nullable(),
    from: z.string(),
    /** Who wrote it approved it: allowed for the smallest firms, and said. */
    isOwnWork: z.boolean(),
    isAdoption: z.boolean(),
  }),
  'artefact.rejected': z.object({ version: Id, number: z.int(), reason: z.string() }),
}
