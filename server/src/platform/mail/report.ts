import type { ParsedMail } from 'mailparser'

/** RFC 3464: what a server says of a message that it could not deliver. */
export interface Report {
  /** Of the message that was not delivered, where the report says so. */
  messageId: string | null
  action: 'failed' | 'delayed' | 'other'
  status: string
  diagnostic: string
  recipient: string | null
}

export const readReport = (parsed: ParsedMail): Report | null => {
  const type = parsed.headers.get('content-type')
  const value =
    typeof type === 'object' && 'value' in type && typeof type.value === 'string' ? type.value : ''
  const part = parsed.attachments.find(({ contentType }) => contentType === 'message/delivery-status')
  if (value !== 'multipart/report' || part === undefined) return null
  const said = part.content
    .subarray(0, 100_000)
    .toString('utf8')
    .replaceAll(/\r?\n[ \t]+/g, ' ')
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(said)?.[1]?.trim() ?? ''
  const original = parsed.attachments.find(({ contentType }) =>
    ['message/rfc822', 'text/rfc822-headers', 'message/global'].includes(contentType),
  )
  const head = original?.content.subarray(0, 100_000).toString('utf8') ?? parsed.text ?? ''
  return {
    messageId: /^message-id:\s*<([^<>\s]+)>/im.exec(head)?.[1] ?? null,
    action: actionOf(field('action').toLowerCase()),
    status: field('status').slice(0, 20),
    diagnostic: field('diagnostic-code')
      .replace(/^[\w-]+;\s*/, '')
      .slice(0, 500),
    recipient: /[^\s;<>]+@[^\s;<>]+/.exec(field('final-recipient'))?.[0]?.toLowerCase() ?? null,
  }
}

const actionOf = (word: string): Report['action'] =>
  word === 'failed' ? 'failed' : word === 'delayed' ? 'delayed' : 'other'
