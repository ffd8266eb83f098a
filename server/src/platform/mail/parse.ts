import { createHash } from 'node:crypto'
import type { AddressObject, ParsedMail } from 'mailparser'
import { answerIn, invitationIn, type CalendarAnswer } from './invitation.ts'
import { readReport, type Report } from './report.ts'
import { readTnef } from './tnef.ts'

/** A file that came with a message. */
export interface MailFile {
  name: string
  mediaType: string
  bytes: Buffer
  /** By what the text refers to it, where it stands in the text. */
  cid: string | null
}

/** What a message says of itself; nothing of it is proof. */
export interface Envelope {
  /** Always there: a message without one is known by its digest. */
  messageId: string
  /** The same for each copy of a message, whatever way it took. */
  digest: Buffer
  sender: string
  senderName: string | null
  recipients: string[]
  subject: string
  inReplyTo: string[]
  references: string[]
  /** Unfolded headers in the order in which they stand, names in lower case. */
  headers: readonly { name: string; value: string }[]
}

export interface Message extends Envelope {
  html: string | null
  text: string
  files: MailFile[]
  /** What a server says of a message that it could not deliver. */
  report: Report | null
  /** An invitation to a meeting, in words. */
  invitation: string | null
  /** What the sender answers to one of ours. */
  answer: CalendarAnswer | null
}

export const largestMail = 35 * 1024 * 1024
const mostFiles = 100

/** The head alone: enough to keep a message and to know it again. Never fails. */
export const readEnvelope = (raw: Buffer): Envelope => {
  const { head, body } = split(raw)
  const headers = readHeaders(head)
  const value = (name: string) => headers.find((header) => header.name === name)?.value ?? ''
  const digest = createHash('sha256')
  for (const name of ['message-id', 'from', 'date', 'subject']) digest.update(`${name}:${value(name)}\n`)
  const sum = digest.update(body).digest()
  const ids = idsIn(value('message-id'))
  const from = plainAddress(value('from'))
  return {
    messageId: ids[0] ?? `${sum.toString('hex')}@without-message-id`,
    digest: sum,
    sender: from.address,
    senderName: from.name,
    recipients: [],
    subject: value('subject').slice(0, 300),
    inReplyTo: idsIn(value('in-reply-to')).slice(0, 10),
    references: idsIn(value('references')).slice(-50),
    headers,
  }
}

/** The whole message, within bounds: depth, parts and sizes that no honest one exceeds. */
export const readMessage = async (raw: Buffer): Promise<Message> => {
  const envelope = readEnvelope(raw)
  // Loaded where it is needed: a start without mail need not wait for it.
  const { simpleParser } = await import('mailparser')
  const parsed = await simpleParser(raw, {
    keepCidLinks: true,
    skipTextToHtml: true,
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: 2_000_000,
    maxChildNodes: 300,
    checksumAlgo: false,
  })
  const report = readReport(parsed)
  const files = report === null ? filesOf(parsed) : []
  const invitation = invitationIn(parsed)
  const [from] = addressesIn(parsed.from)
  return {
    ...envelope,
    sender: from?.address ?? envelope.sender,
    senderName: from?.name ?? envelope.senderName,
    recipients: [parsed.to, parsed.cc].flatMap((one) => addressesIn(one).map(({ address }) => address)),
    subject: oneLine(parsed.subject ?? '').slice(0, 300),
    html: parsed.html === undefined || parsed.html === false || parsed.html === '' ? null : parsed.html,
    text: clean(parsed.text ?? ''),
    files,
    report,
    invitation,
    answer: answerIn(parsed),
  }
}

/** `<a@b> <c@d>` → `a@b`, `c@d`. */
export const idsIn = (value: string): string[] =>
  [...value.matchAll(/<([^<>\s]{1,900})>/g)].flatMap(([, id]) => (id === undefined ? [] : [id]))

const split = (raw: Buffer): { head: Buffer; body: Buffer } => {
  const ends = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')].filter((at) => at >= 0)
  const end = ends.length === 0 ? raw.length : Math.min(...ends)
  return { head: raw.subarray(0, Math.min(end, 1024 * 1024)), body: raw.subarray(end) }
}

const readHeaders = (head: Buffer): { name: string; value: string }[] =>
  head
    .toString('utf8')
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const match = /^([\w-]{1,100}):\s*(.*)$/.exec(line)
      const [, name, value] = match ?? []
      return name === undefined || value === undefined
        ? []
        : [{ name: name.toLowerCase(), value: clean(value.trim()) }]
    })
    .slice(0, 500)

const plainAddress = (value: string): { address: string; name: string | null } => {
  const address = /<([^<>\s]+@[^<>\s]+)>/.exec(value)?.[1] ?? /[^\s<>,;"]+@[^\s<>,;"]+/.exec(value)?.[0] ?? ''
  return { address: address.toLowerCase().slice(0, 320), name: null }
}

const addressesIn = (given: AddressObject | AddressObject[] | undefined) =>
  (given === undefined ? [] : Array.isArray(given) ? given : [given])
    .flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]))
    .flatMap(({ address, name }) => {
      const plain = clean(address ?? '')
        .trim()
        .toLowerCase()
      return /^[^\s@]+@[^\s@]+$/.test(plain) && plain.length <= 320
        ? [{ address: plain, name: oneLine(name).slice(0, 200) || null }]
        : []
    })
    .slice(0, 200)

const filesOf = (parsed: ParsedMail): MailFile[] => {
  const files = parsed.attachments.flatMap((one): MailFile[] => {
    const name = oneLine(one.filename ?? '').slice(0, 200)
    if (/^application\/(ms-tnef|vnd\.ms-tnef)$/.test(one.contentType) || /^winmail\.dat$/i.test(name)) {
      const inside = readTnef(one.content)
      if (inside !== null) return inside.map((file) => ({ ...file, cid: null }))
    }
    return [
      {
        name: name === '' ? nameless(one.contentType) : name,
        mediaType: one.contentType,
        bytes: one.content,
        cid: one.cid ?? null,
      },
    ]
  })
  return files.slice(0, mostFiles)
}

const nameless = (mediaType: string): string =>
  mediaType === 'message/rfc822'
    ? 'message.eml'
    : mediaType === 'text/calendar'
      ? 'invitation.ics'
      : 'piece-jointe'

/** Without what neither a database nor a screen takes. */
const clean = (text: string): string =>
  [...text.toWellFormed()].filter((character) => character >= ' ' || '\n\r\t'.includes(character)).join('')

const oneLine = (text: string): string => clean(text).replaceAll(/\s+/g, ' ').trim()
