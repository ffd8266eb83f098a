import { converse } from './conversation.ts'
import { hire } from './crew.ts'
import { fill, journalFaults } from './fill.ts'
import { asOwner, readTown } from './fill/town.ts'
import type { FloorOrder } from './floor.ts'
import { openInside } from './inside.ts'
import { moveJob, steadyJobs, untouched, type Job } from './jobs.ts'
import type { LoadOrder } from './load.ts'
import { figuresOf, withSpending, type Stretch } from './measure.ts'
import { memoryOf, postmasterOf, processorTimeOf } from './processes.ts'
import { changeJobs, fillChanges } from './changes.ts'
import { fillPark, parkJobs } from './park.ts'
import { openPlace, type Place } from './place.ts'
import { startProduct, type Product } from './product.ts'
import type { JobResult, Results } from './table.ts'
import { trendJobs } from './trends.ts'

interface Options {
  given: string | undefined
  only: readonly string[] | undefined
  lanes: number
  rounds: number
  seconds: number
  say: (sentence: string) => void
}

/** Everything at one size: filled, checked, then each job in turns on the floor and on the product. */
export const measureSize = async (records: number, options: Options): Promise<Results['sizes'][number]> => {
  const { given, say } = options
  const place = await openPlace(given)
  try {
    const began = performance.now()
    if (!place.isKept) await fill(place, { records, say })
    const fillSeconds = place.isKept ? null : (performance.now() - began) / 1000
    const faults = place.isKept ? [] : await journalFaults(place)
    if (faults.length > 0) throw new Error(`The filled journals are not valid: ${JSON.stringify(faults[0])}`)
    const product = await startOn(place)
    try {
      const steady = await steadyJobs(place.ownerUrl, await readTown(place.ownerUrl))
      const jobs = await measureJobs(place, product, { ...options, steady, hasMoves: true })
      const memory = memoryOf(product.pid, postmasterOf(place.folder))
      return { records, fillSeconds, faults: faults.length, jobs, memory }
    } finally {
      await product.stop()
    }
  } finally {
    await place.stop()
  }
}

/** The CMDB: what lists, a page, the past and an impact cost among 100,000 items, and what 10,000 changes over them have to do with each other. */
export const measurePark = async (options: Options): Promise<JobResult[]> => {
  const place = await openPlace(options.given)
  try {
    if (!place.isKept) {
      await fill(place, { records: 500, say: options.say })
      options.say('100,000 items and 300,000 relations')
      const town = await readTown(place.ownerUrl)
      await fillPark(place.ownerUrl, town)
      options.say('10,000 changes planned over them')
      await fillChanges(place.ownerUrl, town)
    }
    const product = await startOn(place)
    try {
      const steady = [
        ...(await parkJobs(place.ownerUrl, await readTown(place.ownerUrl))),
        ...(await changeJobs(place.ownerUrl)),
      ]
      return await measureJobs(place, product, { ...options, steady, hasMoves: false })
    } finally {
      await product.stop()
    }
  } finally {
    await place.stop()
  }
}

/** Trends over so many records: the past of each group, the index that counts it, and titles that say the same. */
export const measureTrends = async (records: number, options: Options): Promise<JobResult[]> => {
  const place = await openPlace(options.given)
  try {
    if (!place.isKept) await fill(place, { records, say: options.say })
    const product = await startOn(place)
    try {
      const steady = trendJobs(await readTown(place.ownerUrl))
      return await measureJobs(place, product, { ...options, steady, hasMoves: false })
    } finally {
      await product.stop()
    }
  } finally {
    await place.stop()
  }
}

/** The product on the filled database, without the backup of the night: it would be written while the product is measured, and its stop would wait for it. */
const startOn = async ({ appUrl, ownerUrl }: Place): Promise<Product> => {
  await asOwner(ownerUrl, (owner) => owner.query('update backup_plan set is_on = false'))
  return startProduct({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl })
}

const measureJobs = async (
  place: Place,
  product: Product,
  options: Options & { steady: readonly Job[]; hasMoves: boolean },
): Promise<JobResult[]> => {
  const { only, lanes, say, steady, hasMoves } = options
  const load = hire<LoadOrder>(new URL('./load.ts', import.meta.url))
  const floor = hire<FloorOrder>(new URL('./floor.ts', import.meta.url))
  const inside = await openInside(place.appUrl)
  const results: JobResult[] = []
  const isWanted = ({ name }: { name: string }) => only === undefined || only.includes(name)
  const postmaster = postmasterOf(place.folder)
  const onProduct = ({ asks, isOnce }: Job, seconds: number) =>
    withSpending(
      () => processorTimeOf(product.pid, postmaster),
      () => load.measure({ port: product.port, asks, isOnce, lanes, seconds }),
    )
  const onFloorWith = (order: Omit<FloorOrder, 'url' | 'lanes'>) =>
    withSpending(
      () => processorTimeOf(floor.pid, postmaster),
      () => floor.measure({ url: place.appUrl, lanes, ...order }),
    )
  try {
    for (const job of steady.filter(isWanted)) {
      // The first answers bring what the product keeps in memory from then on: they are not what it says usually.
      await converse(inside, job.asks.slice(0, 20))
      const conversations = await converse(inside, job.asks)
      const onFloor = (seconds: number) => onFloorWith({ conversations, targets: null, seconds })
      await onFloor(0.5)
      await onProduct(job, 0.5)
      results.push(await inTurns(job, options, onFloor, (seconds) => onProduct(job, seconds)))
      say(lineOf(results.at(-1)))
    }
    if (hasMoves && isWanted({ name: 'move' })) {
      results.push(await measureMoves())
      say(lineOf(results.at(-1)))
    }
    return results
  } finally {
    load.stop()
    floor.stop()
    await inside.stop()
  }

  async function measureMoves(): Promise<JobResult> {
    const found = await untouched(place.ownerUrl, 40_000)
    const examples = found.splice(0, 12).map(({ number }) => number)
    const conversations = (await converse(inside, moveJob(examples).asks)).slice(4)
    const share = Math.floor(found.length / (2 * (options.rounds + 1)))
    const take = () => found.splice(0, share)
    const onFloor = (seconds: number) => onFloorWith({ conversations, targets: take(), seconds })
    const onProductNow = (seconds: number) => onProduct(moveJob(take().map(({ number }) => number)), seconds)
    await onFloor(0.5)
    await onProductNow(0.5)
    return inTurns(moveJob([]), options, onFloor, onProductNow)
  }
}

/** Floor and product alternate, so that whatever else the machine does meets both. */
const inTurns = async (
  { name, title }: Job,
  { rounds, seconds }: Options,
  onFloor: (seconds: number) => Promise<Stretch>,
  onProduct: (seconds: number) => Promise<Stretch>,
): Promise<JobResult> => {
  const floors: Stretch[] = []
  const products: Stretch[] = []
  for (let round = 0; round < rounds; round++) {
    floors.push(await onFloor(seconds))
    products.push(await onProduct(seconds))
  }
  const product = figuresOf(products)
  const floor = figuresOf(floors)
  return { name, title, product, floor, ratio: product.perSecond / floor.perSecond }
}

const lineOf = (result: JobResult | undefined): string =>
  result === undefined
    ? ''
    : `${result.title}: ${Math.round(result.product.perSecond)} a second, floor ${Math.round(result.floor.perSecond)}, ${Math.round(result.ratio * 100)} %`
