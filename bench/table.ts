import type { DeskFigures } from './desk.ts'
import type { InventoryFigures } from './inventories.ts'
import type { Figures } from './measure.ts'
import type { Both } from './processes.ts'

export interface JobResult {
  name: string
  title: string
  product: Figures
  floor: Figures
  /** The product's rate as a share of the floor's. */
  ratio: number
}

export interface Results {
  at: string
  machine: { cores: number; cpu: string; memoryGiB: number; node: string; platform: string }
  lanes: number
  sizes: {
    records: number
    fillSeconds: number | null
    faults: number
    jobs: JobResult[]
    memory: Both | null
  }[]
  desk: DeskFigures
  starts: { first: number; second: number; idle: Both | null }
}

export const asTable = ({ sizes, starts, desk, lanes, machine }: Results): string => {
  const rows = sizes.flatMap(({ records, jobs }) => [
    `\n**${thousands(records)} records**, ${lanes} connections, ${machine.cores} × ${machine.cpu}\n`,
    ...asJobLines(jobs),
  ])
  return [...rows, '', ...growthOf(sizes), ...asDeskLines(desk), ...around(sizes, starts)].join('\n')
}

export const asJobLines = (jobs: readonly JobResult[]): string[] => [
  '| job | per second | p50 ms | p99 ms | floor per second | floor p50 ms | ratio | CPU ms | floor CPU ms |',
  '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
  ...jobs.map(
    ({ title, product, floor, ratio }) =>
      `| ${title} | ${thousands(product.perSecond)} | ${ms(product.p50)} | ${ms(product.p99)} | ${thousands(floor.perSecond)} | ${ms(floor.p50)} | ${Math.round(ratio * 100)} % | ${spending(product)} | ${spending(floor)} |`,
  ),
]

/** What a hundred times the records do to the slowest of a hundred lists. */
const growthOf = (sizes: Results['sizes']): string[] => {
  const [small, large] = [sizes.at(0), sizes.at(-1)]
  if (small === undefined || large === undefined || small === large) return []
  return large.jobs.map(({ name, title, product }) => {
    const before = small.jobs.find((job) => job.name === name)?.product.p99 ?? 0
    return `- ${title}: p99 ${ms(before)} ms → ${ms(product.p99)} ms from ${thousands(small.records)} to ${thousands(large.records)} records, × ${(product.p99 / before).toFixed(1)}`
  })
}

const around = (sizes: Results['sizes'], starts: Results['starts']): string[] => [
  ...sizes.map(
    ({ records, fillSeconds, faults }) =>
      `- ${thousands(records)} records ${fillSeconds === null ? 'kept from an earlier run' : `filled in ${Math.round(fillSeconds)} s`}, ${faults} faults in their journals`,
  ),
  `- start to /ready: first ${ms(starts.first)} ms (creates the database), second ${ms(starts.second)} ms`,
  `- memory (PSS), idle after the start: ${memory(starts.idle)}`,
  ...sizes.map(
    ({ records, memory: used }) =>
      `- memory (PSS) after the load at ${thousands(records)} records: ${memory(used)}`,
  ),
]

export const asDeskLines = ({ mails, crowd, load, memory: used }: DeskFigures): string[] => [
  `- mail: ${mails.count} taken in, ${thousands(mails.perMinute)} a minute from the door to the ticket (the door alone: ${thousands(mails.doorPerMinute)})`,
  `- ${crowd.browsers} live browsers, ${Math.round(crowd.changes)} changes a minute, each heard by ${Math.round(crowd.heardBy)}: word p50 ${ms(crowd.word.p50)} ms, p99 ${ms(crowd.word.p99)} ms; ${crowd.list.count} lists fetched again, p50 ${ms(crowd.list.p50)} ms, p99 ${ms(crowd.list.p99)} ms`,
  ...(load === null
    ? []
    : [`- meanwhile node took ${percent(load.node)} of a processor, PostgreSQL ${percent(load.postgres)}`]),
  `- memory (PSS) with those browsers: ${memory(used)}`,
]

export const asInventoryLines = ({ packages, first, unchanged }: InventoryFigures): string[] =>
  [['first time', first] as const, ['unchanged', unchanged] as const].map(
    ([title, { count, perSecond, node, postgres }]) => {
      const whole = (node ?? 0) + (postgres ?? 0)
      const spent =
        node === null || postgres === null
          ? ''
          : `; processor time of one: node ${ms(node)} ms, PostgreSQL ${ms(postgres)} ms (${percent(postgres / whole)})`
      return `- inventories, ${packages} packages each, ${title}: ${count} at ${ms(perSecond)} a second${spent}`
    },
  )

const percent = (share: number): string => `${Math.round(share * 100)} %`

const memory = (used: Both | null): string =>
  used === null
    ? 'not known on this system'
    : `node ${Math.round(used.node)} MiB, PostgreSQL ${Math.round(used.postgres)} MiB`

const spending = ({ spent }: Figures): string =>
  spent === null ? '–' : `${ms(spent.node)} + ${ms(spent.postgres)}`

const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0))
const thousands = (value: number): string => Math.round(value).toLocaleString('en-US').replaceAll(',', ' ')
