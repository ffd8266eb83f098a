import { largestMail } from './parse.ts'

export interface ImapAccount {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user: string
  secret: { kind: 'password' | 'token'; value: string }
  folder: string
}

export interface Place {
  uidValidity: number
  uid: number
}

export interface OpenMailbox {
  uidValidity: number
  /** What lies above the last uid that is known and arrived since then, oldest first, in portions that fit into memory. */
  list: (since: Temporal.Instant, last: number) => Promise<number[][]>
  /** What of these is still there; `raw` is null where it is too large to be taken. */
  fetch: (uids: readonly number[]) => Promise<Fetched[]>
  markSeen: (uids: readonly number[]) => Promise<void>
  /** Into a folder, which is made if it is missing; what has gone already is no fault. */
  move: (uids: readonly number[], folder: string) => Promise<void>
  /** Whether a message of this id lies in the folder. */
  has: (messageId: string) => Promise<boolean>
  ensureFolder: (folder: string) => Promise<void>
  /** Returns when something has arrived, when it is woken, after the time, or throws when the connection is lost. */
  wait: (milliseconds: number, woken: Promise<void>) => Promise<void>
  close: () => Promise<void>
}

export interface Fetched {
  uid: number
  raw: Buffer | null
  size: number
  head: Buffer
}

const portion = { messages: 40, bytes: 16 * 1024 * 1024 }

/** A connection to one folder of one mailbox. */
export const openMailbox = async (account: ImapAccount): Promise<OpenMailbox> => {
  // Loaded where it is needed: a start without mail need not wait for it.
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    host: account.host,
    port: account.port,
    secure: account.security === 'tls',
    doSTARTTLS: account.security === 'starttls',
    auth: {
      user: account.user,
      ...(account.secret.kind === 'token'
        ? { accessToken: account.secret.value }
        : { pass: account.secret.value }),
    },
    logger: false,
    clientInfo: { name: 'Trousse' },
    connectionTimeout: 20_000,
    greetingTimeout: 15_000,
    autoIdleDelay: 500,
    maxIdleTime: 5 * 60_000,
    maxLiteralSize: largestMail + 1024,
    maxResponseSize: largestMail + 1024 * 1024,
  })
  let fault: Error | null = null
  let arrived: () => void = () => undefined
  let hasArrived = false
  client.on('error', (error) => (fault = error instanceof Error ? error : new Error(String(error))))
  client.on('close', () => {
    fault ??= new Error('The connection was closed.')
    arrived()
  })
  client.on('exists', () => {
    hasArrived = true
    arrived()
  })
  await client.connect()
  const box = await client.mailboxOpen(account.folder)
  const folders = new Set<string>()
  const ensureFolder = async (folder: string): Promise<void> => {
    if (folders.has(folder)) return
    await client.mailboxCreate(folder)
    folders.add(folder)
  }
  return {
    uidValidity: Number(box.uidValidity),
    list: async (since, last) => {
      hasArrived = false
      // A server searches by days of its own zone.
      const day = new Date(since.subtract({ hours: 24 }).epochMilliseconds)
      const wanted = { uid: `${last + 1}:*`, since: day }
      const found = await client.search(wanted, { uid: true })
      // The star means the newest one, even where it is below the range.
      const uids = Array.isArray(found) ? found.filter((uid) => uid > last) : []
      if (uids.length === 0) return []
      const asked = { uid: true, internalDate: true, size: true }
      const dated = await client.fetchAll(uids.join(','), asked, { uid: true })
      const wantedOnes = dated
        .filter(
          ({ internalDate }) =>
            internalDate === undefined || Number(new Date(internalDate)) >= since.epochMilliseconds,
        )
        .toSorted((a, b) => a.uid - b.uid)
      return portionsOf(wantedOnes)
    },
    fetch: async (uids) => {
      const asked = { uid: true, size: true, headers: true }
      const heads = await client.fetchAll(uids.join(','), asked, { uid: true })
      const fitting = heads.filter(({ size = 0 }) => size <= largestMail).map(({ uid }) => uid)
      const whole =
        fitting.length === 0
          ? []
          : await client.fetchAll(fitting.join(','), { uid: true, source: true }, { uid: true })
      return heads
        .flatMap(({ uid, size = 0, headers }): Fetched[] => {
          const head = headers ?? Buffer.alloc(0)
          if (size > largestMail) return [{ uid, raw: null, size, head }]
          const raw = whole.find((one) => one.uid === uid)?.source
          return raw === undefined ? [] : [{ uid, raw, size, head }]
        })
        .toSorted((a, b) => a.uid - b.uid)
    },
    markSeen: async (uids) => void (await client.messageFlagsAdd(uids.join(','), ['\\Seen'], { uid: true })),
    move: async (uids, folder) => {
      await ensureFolder(folder)
      await client.messageMove(uids.join(','), folder, { uid: true })
    },
    has: async (messageId) => {
      const found = await client.search({ header: { 'message-id': `<${messageId}>` } }, { uid: true })
      return Array.isArray(found) && found.length > 0
    },
    ensureFolder,
    wait: async (milliseconds, woken) => {
      if (fault !== null) throw fault
      if (hasArrived) return
      let timer: NodeJS.Timeout | undefined
      await Promise.race([
        woken,
        new Promise<void>((resolve) => (arrived = resolve)),
        new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds))),
      ])
      clearTimeout(timer)
      if (fault !== null) throw fault
    },
    close: async () => {
      // A server that does not answer any more is not waited for.
      const late = setTimeout(() => client.close(), 3000)
      await client.logout().catch(() => client.close())
      clearTimeout(late)
    },
  }
}

const portionsOf = (messages: readonly { uid: number; size?: number | undefined }[]): number[][] => {
  const portions: number[][] = []
  let bytes = 0
  for (const { uid, size = 0 } of messages) {
    const last = portions.at(-1)
    if (last === undefined || last.length >= portion.messages || bytes + size > portion.bytes) {
      portions.push([uid])
      bytes = size
    } else {
      last.push(uid)
      bytes += size
    }
  }
  return portions
}
