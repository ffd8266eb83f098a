import type { EventBodies, EventName } from '#contract/events.ts'
import { sql } from 'kysely'
import type { Database } from './database/connect.ts'
import type { Subject } from './database/schema.ts'
import type { Actor } from './database/transaction.ts'
import type { Vault } from './vault.ts'

export type Visibility = 'internal' | 'client' | 'supplier'

export interface Emission<Name extends EventName> {
  subject: string
  event: Name
  body: EventBodies[Name]
  /** Who may read the entry besides the provider's people; `internal` unless said. */
  visibility?: Visibility
  /** What live screens filter by: which client or record it concerns. */
  audience?: Audience
}

interface Audience {
  client?: string | null
  requester?: string | null
  /** Of the client, its requester alone. */
  isConfidential?: boolean
  number?: string
  version?: number
}

/** Writes what happened into the journal, adds its reactions as jobs and tells the browsers, all in the transaction. */
export type Emit = <Name extends EventName>(emission: Emission<Name>) => Promise<string>

/** What every command and query is given; `now` is the only clock. */
export interface Context {
  actor: Actor
  db: Database
  now: Temporal.Instant
  emit: Emit
  door: Door
  house: House
}

/** The place that this process runs in, for the few who look after it: nothing secret. */
export interface House {
  /** The folder of its data. */
  data: string
  /** The database is the product's own, in that folder. */
  isEmbedded: boolean
  encryptsBackups: boolean
}

/** The caller's side of the connection, for the few who need it: signing in and out, and what is handed out as a link. */
export interface Door {
  address: string
  agent: string
  /** The address people type, without a slash at its end: where links lead. */
  url: string
  /** Where what was typed once, and must be used again, is kept. */
  vault: Vault
  /** Where Microsoft 365 signs in. */
  microsoftLogin: string
  setCookie: (secret: string, expiresAt: Temporal.Instant | null) => void
  clearCookie: () => void
  /** The secret of a browser that is trusted to have given a code before. */
  device: string | null
  keepDevice: (secret: string, expiresAt: Temporal.Instant) => void
}

/** Where nobody is at the door: what a person does by mail, or what is made at the start. */
export const noDoor: Door = {
  address: '',
  agent: '',
  url: '',
  microsoftLogin: '',
  vault: {
    seal: () => {
      throw new Error('Nothing is sealed without a door.')
    },
    open: () => {
      throw new Error('Nothing is opened without a door.')
    },
  },
  setCookie: () => undefined,
  clearCookie: () => undefined,
  device: null,
  keepDevice: () => undefined,
}

export const noHouse: House = { data: '', isEmbedded: false, encryptsBackups: false }

/** Before anyone is anyone: no table can be read, only what enter() and its like grant. */
export interface OpenContext {
  db: Database
  now: Temporal.Instant
  language: 'fr' | 'en'
  /** For who is let in as somebody; nobody writes into the journal. */
  emit: Emit
  door: Door
}

/** The names of the reactions that wake on an event. */
export type ReactionsOf = (event: EventName) => readonly string[]

export const emitter =
  (db: Database, reactionsOf: ReactionsOf): Emit =>
  async ({ subject, event, body, visibility = 'internal', audience = {} }) => {
    const reactions = reactionsOf(event)
    const { rows } = await sql<{
      entry: string
    }>`select append(${subject}, ${event}, ${JSON.stringify(body)}::jsonb,
      ${visibility}, ${[...reactions]}::text[], ${JSON.stringify(audience)}::jsonb) as entry`.execute(db)
    const [row] = rows
    if (row === undefined) throw new Error('The journal did not answer.')
    return row.entry
  }

/** Registers a new subject: the row that a journal chain hangs on. */
export const createSubject = async (db: Database, kind: Subject['kind']): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select new_subject(${kind}) as id`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('The journal did not answer.')
  return row.id
}
