import { withoutEntities } from '../html-text.ts'
/** A message as we send it: the same bytes in every respect that matters, however often it is tried. */
export interface Letter {
  from: { name: string; address: string }
  to: string
  subject: string
  html: string
  messageId: string
  date: Temporal.Instant
  inReplyTo: string | null
  references: readonly string[]
  isAutomatic: boolean
  /** Who wrote it: by this an installation knows its own messages again. */
  installation: string
  files?: readonly LetterFile[]
}

export interface LetterFile {
  name: string
  mediaType: string
  bytes: Buffer
  /** Of a calendar: what it asks the reader's program to do (RFC 6047). */
  calendarMethod: string | null
}

export const composeLetter = async (letter: Letter): Promise<Buffer> => {
  // Loaded where it is needed: a start without mail need not wait for it.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    from: letter.from,
    to: letter.to,
    subject: letter.subject,
    html: withNamedPictures(letter.html),
    text: textOf(letter.html),
    messageId: `<${letter.messageId}>`,
    date: new Date(letter.date.epochMilliseconds),
    ...(letter.inReplyTo === null ? {} : { inReplyTo: `<${letter.inReplyTo}>` }),
    references: letter.references.map((id) => `<${id}>`),
    headers: {
      'X-Trousse': letter.installation,
      ...(letter.isAutomatic
        ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
        : {}),
    },
    ...calendarOf(letter.files ?? []),
    attachments: (letter.files ?? [])
      .filter(({ calendarMethod }) => calendarMethod === null)
      .map(({ name, mediaType, bytes }) => ({ filename: name, contentType: mediaType, content: bytes })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

/** The invitation is a way of reading the message, beside its text: so every program offers to accept it. */
const calendarOf = (files: readonly LetterFile[]) => {
  const invitation = files.find(({ calendarMethod }) => calendarMethod !== null)
  if (invitation === undefined || invitation.calendarMethod === null) return {}
  const { name, bytes, calendarMethod } = invitation
  return { icalEvent: { filename: name, method: calendarMethod, content: bytes.toString('utf8') } }
}

/** Pictures that are shown by us, to whoever has signed in, do not show in a mail. */
const withNamedPictures = (html: string): string =>
  html.replaceAll(/<img\b[^>]*\bsrc="\/[^>]*>/gi, (tag) => {
    const name = /\balt="([^"]*)"/i.exec(tag)?.[1] ?? ''
    return name === '' ? '' : `<em>[${name}]</em>`
  })
export interface Written {
  from: { name: string; address: string }
  to: string
  subject: string
  text: string
  messageId: string
  date: Temporal.Instant
}

/** What somebody wrote in a form, as the message that he could have sent instead. */
export const composeWritten = async ({ messageId, date, ...written }: Written): Promise<Buffer> => {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    ...written,
    messageId: `<${messageId}>`,
    date: new Date(date.epochMilliseconds),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

/** What the HTML says, for those who read no HTML. */
export const textOf = (html: string): string =>
  withoutEntities(
    html
      .replaceAll(/<a\b[^>]*href="(https?:[^"]+)"[^>]*>([\s\S]*?)<\/a>/gi, (_, href: string, text: string) =>
        text.trim() === href ? href : `${text} (${href})`,
      )
      .replaceAll(/<li\b[^>]*>/gi, '\n- ')
      .replaceAll(/<br ?\/?>/gi, '\n')
      .replaceAll(/<\/(p|div|h\d|blockquote|ul|ol|table|tr|pre)>/gi, '\n\n')
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('&nbsp;', ' '),
  )
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
