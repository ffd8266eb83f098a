import { notification as en } from '#contract/notification/en.ts'
import { notification as fr } from '#contract/notification/fr.ts'
import { addressOf, sentenceOf } from '#contract/notification/say.ts'
import type { Database } from '#platform/database/connect.ts'
import { escapeHtml } from '#platform/mail/fold.ts'
import { queueMail } from '../outbox/index.ts'
import type { Notice } from './notice.ts'
import { restOf, type Reader } from './preferences.ts'
import { mailAt } from './when.ts'

const words = { fr, en }

const spoken = {
  fr: { colon: '\u00A0:', daily: 'Votre récapitulatif du jour', choose: 'Choisir comment je suis prévenu' },
  en: { colon: ':', daily: 'Your summary of the day', choose: 'Choose how I am told' },
} as const

/** What a notification is about, as a colleague may read it. */
export interface Topic {
  number: string | null
  title: string
  client: string | null
  /** What was said, where something was. */
  html: string | null
}

/** Into the queue of mails, due when the person wants it: at once, at the end of the quiet hours, or with the day's others. */
export const mailNotice = async (
  db: Database,
  reader: Reader,
  { notice, topic, choice }: { notice: Notice; topic: Topic; choice: 'off' | 'at-once' | 'daily' },
): Promise<void> => {
  const { at: now, event, source, isUrgent = false } = notice
  const dueAt = mailAt(choice, restOf(reader.preference, reader.zone), { now, isUrgent })
  if (dueAt === null) return
  const { language } = reader
  const letter = { to: { personId: reader.id }, recordId: null, event, isAutomatic: false, dueAt }
  const sentence = words[language].say[sentenceOf(event)]
  const isGathered = choice === 'daily' && !isUrgent
  if (isGathered) {
    const day = dueAt.toZonedDateTimeISO(reader.zone).toPlainDate().toString()
    await queueMail(
      { db, now },
      {
        ...letter,
        source: `daily ${day}`,
        subject: spoken[language].daily,
        html: `<p>${escapeHtml(sentence)}${spoken[language].colon} ${aboutOf(notice, topic)}</p>`,
        isGathered,
      },
    )
    return
  }
  const tag = topic.number === null ? '' : `[${topic.number}] `
  const said = topic.html === null ? '' : `<blockquote>${topic.html}</blockquote>`
  await queueMail(
    { db, now },
    {
      ...letter,
      source,
      subject: [`${tag}${sentence}`, topic.title].filter(Boolean).join(' · '),
      html: `<p>${escapeHtml(sentence)} : ${aboutOf(notice, topic)}</p>${said}<hr><p><small><a href="/profil/notifications">${spoken[language].choose}</a></small></p>`,
    },
  )
}

const aboutOf = ({ event, cause }: Notice, { number, title, client }: Topic): string => {
  const name = [number, title].filter((part) => part !== null && part !== '').join(' · ') || '…'
  const address = addressOf({ number, event, cause })
  const link =
    address === null ? escapeHtml(name) : `<a href="${escapeHtml(address)}">${escapeHtml(name)}</a>`
  return client === null ? link : `${link} (${escapeHtml(client)})`
}
