import { openInside } from './inside.ts'
import type { Place } from './place.ts'
import { copyBatch, prepareCopies, type Plan } from './fill/copies.ts'
import { buildIndexes, dropIndexes } from './fill/indexes.ts'
import { settleTown } from './fill/settle-town.ts'
import { tellCourses } from './fill/told.ts'
import { asOwner, readTown } from './fill/town.ts'

const batch = 5000

/** Fills a fresh database with so many records, told by the product and copied in bulk, each with a valid journal. */
export const fill = async (
  { appUrl, ownerUrl }: Place,
  { records, say }: { records: number; say: (sentence: string) => void },
): Promise<void> => {
  const plan = await tell(appUrl, ownerUrl, records)
  const indexes = await dropIndexes(ownerUrl)
  const began = performance.now()
  let next = 1
  let done = 0
  const copy = () =>
    asOwner(ownerUrl, async (owner) => {
      await prepareCopies(owner, plan)
      while (next <= records) {
        const first = next
        next += batch
        const last = Math.min(records, first + batch - 1)
        await copyBatch(owner, plan, [first, last])
        done += last - first + 1
        const seconds = (performance.now() - began) / 1000
        say(`${done} of ${records} records, ${Math.round(done / seconds)} a second`)
      }
    })
  await Promise.all([copy(), copy()])
  say('building the indexes again')
  await buildIndexes(ownerUrl, indexes)
  await learnWords(ownerUrl)
}

/** What the product does by the minute, done before it is measured. */
const learnWords = (ownerUrl: string): Promise<void> =>
  asOwner(ownerUrl, async (owner) => {
    const most = 20_000
    for (let read = most; read === most;) {
      const { rows } = await owner.query<{ read: number }>('select search_learn($1) as read', [most])
      read = rows[0]?.read ?? 0
    }
  })

/** Makes the firm, and lets the product tell each course of life once, three years ago. */
const tell = async (appUrl: string, ownerUrl: string, records: number): Promise<Plan> => {
  const inside = await openInside(appUrl)
  try {
    const until = Temporal.Now.instant()
    const from = until.subtract({ hours: 3 * 365 * 24 })
    const monday = from.toZonedDateTimeISO('Europe/Paris')
    const morning = monday
      .subtract({ days: 7 + monday.dayOfWeek - 1 })
      .with({ hour: 10, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
    await settleTown(inside, ownerUrl, morning.subtract({ days: 1 }).toInstant())
    const { services, portalClient: clientId } = await readTown(ownerUrl)
    const [serviceId] = services
    const requesterId = await contactOf(ownerUrl, clientId)
    const about = { clientId, serviceId, requesterId }
    const told = await tellCourses(inside, { ownerUrl, now: morning.toInstant(), about })
    return { records, told, from: from.toString(), until: until.toString() }
  } finally {
    await inside.stop()
  }
}

const contactOf = (ownerUrl: string, clientId: string): Promise<string> =>
  asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ id: string }>('select id from person where client_id = $1', [
      clientId,
    ])
    return rows[0]?.id ?? ''
  })

/** What the journals say of themselves; an empty list is what a filled database must answer. */
export const journalFaults = ({ ownerUrl }: Place): Promise<{ fault: string; number: string | null }[]> =>
  asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ fault: string; number: string | null }>(
      'select fault, number from journal_faults()',
    )
    return rows
  })
