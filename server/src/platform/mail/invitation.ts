import type { ParsedMail } from 'mailparser'

/** A calendar part in words, so that nobody has to open a file to know when the meeting is. */
export const invitationIn = (parsed: ParsedMail): string | null => {
  const field = eventIn(parsed)?.field
  if (field === undefined) return null
  const parts = [
    field('SUMMARY'),
    [instant(field('DTSTART')), instant(field('DTEND'))].filter(Boolean).join(' – '),
  ]
  return (
    [...parts, field('LOCATION')]
      .filter((one) => one !== '')
      .join(' · ')
      .slice(0, 500) || null
  )
}

/** What somebody answers by his calendar to an invitation (RFC 5546, METHOD:REPLY). */
export interface CalendarAnswer {
  uid: string
  answer: 'accepted' | 'declined' | 'tentative'
  sequence: number
}

const answers = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' } as const

export const answerIn = (parsed: ParsedMail): CalendarAnswer | null => {
  const event = eventIn(parsed)
  if (event === null || !event.isReply) return null
  const said = /;PARTSTAT="?([A-Z-]+)/i.exec(event.attendee)?.[1]?.toUpperCase() ?? ''
  const answer = Object.entries(answers).find(([word]) => word === said)?.[1]
  const uid = event.field('UID')
  if (answer === undefined || uid === '') return null
  return { uid, answer, sequence: Number(/^\d{1,6}$/.exec(event.field('SEQUENCE'))?.[0] ?? 0) }
}

const eventIn = (parsed: ParsedMail) => {
  const part = parsed.attachments.find(({ contentType }) => contentType === 'text/calendar')
  if (part === undefined) return null
  const lines = part.content
    .subarray(0, 200_000)
    .toString('utf8')
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
  const from = lines.indexOf('BEGIN:VEVENT')
  if (from < 0) return null
  const event = lines.slice(from, lines.indexOf('END:VEVENT'))
  const lineOf = (name: string) =>
    event.find((one) => one.startsWith(`${name}:`) || one.startsWith(`${name};`)) ?? ''
  return {
    isReply: lines.slice(0, from).some((line) => /^METHOD:REPLY\s*$/i.test(line)),
    attendee: lineOf('ATTENDEE'),
    field: (name: string) => {
      const line = lineOf(name)
      return unescape(line.slice(line.indexOf(':') + 1)).trim()
    },
  }
}

/** 20260302T090000Z → 2026-03-02 09:00 UTC */
const instant = (value: string): string => {
  const [, year, month, day, hour, minute, zone] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$/.exec(value) ?? []
  if (year === undefined) return ''
  const date = `${year}-${month}-${day}`
  return hour === undefined ? date : `${date} ${hour}:${minute}${zone === 'Z' ? ' UTC' : ''}`
}

const unescape = (value: string): string =>
  value
    .replaceAll(/\\n/gi, ' ')
    .replaceAll(/\\([,;\\])/g, '$1')
    .replaceAll(/\s+/g, ' ')
