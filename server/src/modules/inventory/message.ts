import type { Agent } from '#contract/inventory/api.ts'
import { cleanText } from './fields.ts'
import { isObject, readJson, type JsonObject } from './json.ts'
import type { Payload } from './payload.ts'
import { refuse, type Outcome } from './refusal.ts'
import { contentOfJson, contentOfXml, tagOfXml, type Content, type Door } from './shape.ts'
import { readXml, type XmlElement } from './xml.ts'

export type { Agent } from '#contract/inventory/api.ts'

type Sender = {
  agent: Agent
  deviceId: string
  /** Stable key of a GLPI agent, from its header; the others have none. */
  agentId: string | null
  /** Says where inside the client a machine stands. Never which client: that is the credential's to say. */
  tag: string | null
}

export type Message =
  | (Sender & { kind: 'prolog' })
  | (Sender & { kind: 'contact' })
  | (Sender & {
      kind: 'inventory'
      /** As the agent calls it: `Computer`, `Printer`, `NetworkEquipment`, `Phone` … */
      itemType: string
      /** Sections that are absent have not changed. */
      partial: boolean
      content: Content
    })

export type Headers = { agentId?: string | undefined; userAgent?: string | undefined }

export const readMessage = (payload: Payload, headers: Headers = {}, door: Door = {}): Outcome<Message> => {
  if (payload.format === 'json') {
    const read = readJson(payload.text)
    return 'refused' in read ? read : messageOfJson(read.value, headers, door)
  }
  const read = readXml(payload.text)
  return 'refused' in read ? read : messageOfXml(read.value, headers, door)
}

const messageOfXml = (root: XmlElement, headers: Headers, door: Door): Outcome<Message> => {
  const child = (name: string) => root.children.find((one) => one.name.toUpperCase() === name)
  const query = child('QUERY')?.text.trim().toUpperCase()
  if (root.name.toUpperCase() !== 'REQUEST' || (query !== 'PROLOG' && query !== 'INVENTORY'))
    return refuse('unknown-message')
  const deviceId = shortText(child('DEVICEID')?.text)
  if (deviceId === null) return refuse('no-device')
  const body = child('CONTENT')
  const content = body === undefined ? {} : contentOfXml(body, door)
  const sender: Sender = {
    agent: agentOf(headers, content),
    deviceId,
    agentId: agentIdOf(headers),
    tag: body === undefined ? null : shortText(tagOfXml(body)),
  }
  if (query === 'PROLOG') return { value: { kind: 'prolog', ...sender } }
  if (body === undefined) return refuse('unknown-message')
  return { value: { kind: 'inventory', ...sender, itemType: 'Computer', partial: false, content } }
}

const messageOfJson = (raw: JsonObject, headers: Headers, door: Door): Outcome<Message> => {
  const { action = isObject(raw.content) ? 'inventory' : null } = raw
  if (action !== 'contact' && action !== 'inventory') return refuse('unknown-message')
  const deviceId = shortText(raw.deviceid)
  if (deviceId === null) return refuse('no-device')
  const sender: Sender = { agent: 'glpi', deviceId, agentId: agentIdOf(headers), tag: shortText(raw.tag) }
  if (action === 'contact') return { value: { kind: 'contact', ...sender } }
  if (!isObject(raw.content)) return refuse('unknown-message')
  return {
    value: {
      kind: 'inventory',
      ...sender,
      itemType: shortText(raw.itemtype) ?? 'Computer',
      partial: raw.partial === true || raw.partial === 1 || raw.partial === 'true' || raw.partial === '1',
      content: contentOfJson(raw.content, door),
    },
  }
}

const shortText = (value: unknown): string | null => {
  if (typeof value !== 'string') return null
  const text = cleanText(value).slice(0, 255).toWellFormed()
  return text === '' ? null : text
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u

const agentIdOf = ({ agentId }: Headers): string | null => {
  const id = agentId?.trim().toLowerCase() ?? ''
  return uuid.test(id) ? id : null
}

/** A GLPI agent speaks XML in its first words, and says who it is in a header of its own. */
export const agentOf = ({ agentId, userAgent = '' }: Headers, content: Content = {}): Agent => {
  if (agentId !== undefined || /^GLPI/iu.test(userAgent)) return 'glpi'
  if (/^FusionInventory/iu.test(userAgent)) return 'fusion'
  const version = content.versionclient?.[0]?.value
  return typeof version === 'string' && /^FusionInventory/iu.test(version.trim()) ? 'fusion' : 'ocs'
}
