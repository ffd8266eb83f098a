import { rm } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { inventoryFile, renamed } from '../server/src/testing/inventories.ts'
import { administrator, signInFirst } from './firm.ts'
import { temporaryFolder } from './place.ts'
import { postmasterOf, processorTimeOf } from './processes.ts'
import { startProduct } from './product.ts'

export interface InventoryFigures {
  packages: number
  first: Taken
  unchanged: Taken
}

interface Taken {
  count: number
  perSecond: number
  /** Processor time of one, in milliseconds. */
  node: number | null
  postgres: number | null
}

const machines = 60
/** Two are read at a time; who comes while they are waits for a turn. */
const lanes = 4

/** Reports of so many workstations at the door of one client: the first of each, then the same once more. */
export const measureInventories = async (say: (sentence: string) => void): Promise<InventoryFigures> => {
  const folder = await temporaryFolder()
  const product = await startProduct({ TROUSSE_DATA: folder, ...administrator })
  try {
    const first = await signInFirst(product.url)
    const { id } = await first.call('POST', '/clients', { name: 'Atelier Morvan' })
    const { secret } = await first.call('POST', `/clients/${String(id)}/inventory-secret`)
    const reports = Array.from({ length: machines }, (_, at) => reportOf(at))
    const round = async (): Promise<Taken> => {
      const spent = () => processorTimeOf(product.pid, postmasterOf(folder))
      const before = spent()
      const began = performance.now()
      await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          for (let at = lane; at < reports.length; at += lanes)
            await post(`${product.url}/inventory/${String(secret)}`, reports[at] ?? Buffer.alloc(0))
        }),
      )
      const seconds = (performance.now() - began) / 1000
      const after = spent()
      const share = (key: 'node' | 'postgres') =>
        before === null || after === null ? null : (after[key] - before[key]) / machines
      return {
        count: machines,
        perSecond: machines / seconds,
        node: share('node'),
        postgres: share('postgres'),
      }
    }
    // What a process does once: the first answers are not what it says usually.
    await post(`${product.url}/inventory/${String(secret)}`, reportOf(machines))
    say(`${machines} workstations for the first time`)
    const taken = await round()
    say('the same, unchanged')
    const unchanged = await round()
    const { items } = await first.call('GET', '/cis?type=workstation&limit=200')
    const found = Array.isArray(items) ? items.length : 0
    if (found !== machines + 1)
      throw new Error(`${machines + 1} machines reported, ${found} items were made.`)
    return { packages: 1107, first: taken, unchanged }
  } finally {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A machine of its own: another name, serial number, UUID and addresses. */
const reportOf = (at: number): Buffer => {
  const digits = at.toString(16).padStart(4, '0')
  const text = renamed(inventoryFile('workstation'), `poste-${digits}`)
    .toString('utf8')
    .replaceAll('PC-0042-AX', `PC-${digits}-AX`)
    .replaceAll('4c4c4544-0050-4310-8030-b4c04f305832', `4c4c4544-0050-4310-8030-b4c04f30${digits}`)
    .replaceAll(/<MACADDR>[^<]*/gu, `<MACADDR>b2:01:05:4c:${digits.slice(0, 2)}:${digits.slice(2)}`)
  return deflateSync(text)
}

const post = async (url: string, body: Buffer): Promise<void> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-compress',
      'user-agent': 'OCS-NG_unified_unix_agent_v2.10.0',
    },
    body: new Uint8Array(body),
  })
  if (answer.status !== 200) throw new Error(`An inventory was answered with ${answer.status}.`)
  await answer.arrayBuffer()
}
