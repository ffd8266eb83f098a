import { sql } from 'kysely'
import { reaction } from '#platform/reactions.ts'

/**
 * A merged item's machine stays its own, and speaks for the item in which it lives on (`living_ci`). Where that has none, it
 * takes over what was known, so that its page says it at once.
 */
const takeOverMachine = reaction(
  'take-over-machine',
  ['ci.merged'],
  async ({ db, now }, { subject, body }) => {
    const { numAffectedRows } = await sql`
    insert into machine (ci_id, agent_ids, device_ids, uuid, manufacturer, serial, board_serial, macs, name, held, is_complete, digests, agent, tag,
      last_contact_at, last_full_at, last_software_at)
    select ${subject}, agent_ids, device_ids, uuid, manufacturer, serial, board_serial, macs, name, held, is_complete, digests, agent, tag,
      last_contact_at, last_full_at, last_software_at
    from machine m join ci c on c.id = m.ci_id and c.number = ${body.from} and c.merged_into_id = ${subject} on conflict do nothing`.execute(
      db,
    )
    if (numAffectedRows === 0n) return
    await sql`insert into installation (ci_id, title_id, version, arch, first_seen)
    select ${subject}, i.title_id, i.version, i.arch, ${now} from installation i join ci c on c.id = i.ci_id and c.number = ${body.from}
    where i.gone_at is null on conflict do nothing`.execute(db)
  },
)

/** They were two: what the other has from it, it gives back, or the next report would not know which of the two it is about. */
const giveBackMachine = reaction('give-back-machine', ['ci.unmerged'], async ({ db }, { subject, body }) => {
  await sql`
    update machine o set agent_ids = array(select unnest(o.agent_ids) except select unnest(m.agent_ids)),
      device_ids = array(select unnest(o.device_ids) except select unnest(m.device_ids)), macs = array(select unnest(o.macs) except select unnest(m.macs)),
      uuid = nullif(o.uuid, m.uuid), serial = nullif(o.serial, m.serial), board_serial = nullif(o.board_serial, m.board_serial), name = nullif(o.name, m.name),
      digests = '{}', held = '{}', is_complete = false
    from machine m join ci c on c.id = m.ci_id and c.number = ${body.from} where o.ci_id = ${subject} and m.ci_id <> o.ci_id`.execute(
    db,
  )
})

export const inventoryReactions = [takeOverMachine, giveBackMachine]
