import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { prefix } from '#platform/http/surroundings.ts'
import type { Caller, Firm } from './firm.ts'

export interface CrowdFigures {
  browsers: number
  /** Changes of tickets a minute, and how many browsers heard of each, on average. */
  changes: number
  heardBy: number
  /** From the answer to who changed something until the word of it has reached a browser. */
  word: { p50: number; p99: number }
  /** How long a browser then waits for its list, after the quarter of a second in which words are gathered. */
  list: { p50: number; p99: number; count: number }
}

interface Browser {
  isStaff: boolean
  heard: number
  close: () => void
}

const gatherMs = 250
const agent = new Agent({ keepAlive: true, maxSockets: 6 * 200 })

/** So many open windows, half of them of the desk, while tickets change at the pace given: each fetches its list again, as the web does. */
export const measureCrowd = async (
  url: string,
  { agents, contacts, serviceId, clientIds }: Firm,
  { browsers, seconds, changesPerSecond }: { browsers: number; seconds: number; changesPerSecond: number },
): Promise<CrowdFigures> => {
  const written = new Map<string, number>()
  const words: number[] = []
  const lists: number[] = []
  let isOver = false
  const open = await Promise.all(
    Array.from({ length: browsers }, (_, at) => {
      const isStaff = at % 2 === 0
      const people = isStaff ? agents : contacts
      const { cookie } = people[Math.floor(at / 2) % people.length] ?? { cookie: '' }
      const path = isStaff ? '/my-work' : '/records?limit=50'
      return openBrowser(
        url,
        { cookie, path, isStaff },
        {
          onWord: (number) => {
            const at = written.get(number)
            if (at !== undefined) words.push(performance.now() - at)
          },
          onList: (ms) => {
            if (!isOver) lists.push(ms)
          },
        },
      )
    }),
  )
  await sleep(500)
  const writer = agents[0]
  if (writer === undefined) throw new Error('Nobody is at the desk.')
  const numbers = await openTickets(writer, { serviceId, clientIds })
  await sleep(1500)
  words.length = 0
  lists.length = 0
  const before = open.reduce((sum, { heard }) => sum + heard, 0)
  const began = performance.now()
  let changes = 0
  for (; performance.now() - began < seconds * 1000; changes++) {
    const number = numbers[changes % numbers.length] ?? ''
    written.set(number, performance.now())
    await writer.call('POST', `/records/${number}/comments`, { body: `<p>Point ${changes}</p>` })
    written.set(number, performance.now())
    await sleep(Math.max(0, began + ((changes + 1) * 1000) / changesPerSecond - performance.now()))
  }
  const minutes = (performance.now() - began) / 60_000
  await sleep(1000)
  isOver = true
  const heard = open.reduce((sum, one) => sum + one.heard, 0) - before
  for (const { close } of open) close()
  agent.destroy()
  return {
    browsers,
    changes: changes / minutes,
    heardBy: heard / changes,
    word: sharesOf(words),
    list: { ...sharesOf(lists), count: lists.length },
  }
}

const openTickets = async (
  writer: Caller,
  { serviceId, clientIds }: Pick<Firm, 'serviceId' | 'clientIds'>,
) => {
  const numbers: string[] = []
  for (const clientId of clientIds) {
    const { number } = await writer.call('POST', '/incidents', {
      title: 'Lenteur',
      clientId,
      serviceId,
      urgency: 2,
      impact: 2,
    })
    numbers.push(String(number))
  }
  return numbers
}

interface Heard {
  onWord: (number: string) => void
  onList: (ms: number) => void
}

/** A window: listens, gathers what it hears, and fetches its list once more. */
const openBrowser = (
  url: string,
  { cookie, path, isStaff }: { cookie: string; path: string; isStaff: boolean },
  { onWord, onList }: Heard,
): Promise<Browser> =>
  new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const fetchList = () => {
      timer = undefined
      const asked = performance.now()
      get(`${url}${prefix}${path}`, { agent, headers: { cookie } }, (response) => {
        response.resume()
        response.on('end', () => onList(performance.now() - asked))
      }).on('error', () => undefined)
    }
    const request = get(`${url}${prefix}/events`, { agent, headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`events answered ${response.statusCode}`))
      const browser: Browser = {
        isStaff,
        heard: 0,
        close: () => {
          clearTimeout(timer)
          request.destroy()
        },
      }
      let rest = ''
      response.on('data', (chunk: Buffer) => {
        const lines = (rest + chunk.toString()).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines.filter((one) => one.startsWith('data: {'))) {
          browser.heard += 1
          onWord(String(Reflect.get(Object(JSON.parse(line.slice(6))), 'number')))
          timer ??= setTimeout(fetchList, gatherMs)
        }
      })
      resolve(browser)
    })
    request.on('error', reject)
  })

const sharesOf = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}
