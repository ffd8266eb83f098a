import { mkdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { memoryOf, postmasterOf } from './processes.ts'
import { temporaryFolder } from './place.ts'
import { startProduct } from './product.ts'
import { measureDesk } from './desk.ts'
import { measureInventories } from './inventories.ts'
import { measurePark, measureSize, measureTrends } from './size.ts'
import { asDeskLines, asInventoryLines, asJobLines, asTable, type Results } from './table.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    records: { type: 'string' },
    /** Keeps the filled database there, and uses it again the next time. */
    data: { type: 'string' },
    /** Only mails and browsers. */
    desk: { type: 'boolean', default: false },
    /** Only reports of agents. */
    inventory: { type: 'boolean', default: false },
    /** Only the CMDB. */
    park: { type: 'boolean', default: false },
    /** Only trends over a million incidents, or as many as `--records` says. */
    trends: { type: 'boolean', default: false },
    /** Only the jobs whose names are given, with commas. */
    only: { type: 'string' },
  },
})

const lanes = 8
const sizes =
  values.records !== undefined ? [Number(values.records)] : values.quick ? [10_000] : [10_000, 1_000_000]
const pace = values.quick ? { rounds: 2, seconds: 1.5 } : { rounds: 3, seconds: 4 }
const say = (sentence: string) => console.error(sentence)

/** The first start of an empty folder, the second, and what all processes hold when nothing is asked. */
const measureStarts = async (): Promise<Results['starts']> => {
  const folder = await temporaryFolder()
  const account = {
    TROUSSE_ADMIN_EMAIL: 'alix@provider.test',
    TROUSSE_ADMIN_PASSWORD: 'correct horse battery',
  }
  try {
    const first = await startProduct({ TROUSSE_DATA: folder, ...account })
    await sleep(1000)
    await first.stop()
    const second = await startProduct({ TROUSSE_DATA: folder, ...account })
    await sleep(3000)
    const idle = memoryOf(second.pid, postmasterOf(folder))
    await second.stop()
    return { first: first.startedIn, second: second.startedIn, idle }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (values.desk) {
  console.log(asDeskLines(await measureDesk(say)).join('\n'))
  process.exit()
}

if (values.inventory) {
  console.log(asInventoryLines(await measureInventories(say)).join('\n'))
  process.exit()
}

if (values.park) {
  const { data: given, only } = values
  const jobs = await measurePark({ given, only: only?.split(','), lanes, ...pace, say })
  console.log(asJobLines(jobs).join('\n'))
  process.exit()
}

if (values.trends) {
  const { data: given, only } = values
  const records = values.records === undefined ? 1_000_000 : Number(values.records)
  const jobs = await measureTrends(records, { given, only: only?.split(','), lanes, ...pace, say })
  console.log(asJobLines(jobs).join('\n'))
  process.exit()
}

const [cpu] = cpus()
const results: Results = {
  at: new Date().toISOString(),
  machine: {
    cores: cpus().length,
    cpu: cpu?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
  },
  lanes,
  sizes: [],
  starts: await measureStarts(),
  desk: await measureDesk(say),
}
for (const records of sizes) {
  const { data: given, only } = values
  results.sizes.push(await measureSize(records, { given, only: only?.split(','), lanes, ...pace, say }))
}

const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(results, null, 2)}\n`)
console.log(asTable(results))
