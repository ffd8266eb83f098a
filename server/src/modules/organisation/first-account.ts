import type { SetUp } from '#contract/organisation/api.ts'
import { sql } from 'kysely'
import { emitter, noDoor, noHouse, type Context, type OpenContext } from '#platform/context.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { Failure } from '#platform/failure.ts'
import { checkZone } from '#platform/zone.ts'
import { adoptAll, draftPropositions } from '../artefact/index.ts'
import { createClient } from '../client/index.ts'
import { addCategories, createService } from '../service/index.ts'
import { setPassword } from '../session/index.ts'

export type FirstAccount = Omit<SetUp, 'secret'>
type Place = Pick<OpenContext, 'db' | 'now'>

/**
 * The provider and its first person, who holds every role of a provider, with the kit's propositions as drafts
 * (or in force, where the installation is set up by its environment); refused once anybody exists.
 * The chain of a demonstration begins by saying that it is one.
 */
export const createFirstAccount = async (
  place: Place,
  input: FirstAccount,
  { adopts = false, demonstration }: { adopts?: boolean; demonstration?: string } = {},
): Promise<{ personId: string; organisationId: string }> => {
  const { db, now } = place
  const made = await insertFirstAccount(place, input)
  const context = await becomeFirst(place, input, made.personId)
  await setPassword(db, made.personId, { password: input.person.password, now })
  if (demonstration !== undefined) {
    await context.emit({
      subject: made.organisationId,
      event: 'demo.seeded',
      body: { edition: demonstration },
    })
  }
  await journal(context, input, made)
  await bringKit(context, input, adopts)
  if (input.serviceName !== undefined) await createService(context, { name: input.serviceName })
  if (input.clientName !== undefined) await createClient(context, { name: input.clientName })
  await sql`select set_config('role', 'none', true)`.execute(db)
  return made
}

/** What an empty installation is called until somebody says better. */
export const unnamedProvider: FirstAccount['organisation'] = {
  name: 'Mon organisation',
  country: 'FR',
  region: null,
  size: '1-3',
  zone: 'Europe/Paris',
  language: 'fr',
}

const insertFirstAccount = async ({ db }: Place, { organisation, person }: FirstAccount) => {
  const { emergencyPhone = null, ...provider } = organisation
  checkZone(provider.zone)
  const first = { name: person.name, email: person.email.toLowerCase() }
  const { rows } = await sql<{ organisationId: string; personId: string }>`
    select organisation as "organisationId", person as "personId" from create_first_account(
      ${JSON.stringify({ ...provider, emergency_phone: emergencyPhone })}::jsonb, ${JSON.stringify(first)}::jsonb)`.execute(
    db,
  )
  const [made] = rows
  if (made === undefined) throw new Failure('already_set_up')
  return made
}

/** The rest is done as the person who has just been made, under the same rules as ever after. */
const becomeFirst = async (
  { db, now }: Place,
  { organisation, person }: FirstAccount,
  id: string,
): Promise<Context> => {
  await sql`select set_config('app.person', ${id}, true), set_config('role', 'staff', true)`.execute(db)
  const actor: Actor = {
    sessionId: null,
    sessionKind: 'inside',
    scopes: ['read', 'write'],
    seenAt: null,
    id,
    name: person.name,
    email: person.email.toLowerCase(),
    roles: ['D', 'RGS/AC', 'RGS/RC', 'CS'],
    clientId: null,
    clientLevel: null,
    supplierId: null,
    isAdministrator: true,
    language: organisation.language ?? 'fr',
    zone: organisation.zone,
    teams: [],
    mandates: [],
    standsInFor: [],
  }
  return { actor, db, now, emit: emitter(db, () => []), door: noDoor, house: noHouse }
}

/** The defaults of the kit: artefacts to approve, and the usual categories. */
const bringKit = async (
  context: Context,
  { organisation, calendar }: FirstAccount,
  adopts: boolean,
): Promise<void> => {
  const { country, region = null, zone } = organisation
  const given = calendar === undefined ? {} : { 'calendar:default': calendar }
  const versions = await draftPropositions(context, { country, region, zone }, given)
  if (adopts) await adoptAll(context, versions)
  await addCategories(context)
}

const journal = async (
  { emit, actor }: Context,
  { organisation }: FirstAccount,
  made: { personId: string; organisationId: string },
): Promise<void> => {
  await emit({ subject: made.organisationId, event: 'organisation.set-up', body: { ...organisation } })
  const { name, email, roles, isAdministrator, language, zone } = actor
  const body = { name, email, roles, isAdministrator, language, zone }
  await emit({ subject: made.personId, event: 'person.created', body })
}
