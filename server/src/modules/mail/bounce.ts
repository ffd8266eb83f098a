import type { InsideContext } from '#platform/reactions.ts'
import type { Filing } from './filing.ts'

/** What we sent did not arrive: said on the message, and on its record to those who work on it. */
export const markBounced = async (
  { db, emit, now }: InsideContext,
  { message, known }: Filing,
): Promise<string | null> => {
  const { bounced } = known
  if (bounced === null) return null
  const said = [message.report?.status, message.report?.diagnostic].filter(Boolean).join(' ')
  if (bounced.state === 'sent') {
    await db
      .updateTable('mail')
      .set({ state: 'bounced', why: 'refused-by-server', detail: said.slice(0, 500), decided_at: now })
      .where('id', '=', bounced.id)
      .execute()
    if (bounced.record_id !== null) {
      await emit({
        subject: bounced.record_id,
        event: 'record.mail-bounced',
        body: { mail: bounced.id, person: bounced.person_id, status: message.report?.status ?? '' },
      })
    }
  }
  return bounced.record_id
}
