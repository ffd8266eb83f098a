import { deflateSync, gzipSync } from 'node:zlib'
import type { Agent, Message } from './message.ts'
import type { Compression, Payload } from './payload.ts'
import type { Refusal } from './refusal.ts'

export type Reply = {
  status: number
  headers: Readonly<Record<'content-type' | 'content-length', string>>
  body: Buffer
}

/** How the answer is packed, and in which of the two languages it speaks. */
type Manner = { compression: Compression; language: 'xml' | 'json' }

export type Wish = {
  /** When the agent is to come back. */
  hours?: number
  /** Whether it may send an inventory now: `false` ends the talk politely, and it asks again at its next turn. */
  isWanted?: boolean
}

/** Tasks that we give no work to: an agent stops asking for it. */
const otherTasks = [
  'netdiscovery',
  'netinventory',
  'esx',
  'collect',
  'deploy',
  'remoteinventory',
  'wakeonlan',
] as const

/** What people do is not collected at the source either. */
const unwantedCategories = ['process', 'environment', 'local_user', 'local_group', 'user'] as const

/**
 * What each agent takes for an answer. Nothing of what was sent is in it. The first word of a GLPI agent is XML: the answer
 * in JSON tells it to go on in JSON.
 */
export const replyTo = (
  message: Message,
  payload: Pick<Payload, 'compression' | 'format'>,
  { hours = 24, isWanted = true }: Wish = {},
): Reply => {
  const speaksJson = payload.format === 'json' || (message.agent === 'glpi' && message.kind === 'prolog')
  const manner = mannerOf(message.agent, payload.compression, speaksJson ? 'json' : 'xml')
  if (manner.language === 'json') {
    const answer = { status: 'ok', expiration: hours }
    if (message.kind !== 'contact') return pack(JSON.stringify(answer), manner)
    const tasks = {
      inventory: { server: 'glpi', version: '10.0.18', 'no-category': unwantedCategories.join(',') },
    }
    return pack(
      JSON.stringify(
        isWanted
          ? { ...answer, disabled: otherTasks, tasks }
          : { ...answer, disabled: ['inventory', ...otherTasks] },
      ),
      manner,
    )
  }
  return message.kind === 'inventory'
    ? pack(inXml('<RESPONSE>NO_ACCOUNT_UPDATE</RESPONSE>'), manner)
    : pack(
        inXml(`<PROLOG_FREQ>${hours}</PROLOG_FREQ><RESPONSE>${isWanted ? 'SEND' : 'STOP'}</RESPONSE>`),
        manner,
      )
}

/** One sentence of ours for the agent's log, which an administrator reads. */
const sentences: Readonly<Record<Refusal, string>> = {
  empty: 'the report is empty',
  'too-large': 'the report is too large',
  'inflates-too-much': 'the report is too large once unpacked',
  'cut-short': 'the report ends too early',
  'not-readable': 'the report cannot be unpacked',
  'not-xml-or-json': 'the report is neither XML nor JSON',
  'has-doctype': 'the report has a document type, which is not accepted',
  'not-well-formed': 'the report is not well-formed',
  'too-deep': 'the report is nested too deeply',
  'too-many-nodes': 'the report has too many elements',
  'unknown-message': 'this action is not known here',
  'no-device': 'the report does not say which device it is about',
  'wrong-secret': 'the address is not valid, or not valid any more',
  'no-secret': 'the address lacks the secret of the client',
  'too-often': 'this agent reports too often',
  'too-slow': 'the report took too long to arrive',
  'too-busy': 'too many reports at once, try again later',
  'quarantine-full': 'too many unknown agents wait already',
  'not-taken': 'the report could not be taken in',
}

const statuses: Partial<Record<Refusal, number>> = {
  'too-large': 413,
  'unknown-message': 501,
  'wrong-secret': 403,
  'no-secret': 401,
  'too-often': 429,
  'too-slow': 408,
  'too-busy': 503,
  'quarantine-full': 503,
  'not-taken': 500,
}

/** What is known of the sender decides the form: its user agent at least, the body if it could be read so far. */
export const replyToRefusal = (
  refusal: Refusal,
  agent: Agent,
  payload: Pick<Payload, 'compression' | 'format'> | null = null,
): Reply => {
  const manner = mannerOf(
    agent,
    payload?.compression ?? 'plain',
    payload?.format ?? (agent === 'glpi' ? 'json' : 'xml'),
  )
  const text =
    manner.language === 'json'
      ? JSON.stringify({ status: 'error', message: sentences[refusal], expiration: 24 })
      : inXml(`<ERROR>${sentences[refusal]}</ERROR>`)
  return { ...pack(text, manner), status: statuses[refusal] ?? 400 }
}

/** OCS takes nothing but zlib, whatever it has sent. */
const mannerOf = (agent: Agent, compression: Compression, language: 'xml' | 'json'): Manner => {
  return { compression: agent === 'ocs' ? 'zlib' : compression, language }
}

const inXml = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?><REPLY>${inner}</REPLY>`

/** FusionInventory knows zlib by its first two bytes, 78 9C: the default level and no other. */
const pack = (text: string, { compression, language }: Manner): Reply => {
  const plain = Buffer.from(text, 'utf8')
  const body = compression === 'zlib' ? deflateSync(plain) : compression === 'gzip' ? gzipSync(plain) : plain
  const type = compression === 'plain' ? `application/${language}` : `application/x-compress-${compression}`
  return {
    status: 200,
    headers: { 'content-type': type, 'content-length': String(body.length) },
    body,
  }
}
