import type { Endpoint, InputOf } from '#contract/endpoint.ts'
import { call, isProblem, ProblemError, Unreachable, upload } from './api.ts'
import { sentenceOf } from './errors.tsx'

/** Something that was done, kept in this browser until the server has it. */
export interface Act {
  /** Acts are sent in this order. */
  order: number
  /** The same for each try: the server does it once. */
  key: string
  /** Who did it: nobody else sends it. */
  personId: string
  /** What it belongs to: a visit. */
  about: string
  /** What the screen calls it. */
  name: string
  detail: string
  route: string
  input: Readonly<Record<string, unknown>>
  file: { name: string; type: string; bytes: ArrayBuffer } | null
  /** Why the server refused it; null while it waits. */
  refusal: string | null
}

export type NewAct<E extends Endpoint> = Pick<Act, 'personId' | 'about' | 'name' | 'detail'> & {
  endpoint: E
  input: InputOf<E>
  file?: File
}

export interface OutboxState {
  acts: readonly Act[]
  isSending: boolean
  isSignedOut: boolean
  /** The last try found no server: what browsers say of the network themselves is not to be trusted. */
  isUnreachable: boolean
  /** How often something was sent: whoever reads from the server looks again. */
  sent: number
}

export interface Outbox {
  add: <E extends Endpoint>(act: NewAct<E>) => Promise<void>
  retry: (order: number) => Promise<void>
  discard: (order: number) => Promise<void>
  /** Sends what waits, as this person; what fails for want of a network waits on. */
  send: (personId: string) => Promise<void>
  subscribe: (listener: () => void) => () => void
  state: () => OutboxState
}

/** Acts that are kept first and sent when the network is there: in order, each once. */
export const openOutbox = (endpoints: readonly Endpoint[]): Outbox => {
  let state: OutboxState = { acts: [], isSending: false, isSignedOut: false, isUnreachable: false, sent: 0 }
  const listeners = new Set<() => void>()
  const set = (change: Partial<OutboxState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const look = async () => set({ acts: await readAll() })
  void look()

  const sendAll = async (personId: string): Promise<void> => {
    for (const act of await readAll()) {
      if (act.personId !== personId || act.refusal !== null) continue
      // Another page’s: all of them keep their acts in one place.
      if (endpoints.every((one) => routeOf(one) !== act.route)) continue
      const outcome = await sendOne(act, endpoints)
      if (outcome === 'sent') await remove(act.order)
      else if (outcome === 'signed-out') set({ isSignedOut: true })
      else if (outcome !== 'unreachable') await write({ ...act, refusal: outcome.refusal })
      await look()
      set({ isUnreachable: outcome === 'unreachable' })
      if (outcome === 'sent') set({ sent: state.sent + 1, isSignedOut: false })
      if (outcome === 'signed-out' || outcome === 'unreachable') return
    }
  }

  return {
    add: async ({ endpoint, input, file, ...rest }) => {
      const bytes = file === undefined ? null : await file.arrayBuffer()
      await write({
        ...rest,
        key: newKey(),
        route: routeOf(endpoint),
        input: Object.fromEntries(Object.entries(Object(input))),
        file: file === undefined || bytes === null ? null : { name: file.name, type: file.type, bytes },
        refusal: null,
      })
      await look()
    },
    retry: async (order) => {
      const act = (await readAll()).find((one) => one.order === order)
      if (act !== undefined) await write({ ...act, refusal: null })
      await look()
    },
    discard: async (order) => {
      await remove(order)
      await look()
    },
    send: async (personId) => {
      if (state.isSending) return
      set({ isSending: true })
      try {
        await alone(() => sendAll(personId))
      } finally {
        set({ isSending: false })
      }
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
  }
}

type Outcome = 'sent' | 'unreachable' | 'signed-out' | { refusal: string }

const sendOne = async (act: Act, endpoints: readonly Endpoint[]): Promise<Outcome> => {
  const endpoint = endpoints.find((one) => routeOf(one) === act.route)
  if (endpoint === undefined) return { refusal: act.route }
  const options = { idempotencyKey: act.key }
  try {
    if (act.file === null) await call(endpoint, act.input, options)
    else {
      const { name, type, bytes } = act.file
      await upload(endpoint, act.input, new File([bytes], name, { type }), options)
    }
    return 'sent'
  } catch (error) {
    if (error instanceof Unreachable) return 'unreachable'
    if (isProblem(error, 'signed_out')) return 'signed-out'
    // A server in trouble, or one that asks to wait, is asked again; a refusal stays one.
    const status = error instanceof ProblemError ? error.problem.status : 0
    return status === 429 || status >= 500 ? 'unreachable' : { refusal: sentenceOf(error) }
  }
}

const routeOf = ({ method, path }: Endpoint): string => `${method} ${path}`

/** Of several windows one sends; without locks (no TLS) the keys alone keep it from happening twice. */
const alone = async (work: () => Promise<void>): Promise<void> => {
  const { locks } = navigator as { locks?: LockManager }
  if (locks === undefined) return work()
  await locks.request('trousse-outbox', work)
}

const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

const store = 'acts'
let opened: Promise<IDBDatabase> | undefined

const database = (): Promise<IDBDatabase> => {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('trousse-outbox', 1)
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore(store, { keyPath: 'order', autoIncrement: true }),
    )
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(new Error('This browser keeps nothing')))
  })
  return opened
}

/** Resolves once the disk has it. */
const inStore = async <T>(
  mode: IDBTransactionMode,
  work: (acts: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  const transaction = (await database()).transaction(store, mode, { durability: 'strict' })
  const request = work(transaction.objectStore(store))
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve(request.result))
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new Error('This browser keeps nothing')),
    )
  })
}

const readAll = (): Promise<Act[]> => inStore<Act[]>('readonly', (acts) => acts.getAll())
const write = (act: Omit<Act, 'order'> & { order?: number }): Promise<unknown> =>
  inStore('readwrite', (acts) => acts.put(act))
const remove = (order: number): Promise<unknown> => inStore('readwrite', (acts) => acts.delete(order))
