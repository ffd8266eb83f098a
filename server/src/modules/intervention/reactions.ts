import { currencyOf } from '#contract/currency.ts'
import { sql } from 'kysely'
import { reaction, type InsideContext, type Reaction } from '#platform/reactions.ts'
import { attachWritten, readContent } from '../attachment/index.ts'
import { writeReport } from './report.ts'

/** The document is written once the visit is over; it lies with the record, for the client to read. */
export const interventionReactions: readonly Reaction[] = [
  reaction('write-visit-report', ['intervention.finished'], async (context, { body, actorId }) => {
    const visit = await lockVisit(context, body.intervention)
    if (visit === undefined || visit.report_id !== null || actorId === null) return
    if (visit.started_at === null || visit.finished_at === null) return
    const [people, notes, parts] = await Promise.all([
      namesOf(context, visit.id),
      publicNotesOf(context, visit.id),
      partsOf(context, visit.id),
    ])
    const drawing = visit.signature_id === null ? null : await readContent(context.db, visit.signature_id)
    const pdf = writeReport({
      language: visit.language === 'en' ? 'en' : 'fr',
      country: visit.country,
      zone: visit.zone,
      currency: currencyOf(visit.country),
      provider: { name: visit.provider, phone: visit.phone },
      client: visit.client,
      number: visit.number,
      subject: visit.title,
      place: visit.place,
      people,
      startedAt: visit.started_at,
      finishedAt: visit.finished_at,
      workMinutes: visit.work_minutes,
      travelMinutes: visit.travel_minutes,
      travelKm: visit.travel_km,
      notes,
      parts,
      signature:
        drawing === null || visit.signed_name === null || visit.signed_at === null
          ? null
          : { name: visit.signed_name, at: visit.signed_at, drawing },
    })
    const day = visit.finished_at.toZonedDateTimeISO(visit.zone).toPlainDate().toString()
    const record = {
      id: visit.record_id,
      number: visit.number,
      client_id: visit.client_id,
      requester_id: visit.requester_id,
      is_confidential: visit.is_confidential,
      kind: visit.kind,
      consent_level: visit.consent_level,
    }
    const file = await attachWritten(context, record, {
      name: `${visit.language === 'en' ? 'visit-report' : 'bon-intervention'}-${visit.number}-${day}.pdf`,
      mediaType: 'application/pdf',
      bytes: pdf,
      audience: 'client',
      createdBy: actorId,
    })
    await context.db
      .updateTable('intervention')
      .set({ report_id: file.id })
      .where('id', '=', visit.id)
      .execute()
  }),
]

/** In the language of who asked, else the provider's; it stays with the record that the visit's was merged into. */
const lockVisit = ({ db }: InsideContext, id: string) =>
  db
    .selectFrom('intervention as i')
    .innerJoin('record as own', 'own.id', 'i.record_id')
    .innerJoin('record as r', (join) =>
      join.on(sql`coalesce(own.merged_into_id, own.id)`, '=', sql.ref('r.id')),
    )
    .innerJoin('organisation as o', (join) => join.onTrue())
    .leftJoin('client as c', 'c.id', 'r.client_id')
    .leftJoin('person as p', 'p.id', 'r.requester_id')
    .select(['i.id', 'i.report_id', 'i.started_at', 'i.finished_at', 'i.place', 'i.work_minutes'])
    .select(['i.travel_minutes', 'i.travel_km', 'i.signature_id', 'i.signed_name', 'i.signed_at'])
    .select([
      'r.id as record_id',
      'r.number',
      'r.title',
      'r.client_id',
      'r.requester_id',
      'r.is_confidential',
      'r.kind',
      'r.consent_level',
    ])
    .select(['o.name as provider', 'o.phone', 'o.country', 'o.zone', 'c.name as client'])
    .select(sql<string>`coalesce(p.language, o.language)`.as('language'))
    .where('i.id', '=', id)
    .forUpdate('i')
    .executeTakeFirst()

const namesOf = async ({ db }: InsideContext, id: string): Promise<string[]> => {
  const found = await db
    .selectFrom('intervention_person as ip')
    .innerJoin('person as p', 'p.id', 'ip.person_id')
    .select('p.name')
    .where('ip.intervention_id', '=', id)
    .orderBy('p.name')
    .execute()
  return found.map(({ name }) => name)
}

const publicNotesOf = async ({ db }: InsideContext, id: string): Promise<string[]> => {
  const found = await db
    .selectFrom('intervention_note')
    .select('body')
    .where('intervention_id', '=', id)
    .where('visibility', '=', 'client')
    .orderBy('noted_at')
    .execute()
  return found.map(({ body }) => body)
}

const partsOf = async ({ db }: InsideContext, id: string) => {
  const found = await db
    .selectFrom('intervention_part')
    .select(['label', 'quantity_hundredths', 'price_minor'])
    .where('intervention_id', '=', id)
    .orderBy('position')
    .execute()
  return found.map(({ label, quantity_hundredths, price_minor }) => ({
    label,
    quantity: quantity_hundredths / 100,
    priceMinor: price_minor,
  }))
}
