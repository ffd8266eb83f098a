import type { HourPot } from '#contract/pot/api.ts'
import { sql } from 'kysely'
import { reaction, type InsideContext, type Reaction } from '#platform/reactions.ts'
import { notify } from '../notification/index.ts'
import { toldFor } from '../team/index.ts'
import { levelOf } from './periods.ts'
import { potsOfClient } from './queries.ts'

/** Each level is told once for each pot and period, whatever is taken back and written down again. */
export const potReactions: readonly Reaction[] = [
  reaction(
    'watch-pots',
    ['record.time-added', 'record.time-corrected', 'record.edited', 'intervention.finished'],
    async (context, { subject }) => {
      const { client_id } = await context.db
        .selectFrom('record')
        .select('client_id')
        .where('id', '=', subject)
        .executeTakeFirstOrThrow()
      if (client_id !== null) await watchPots(context, client_id)
    },
  ),
  reaction('watch-bought', ['hour-pot.bought', 'hour-pot.edited'], async (context, { subject }) =>
    watchPots(context, subject),
  ),
]

const watchPots = async (context: InsideContext, clientId: string): Promise<void> => {
  const { db, now, emit } = context
  for (const pot of await potsOfClient(context, clientId)) {
    // Late work counts where it was done: what came before is looked at again.
    for (const period of [...pot.past.toReversed(), ...(pot.period === null ? [] : [pot.period])]) {
      const percent = levelOf(period)
      if (percent === null) continue
      const { rows } = await sql<{ percent: number }>`
        insert into hour_pot_alert (pot_id, period_from, percent, told_at)
        select ${pot.id}::uuid, ${period.from}::date, level, ${now} from unnest(${percent === 100 ? [80, 100] : [80]}::int[]) level
        on conflict do nothing returning percent`.execute(db)
      if (!rows.some((row) => row.percent === percent)) continue
      const source = await emit({
        subject: clientId,
        event: 'hour-pot.reached',
        body: {
          pot: pot.id,
          name: pot.name,
          percent,
          from: period.from,
          used: period.used,
          available: period.bought + period.carried,
        },
      })
      await tellManagers(context, pot, { percent, source })
    }
  }
}

/** Those who answer for the client's tickets and for what was agreed with it. */
const tellManagers = async (
  { db, now }: InsideContext,
  pot: HourPot,
  { percent, source }: { percent: number; source: string },
): Promise<void> => {
  const told = await Promise.all(
    (['RGS/AC', 'RGS/RC'] as const).map((role) => toldFor(db, role, { now, isOpen: true })),
  )
  await notify(db, {
    personIds: [...new Set(told.flatMap(({ people }) => people))],
    recordId: null,
    event: 'hour-pot.reached',
    cause: { client: pot.clientId, title: `${pot.clientName} · ${pot.name}`, percent },
    source,
    at: now,
  })
}
