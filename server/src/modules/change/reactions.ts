import { sql } from 'kysely'
import { together } from '#platform/database/connect.ts'
import { reaction, type Reaction } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'
import { goOn, loadWork, type WorkContext } from '../record/index.ts'
import { toldFor } from '../team/index.ts'
import { announceCancelled } from './announce.ts'
import { stateOf } from './rounds.ts'
import { voidIfEdited } from './submit.ts'

export const changeReactions: readonly Reaction[] = [
  /** A client's decision may be the last one: the change goes on, as it does with the provider's own. */
  reaction('go-on-decided', ['change.decided'], async (inside, { subject }) => {
    const context: WorkContext = { ...inside, actor: null }
    const { number } = await inside.db
      .selectFrom('record')
      .select('number')
      .where('id', '=', subject)
      .executeTakeFirstOrThrow()
    const work = await loadWork(context, number)
    const step = work.judgement.procedure.content.steps.find(({ id }) => id === work.row.step)
    if (step?.activities.some(({ name }) => name === 'approve') !== true) return
    const round = await stateOf(inside.db, subject)
    if (round === null || round.state === 'open' || round.state === 'voided') return
    await goOn(work, { decision: round.state })
  }),
  reaction(
    'announce-cancelled',
    ['record.ended', 'change.decided', 'change.edited'],
    async (inside, happening) => {
      const { body, subject } = happening
      if ('after' in body && body.after['window_from'] !== null) return
      await announceCancelled(inside, subject)
    },
  ),
  /** Title, client and service are part of what was submitted, wherever they are edited. */
  reaction('void-edited', ['record.edited'], async (inside, { subject }) => {
    const { number, kind } = await inside.db
      .selectFrom('record')
      .select(['number', 'kind'])
      .where('id', '=', subject)
      .executeTakeFirstOrThrow()
    if (kind !== 'CHG') return
    await voidIfEdited(await loadWork({ ...inside, actor: null }, number), 'edited')
  }),
  /** Who runs changes and top management hear that somebody had not agreed after all. */
  reaction('tell-denied', ['change.signed'], async ({ db, now }, { subject, entry, actorId, body }) => {
    if (body.isConfirmed) return
    const told = await together([
      toldFor(db, 'RGS/AC', { now, isOpen: true }),
      toldFor(db, 'D', { now, isOpen: true }),
    ])
    const personIds = [...new Set(told.flatMap(({ people }) => people))].filter((id) => id !== actorId)
    await notify(db, {
      personIds,
      recordId: subject,
      event: 'change.signed',
      cause: {},
      source: entry,
      at: now,
    })
  }),
  /** Those whose turn it is to decide. */
  reaction(
    'tell-approvers',
    ['change.submitted', 'change.decided'],
    async ({ db, now }, { subject, entry, actorId }) => {
      const { rows } = await sql<{ id: string }>`select distinct p.id from change_round n
        join change_seat s on s.record_id = n.record_id and s.round = n.number
        join person p on p.ended_at is null and p.client_id is null and p.supplier_id is null and (s.role = any(p.roles) or exists (
          select from substitution b join person h on h.id = b.person_id where b.substitute_id = p.id and b.ended_at is null
            and ${now} >= b.starts_at and ${now} < b.ends_at and s.role = any(h.roles)))
        where n.record_id = ${subject} and n.number = change_last_round(n.record_id) and change_round_state(n.record_id, n.number) = 'open'
          and not exists (select from change_decision d where d.record_id = s.record_id and d.round = s.round and d.seat = s.seat)
          and (not n.is_in_order or not exists (select from change_seat e where e.record_id = s.record_id and e.round = s.round and e.seat < s.seat
            and not exists (select from change_decision d where d.record_id = e.record_id and d.round = e.round and d.seat = e.seat)))`.execute(
        db,
      )
      const personIds = rows.map(({ id }) => id).filter((id) => id !== actorId)
      await notify(db, {
        personIds,
        recordId: subject,
        event: 'change.submitted',
        cause: {},
        source: entry,
        at: now,
      })
    },
  ),
]
