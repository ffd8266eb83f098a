import { sql } from 'kysely'
import { escapeHtml } from '#platform/mail/fold.ts'
import type { Turn } from '#platform/module.ts'
import type { InsideContext } from '#platform/reactions.ts'
import { readersOf } from '../notification/index.ts'
import { queueMail } from '../outbox/index.ts'
import { toldFor } from '../team/index.ts'

/**
 * Once a day top management gets what the last day was, and the seal of the journal: kept in a mailbox, it proves later
 * that nothing was taken from what it counts.
 */
export const mailDay = async ({ db, now }: InsideContext): Promise<Turn> => {
  const day = await readDay(db, now)
  if (day === null) return { hasMore: false }
  const { people } = await toldFor(db, 'D', { now, isOpen: true })
  if (people.length === 0) return { hasMore: false }
  for (const { id, isStaff, preference, language } of await readersOf(db, people)) {
    if (!isStaff || preference.choices.day.mail === 'off') continue
    await queueMail(
      { db, now },
      {
        to: { personId: id },
        recordId: null,
        event: 'journal.sealed',
        source: `seal ${day.day}`,
        isAutomatic: false,
        ...words[language](day),
      },
    )
  }
  return { hasMore: false }
}

interface Day {
  day: string
  entries: number
  subjects: number
  hash: string
  opened: number
  restored: number
  closed: number
  late: number
  open: number
  escalated: string[]
}

/** Null while no day has been sealed. */
const readDay = async (db: InsideContext['db'], now: Temporal.Instant): Promise<Day | null> => {
  const since = now.subtract({ hours: 24 })
  const { rows } = await sql<Day>`
    select s.day::text as day, s.entries::int as entries, s.subjects::int as subjects, encode(s.hash, 'hex') as hash,
      (select count(*)::int from record where recorded_at > ${since} and recorded_at <= ${now}) as opened,
      (select count(*)::int from record where resolved_at > ${since} and resolved_at <= ${now}) as restored,
      (select count(*)::int from record where closed_at > ${since} and closed_at <= ${now}) as closed,
      (select count(*)::int from record where closed_at is null) as open,
      (select count(distinct subject_id)::int from journal_entry where event = 'record.breached' and at > ${since} and at <= ${now}) as late,
      array(select distinct r.number from journal_entry e join journal_body b on b.entry_id = e.id join record r on r.id = e.subject_id
        where e.event = 'record.escalated' and e.at > ${since} and e.at <= ${now} order by 1 limit 50) as escalated
    from seal s where s.hash is not null order by s.day desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** In groups of eight, so that two people can compare it on the telephone. */
const readable = (hash: string): string => (hash.match(/.{1,8}/g) ?? []).join(' ')

const listed = (numbers: readonly string[]): string =>
  numbers.map((number) => `<a href="/tickets/${escapeHtml(number)}">${escapeHtml(number)}</a>`).join(', ')

const words = {
  fr: (day: Day) => ({
    subject: `Résumé et scellé du ${day.day}`,
    html: `<p>Ces dernières 24 heures : <strong>${day.opened}</strong> tickets enregistrés, <strong>${day.restored}</strong> rétablis, <strong>${day.closed}</strong> clos ; <strong>${day.late}</strong> en retard. ${day.open} sont ouverts.</p>${
      day.escalated.length === 0 ? '' : `<p>Escalades : ${listed(day.escalated)}</p>`
    }<p>Scellé du journal au ${day.day} : ${day.entries} faits sur ${day.subjects} sujets.<br><code>${readable(day.hash)}</code></p><p><small>Gardez ce message : il prouvera que le journal n’a pas été réécrit depuis.</small></p>`,
  }),
  en: (day: Day) => ({
    subject: `Summary and seal of ${day.day}`,
    html: `<p>The last 24 hours: <strong>${day.opened}</strong> tickets recorded, <strong>${day.restored}</strong> restored, <strong>${day.closed}</strong> closed; <strong>${day.late}</strong> late. ${day.open} are open.</p>${
      day.escalated.length === 0 ? '' : `<p>Escalations: ${listed(day.escalated)}</p>`
    }<p>Seal of the journal at ${day.day}: ${day.entries} facts on ${day.subjects} subjects.<br><code>${readable(day.hash)}</code></p><p><small>Keep this message: it will prove that the journal has not been rewritten since.</small></p>`,
  }),
} as const
