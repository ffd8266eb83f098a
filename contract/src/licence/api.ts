import { z } from 'zod'
import { Attributes, CiNumber, CiState } from '../configuration/shape.ts'
import { endpoint, staff } from '../endpoint.ts'
import { Instant } from '../instant.ts'
import { all, ById, Id, kept, listOf, Name, Nothing, Paging, QueryFlag } from '../list.ts'
import {
  ItemTitle,
  Licence,
  LicenceHolder,
  LicenceMachine,
  LicenceState,
  SoftwareTitle,
  TitleInstallation,
  TitleItem,
  VersionPattern,
} from './shape.ts'

const ByNumber = z.object({ number: CiNumber })
/** A client's id, or `none`: the provider's own and what serves several. */
const OfClient = z.union([Id, z.literal('none')]).optional()
/** After how many days without its list of software a machine counts as silent. */
const SilentDays = z.coerce.number().int().min(1).max(3650).default(30)
const LicenceFilter = z.object({ client: OfClient, state: LicenceState.optional(), silentDays: SilentDays })

export const TitleSort = z.enum(['name', 'machines', 'recent'])

export const licenceApi = {
  listTitles: endpoint(
    'GET /software-titles',
    z.object({
      ...Paging.shape,
      q: z.string().trim().max(100).optional(),
      client: OfClient,
      licensed: QueryFlag.optional(),
      /** `recent`: what came last, first. */
      sort: TitleSort.default('name'),
    }),
    listOf(SoftwareTitle),
    { for: staff, summary: 'Software that is installed somewhere: versions, machines, since when' },
  ),
  readTitle: endpoint(
    'GET /software-titles/{id}',
    ById.extend({ client: OfClient }),
    SoftwareTitle.extend({
      seen: z.array(z.object({ version: z.string(), machines: z.int(), since: Instant })),
      items: z.array(TitleItem),
      mayWrite: z.boolean(),
    }),
    { for: staff, summary: 'A title: its versions, and the items and licences that stand for it' },
  ),
  listInstallations: endpoint(
    'GET /software-titles/{id}/installations',
    ById.extend({ ...Paging.shape, client: OfClient, version: z.string().max(255).optional() }),
    listOf(TitleInstallation),
    { for: staff, summary: 'On which machines a title is, in which version, since when' },
  ),
  follow: endpoint(
    'POST /software-titles/{id}/items',
    ById.extend({
      type: z.string().max(40),
      name: Name.optional(),
      clientId: Id.nullable().default(null),
      state: CiState.default('in-service'),
      attributes: Attributes.default({}),
      versions: VersionPattern.default(''),
      reason: z.string().trim().min(3).max(2000).optional(),
    }),
    z.object({ number: z.string() }),
    { for: staff, summary: 'Follow a title as an item, or write down a licence for it', status: 201 },
  ),
  titlesOf: endpoint('GET /cis/{number}/titles', ByNumber, kept(ItemTitle), {
    for: staff,
    summary: 'The software that an item stands for or a licence covers, and where it is installed',
  }),
  addTitle: endpoint(
    'POST /cis/{number}/titles',
    ByNumber.extend({ titleId: Id, versions: VersionPattern.default('') }),
    z.object({ id: Id }),
    { for: staff, summary: 'Say that an item stands for a title, or that a licence covers it', status: 201 },
  ),
  removeTitle: endpoint('DELETE /cis/{number}/titles/{id}', ByNumber.extend({ id: Id }), Nothing, {
    for: staff,
    summary: 'An item does not stand for this title any more',
  }),
  list: endpoint('GET /licences', LicenceFilter, all(Licence).extend({ isCut: z.boolean() }), {
    for: staff,
    summary: 'Licences: bought, assigned, installed, and what is wrong',
  }),
  export: endpoint('GET /licences/export', LicenceFilter, z.string(), {
    for: staff,
    summary: 'The same as CSV',
    transport: 'file',
  }),
  read: endpoint(
    'GET /licences/{number}',
    ByNumber.extend({ silentDays: SilentDays }),
    Licence.extend({
      machines: z.array(LicenceMachine),
      holders: z.array(LicenceHolder),
      /** More machines than are shown. */
      isCut: z.boolean(),
      silentDays: z.int(),
      mayWrite: z.boolean(),
    }),
    { for: staff, summary: 'One licence: which machines and people, and what is wrong with each' },
  ),
  assign: endpoint('POST /licences/{number}/holders', ByNumber.extend({ personId: Id }), Nothing, {
    for: staff,
    summary: 'Give a licence to a person; a machine uses it by a relation',
    status: 201,
  }),
  withdraw: endpoint(
    'DELETE /licences/{number}/holders/{personId}',
    ByNumber.extend({ personId: Id }),
    Nothing,
    { for: staff, summary: 'Take a licence back from a person' },
  ),
}

export const licenceEvents = {
  'ci.title-added': z.object({ title: Id, name: z.string(), versions: z.string() }),
  'ci.title-removed': z.object({ title: Id, name: z.string(), versions: z.string() }),
  'ci.licence-assigned': z.object({ person: Id }),
  'ci.licence-withdrawn': z.object({ person: Id }),
  'organisation.licences-exported': z.object({ count: z.int() }),
}
