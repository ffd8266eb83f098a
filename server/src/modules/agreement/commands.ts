import type { agreementApi } from '#contract/agreement/api.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { Failure, invalid } from '#platform/failure.ts'
import { addArtefact, addVersion, approve, mayApprove, mayDraft } from '../artefact/index.ts'
import { readAgreement } from './queries.ts'

type Creation = z.output<(typeof agreementApi)['create']['input']>

/**
 * A new agreement of a client for a service, or the next version of the one there is.
 * Who may approve it puts it in force: from the given instant, or at once where that has passed.
 */
export const createAgreement = async (context: Context, input: Creation) => {
  if (!mayDraft(context.actor)) throw new Failure('forbidden')
  const { clientId, serviceId, targets, note } = input
  const content = { targets, ...(note === undefined ? {} : { note }) }
  const existing = await context.db
    .selectFrom('agreement')
    .select('id')
    .where('client_id', '=', clientId)
    .where('service_id', '=', serviceId)
    .forUpdate()
    .executeTakeFirst()
  const { id, versionId } =
    existing === undefined
      ? await openAgreement(context, input, content)
      : { id: existing.id, versionId: await addVersion(context, existing.id, { content, note: note ?? '' }) }
  if (existing !== undefined) await changeTerms(context, existing.id, input)
  if (mayApprove(context.actor, 'RGS/RC')) {
    await approve(context, { id: versionId, from: startOf(context, input.from), isAdoption: false })
  }
  return readAgreement(context, { id })
}

const openAgreement = async (context: Context, input: Creation, content: unknown) => {
  const { db } = context
  const service = await db
    .selectFrom('service')
    .select('name')
    .where('id', '=', input.serviceId)
    .executeTakeFirst()
  if (service === undefined) throw invalid('serviceId', 'a service is expected')
  const client = await db
    .selectFrom('client')
    .select('name')
    .where('id', '=', input.clientId)
    .executeTakeFirst()
  if (client === undefined) throw invalid('clientId', 'a client is expected')
  const calendarId = input.calendarId ?? (await defaultCalendar(context))
  const { artefactId, versionId } = await addArtefact(context, {
    kind: 'agreement',
    key: input.serviceId,
    name: { fr: `${client.name} – ${service.name}` },
    clientId: input.clientId,
    content,
    note: input.note ?? '',
  })
  await db
    .insertInto('agreement')
    .values({
      id: artefactId,
      client_id: input.clientId,
      service_id: input.serviceId,
      calendar_id: calendarId,
      grid_id: input.gridId ?? null,
    })
    .execute()
  return { id: artefactId, versionId }
}

const changeTerms = async ({ db }: Context, id: string, { calendarId, gridId }: Creation): Promise<void> => {
  if (calendarId === undefined && gridId === undefined) return
  await db
    .updateTable('agreement')
    .set({
      ...(calendarId === undefined ? {} : { calendar_id: calendarId }),
      ...(gridId === undefined ? {} : { grid_id: gridId }),
    })
    .where('id', '=', id)
    .execute()
}

const defaultCalendar = async ({ db }: Context): Promise<string> => {
  const row = await db
    .selectFrom('artefact')
    .select('id')
    .where('kind', '=', 'calendar')
    .where('key', '=', 'default')
    .where('client_id', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw invalid('calendarId', 'a calendar is expected: there is no default one yet')
  return row.id
}

/** Never in the past: what was agreed earlier counts from the moment it was entered. */
const startOf = ({ now, actor }: Context, from: string | undefined): string | undefined => {
  if (from === undefined) return undefined
  const instant = from.includes('T')
    ? Temporal.Instant.from(from)
    : Temporal.PlainDate.from(from).toZonedDateTime(actor.zone).toInstant()
  return Temporal.Instant.compare(instant, now) <= 0 ? undefined : instant.toString()
}
