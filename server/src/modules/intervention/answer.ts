import type { InsideContext } from '#platform/reactions.ts'
import type { CalendarAnswer } from '#platform/mail/invitation.ts'

/**
 * Notes on a visit what somebody answered by his calendar, if he goes there or asked for it; answers the record, or null where it is
 * nobody's visit or not his. An answer to an earlier plan, or one that comes late, changes nothing.
 */
export const noteAnswer = async (
  { db, now, emit }: InsideContext,
  personId: string,
  { uid, answer, sequence }: CalendarAnswer,
): Promise<string | null> => {
  const id = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@trousse$/.exec(uid)?.[1]
  if (id === undefined) return null
  const visit = await db
    .selectFrom('intervention as i')
    .innerJoin('record as r', 'r.id', 'i.record_id')
    .leftJoin('intervention_person as ip', (join) =>
      join.onRef('ip.intervention_id', '=', 'i.id').on('ip.person_id', '=', personId),
    )
    .select([
      'i.sequence',
      'i.state',
      'i.record_id',
      'r.requester_id',
      'r.client_id',
      'r.number',
      'ip.person_id',
    ])
    .where('i.id', '=', id)
    .executeTakeFirst()
  if (visit === undefined || (visit.person_id === null && visit.requester_id !== personId)) return null
  if (visit.sequence !== sequence || visit.state !== 'planned') return visit.record_id
  const values = { answer, sequence, at: now }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('intervention_answer')
    .values({ intervention_id: id, person_id: personId, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['intervention_id', 'person_id'])
        .doUpdateSet(values)
        .where((row) =>
          row.or([
            row('intervention_answer.answer', '<>', answer),
            row('intervention_answer.sequence', '<>', sequence),
          ]),
        ),
    )
    .executeTakeFirst()
  if ((numInsertedOrUpdatedRows ?? 0n) > 0n) {
    await emit({
      subject: visit.record_id,
      event: 'intervention.answered',
      body: { intervention: id, person: personId, answer },
      audience: { client: visit.client_id, number: visit.number },
    })
  }
  return visit.record_id
}
