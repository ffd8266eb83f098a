import { sql } from 'kysely'
import type { CiType, RelationKind } from '#contract/configuration/shape.ts'
import {
  endRelation,
  findKind,
  findType,
  lockItem,
  mayStand,
  putRelation,
  readType,
  type Item,
  type Writer,
} from '../configuration/index.ts'
import type { Wanted } from './attributes.ts'
import { findingOfState, noteDeviations } from './deviation.ts'
import type { Inventory, Part } from './inventory.ts'
import { swappedUuid, usableSerial, usableUuid } from './junk.ts'
import { openSeen } from './open-seen.ts'

/** A machine that reports more of a kind than this is a test of ours. */
const most = 50

/** Containers are a program's, not a machine of their own. */
const container = /docker|podman|containerd|lxc|jail|systemd-nspawn/iu

/**
 * Screens and printers with a serial number of their own, and the virtual machines of a host, are items. A screen goes where it
 * was seen last; what is not seen is switched off, perhaps, and stays.
 */
export const writeAttached = async (
  writer: Writer,
  host: Item,
  { inventory, isNew }: { inventory: Inventory; isNew: (part: Part) => boolean },
): Promise<void> => {
  if (isNew('monitors')) {
    const seen = inventory.monitors.flatMap(({ name, manufacturer, serial }) =>
      seenAs({ name: name ?? manufacturer, manufacturer, model: name, serial }),
    )
    await attach(writer, host, { type: 'monitor', seen, kind: 'connected-to', moves: true })
  }
  if (isNew('printers')) {
    const seen = inventory.printers.flatMap(({ name, driver, serial }) =>
      seenAs({ name, manufacturer: null, model: driver, serial }),
    )
    await attach(writer, host, { type: 'printer', seen, kind: 'connected-to', moves: false })
  }
  if (isNew('virtualMachines')) {
    const seen = inventory.virtualMachines
      .filter(({ system }) => !container.test(system ?? ''))
      .map(({ name, uuid, memoryMb, system }) => ({ name, uuid: usableUuid(uuid), memoryMb, system }))
    await attach(writer, host, { type: 'virtual-machine', seen, kind: 'hosts', moves: true })
  }
}

interface Seen {
  name: string
  serial?: string
  uuid?: string | null
  manufacturer?: string | null
  model?: string | null
  memoryMb?: number | null
}

const seenAs = (given: {
  name: string | null
  manufacturer: string | null
  model: string | null
  serial: string | null
}): Seen[] => {
  const serial = usableSerial(given.serial)
  if (serial === null) return []
  return [{ ...given, serial: given.serial ?? serial, name: given.name ?? serial }]
}

interface Attachment {
  type: string
  seen: readonly Seen[]
  kind: string
  /** It stands at one machine at a time. */
  moves: boolean
}

const attach = async (writer: Writer, host: Item, { type: key, seen, kind: kindKey, moves }: Attachment) => {
  const clientId = host.content.clientId
  if (seen.length === 0 || clientId === null) return
  const { db } = writer
  const [type, kind] = [await findType(db, key), await findKind(db, kindKey)]
  const ends = kindKey === 'hosts' ? { from: host.type.key, to: key } : { from: key, to: host.type.key }
  if (!mayStand(kind, ends)) return
  for (const one of seen.slice(0, most)) {
    const { number: found, isOne } = await find(writer, host, { clientId, type: key, one })
    if (!isOne || found === host.number) continue
    const item =
      found === null
        ? await openAttached(writer, type, clientId, one)
        : await lockItem(writer, found, (id) => readType(db, id))
    await relate(writer, { host, item, kind, moves })
  }
}

/** By its serial number, or its UUID in either order of bytes; a virtual machine without one by its name on this host. */
const find = async (
  { db }: Writer,
  host: Item,
  { clientId, type, one }: { clientId: string; type: string; one: Seen },
): Promise<{ number: string | null; isOne: boolean }> => {
  const uuids = one.uuid == null ? [] : [one.uuid, swappedUuid(one.uuid)]
  const { rows } = await sql<{ number: string }>`
    with found as (
      select s.ci_id from ci_state s where s.valid_to = 'infinity' and s.client_id = ${clientId} and s.attributes ? 'serial'
        and bare_serial(s.attributes ->> 'serial') = ${usableSerial(one.serial)}
      union select s.ci_id from ci_state s where s.valid_to = 'infinity' and s.client_id = ${clientId} and s.attributes ? 'uuid'
        and lower(s.attributes ->> 'uuid') = any(${uuids}::text[])
      union select living_ci(m.ci_id) from machine m where m.uuid = any(${uuids}::text[])
      union select r.to_id from ci_relation r join ci_state s on s.ci_id = r.to_id and s.valid_to = 'infinity'
        where ${uuids.length === 0 && one.serial === undefined} and r.from_id = ${host.id} and r.kind = 'hosts' and r.valid_to = 'infinity' and s.name = ${one.name})
    select c.number from found f join ci_state s on s.ci_id = f.ci_id and s.valid_to = 'infinity' and s.client_id = ${clientId}
      join ci_type t on t.id = s.type_id and t.key = ${type} join ci c on c.id = f.ci_id limit 2`.execute(db)
  return { number: rows[0]?.number ?? null, isOne: rows.length < 2 }
}

const openAttached = async (writer: Writer, type: CiType, clientId: string, one: Seen): Promise<Item> => {
  const told = Object.entries({
    manufacturer: one.manufacturer,
    model: one.model,
    serial: one.serial,
    uuid: one.uuid,
    memoryMb: one.memoryMb,
  })
  const wanted: Wanted = new Map(
    told.flatMap(([key, value]) =>
      value != null && type.attributes.some((known) => known.key === key && !known.isUnique)
        ? [[key, value] as const]
        : [],
    ),
  )
  const item = await openSeen(writer, { type, clientId, name: one.name, wanted })
  // Its own agent, once it has one, finds it by this.
  if (one.uuid != null)
    await writer.db.insertInto('machine').values({ ci_id: item.id, uuid: one.uuid }).execute()
  await noteDeviations(writer, item, { findings: findingOfState(item), agreed: [] })
  return item
}

const relate = async (
  writer: Writer,
  { host, item, kind, moves }: { host: Item; item: Item; kind: RelationKind; moves: boolean },
): Promise<void> => {
  const { rows } = await sql<{ id: string; source: string; here: boolean }>`
    select id, source, ${host.id} in (from_id, to_id) as here from ci_relation
    where ${item.id} in (from_id, to_id) and kind = ${kind.key} and valid_to = 'infinity'
      and (kind <> 'hosts' or to_id = ${item.id})`.execute(writer.db)
  if (rows.some(({ here }) => here)) return
  if (moves) for (const { id, source } of rows) if (source === 'inventory') await endRelation(writer, id)
  const [from, to] = kind.key === 'hosts' ? [host, item] : [item, host]
  await putRelation(writer, { kind, from, to, spare: null }, 'inventory')
}
