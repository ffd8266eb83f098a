import type { Outcome } from '#contract/inventory/api.ts'
import { sql } from 'kysely'
import { changeItem, findType, lockItem, readType, type Item, type Writer } from '../configuration/index.ts'
import { filledIn, settle, wantedOf, type Wanted } from './attributes.ts'
import { writeAttached } from './attached.ts'
import { openSeen } from './open-seen.ts'
import { findCandidates, type Known } from './candidates.ts'
import { findingOfState, noteDeviations } from './deviation.ts'
import { digestParts } from './digest.ts'
import { writeInstallations } from './installation.ts'
import type { Inventory, Part } from './inventory.ts'
import { identifiersOf, matchInventory, usable, type Likeness } from './match.ts'
import { mergeInventory } from './merge.ts'
import { readMachine, writeMachine } from './machine.ts'
import type { Report } from './report.ts'
import { isIgnored, keepWaiting, settleWaiting } from './waiting.ts'

export interface Taken {
  outcome: Outcome
  ciId: string | null
  number: string | null
}

/** What a person has said that a report is; nothing: the likeness decides. */
export type Ruling = { is: 'item'; number: string } | { is: 'new' } | null

/**
 * Takes one report in, in the transaction of the writer. One client's reports one after the other: two of a machine that is
 * new would otherwise make two of it.
 */
export const takeIn = async (
  writer: Writer,
  { clientId, report, ruling = null }: { clientId: string; report: Report; ruling?: Ruling },
): Promise<Taken> => {
  const { db, now } = writer
  await sql`select pg_advisory_xact_lock(hashtextextended('inventory ' || ${clientId}::text, 0))`.execute(db)
  if (ruling === null && (await isIgnored(db, clientId, report.deviceId)))
    return { outcome: 'ignored', ciId: null, number: null }
  const identifiers = identifiersOf(report.inventory, report)
  const candidates = await findCandidates(db, clientId, usable(identifiers), machineTypes)
  const verdict =
    ruling === null ? matchInventory(identifiers, candidates) : ruling.is === 'new' ? { none: true } : null
  if (verdict !== null && 'ask' in verdict) {
    const told = verdict.ask.flatMap((likeness) => tell(likeness, candidates))
    await keepWaiting(db, { clientId, report, candidates: told }, now)
    return { outcome: 'waiting', ciId: null, number: null }
  }
  const typeOf = (id: string) => readType(db, id)
  const number =
    ruling?.is === 'item'
      ? ruling.number
      : verdict !== null && 'same' in verdict
        ? candidates.find(({ id }) => id === verdict.same.id)?.number
        : undefined
  const item =
    number === undefined
      ? await openMachine(writer, clientId, report)
      : await lockItem(writer, number, typeOf)
  const isChanged = await speakFor(writer, item, report)
  await settleWaiting(db, { clientId, deviceId: report.deviceId, ciId: item.id }, now)
  const outcome = number === undefined ? 'created' : isChanged ? 'updated' : 'unchanged'
  return { outcome, ciId: item.id, number: item.number }
}

const tell = ({ id, score, because }: Likeness, candidates: readonly Known[]) => {
  const candidate = candidates.find((one) => one.id === id)
  return candidate === undefined ? [] : [{ number: candidate.number, name: candidate.label, score, because }]
}

/** Items of these types may speak for themselves. */
const machineTypes = [
  'workstation',
  'server',
  'virtual-machine',
  'printer',
  'network-device',
  'phone',
  'storage',
  'peripheral',
]

const typeKeyOf = ({ kind, form }: Inventory): string => {
  if (kind === 'printer' || kind === 'phone') return kind
  if (kind === 'network') return 'network-device'
  if (kind === 'other') return 'peripheral'
  return form === 'server' || form === 'virtual-machine' ? form : 'workstation'
}

/** What is followed is in service because it was seen; what is controlled waits for somebody to accept it. */
const openMachine = async (
  writer: Writer,
  clientId: string,
  { inventory, deviceId }: Report,
): Promise<Item> => {
  const type = await findType(writer.db, typeKeyOf(inventory))
  return openSeen(writer, {
    type,
    clientId,
    name: inventory.identity.name ?? inventory.hardware.model ?? deviceId,
    wanted: wantedOf(inventory, type, () => true),
  })
}

/** What the report says, into the item that it is about. True where something came of it. */
const speakFor = async (writer: Writer, item: Item, report: Report): Promise<boolean> => {
  const { db, now } = writer
  const before = await readMachine(db, item.id)
  const held = mergeInventory(before?.held ?? null, report.inventory, report.isPartial)
  const digests = { ...before?.digests, ...digestParts(report.inventory) }
  const isNew = (part: Part): boolean => before?.digests[part] !== digests[part]
  const changed = report.inventory.present.filter(isNew)
  const wanted = wantedOf(held.inventory, item.type, isNew)
  const locks = await locksOf(writer, item, before?.hasSpoken === true ? null : wanted)
  const { content, withheld, agreed } = settle(item.type, item.content, { wanted, locks })
  const after = await changeItem(writer, item, { content }, { source: 'inventory' })
  await noteDeviations(writer, after, {
    findings: [
      ...withheld.map((change) => ({ ...change, cause: 'differs' as const })),
      ...findingOfState(after),
    ],
    agreed: [...agreed, ...locks, ...(after.content.state === 'in-service' ? ['state'] : [])],
  })
  const hasSoftware = report.inventory.present.includes('software')
  const isInstalled =
    changed.includes('software') &&
    (await writeInstallations(db, { ciId: item.id, now, software: report.inventory.software }))
  await writeAttached(writer, after, { inventory: held.inventory, isNew: (part) => changed.includes(part) })
  const identifiers = identifiersOf(held.inventory, report)
  await writeMachine(db, {
    ciId: item.id,
    now,
    agent: report.agent,
    tag: report.tag,
    usable: usable(identifiers),
    identifiers,
    held,
    digests,
    isFull: !report.isPartial,
    hasSoftware,
    hasChanged: changed.length > 0 || before?.held == null || before.held.isComplete !== held.isComplete,
  })
  return after.version !== item.version || isInstalled || changed.length > 0
}

/** What a person has set stays; of an item that was written down before its machine spoke, all that was filled in. */
const locksOf = async (
  { db, now }: Writer,
  { id, type, content }: Item,
  firstWanted: Wanted | null,
): Promise<ReadonlySet<string>> => {
  const isControlled = (field: string) =>
    type.control === 'controlled' && content.state === 'in-service' && type.controlled.includes(field)
  const filled =
    firstWanted === null ? [] : filledIn(content, firstWanted).filter((field) => !isControlled(field))
  if (filled.length > 0)
    await sql`insert into ci_lock (ci_id, field, since, by_id)
      select ${id}, f, ${now}, s.by_id from unnest(${filled}::text[]) f, ci_state s
      where s.ci_id = ${id} and s.valid_to = 'infinity' and s.source <> 'inventory' on conflict do nothing`.execute(
      db,
    )
  const rows = await db.selectFrom('ci_lock').select('field').where('ci_id', '=', id).execute()
  return new Set(rows.map(({ field }) => field))
}
