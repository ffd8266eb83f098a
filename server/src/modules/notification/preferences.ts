import { Choices, type notificationApi, type Preference } from '#contract/notification/api.ts'
import { noticeGroups } from '#contract/notification/say.ts'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { Database } from '#platform/database/connect.ts'
import { Failure } from '#platform/failure.ts'
import type { Rest } from './when.ts'

type Input<Name extends keyof typeof notificationApi> = z.output<(typeof notificationApi)[Name]['input']>

const told = { product: true, mail: 'at-once', push: true } as const
const shown = { product: true, mail: 'off', push: false } as const

/** As the product proposes: what waits for this very person comes by mail as well, what is good to know does not. */
export const proposed: Preference = {
  choices: {
    comment: told,
    colleague: shown,
    assigned: told,
    mentioned: told,
    late: { ...shown, push: true },
    escalated: told,
    major: told,
    approval: told,
    article: shown,
    system: { ...told, push: false },
    day: { ...told, push: false },
  },
  quietFrom: '20:00',
  quietUntil: '07:00',
  isQuietOnWeekends: false,
  dailyAt: '08:00',
  version: 0,
}

interface Row {
  choices: unknown
  quiet_from: string
  quiet_until: string
  is_quiet_on_weekends: boolean
  daily_at: string
  version: number
}

/** A group that has come since a person chose is as the product proposes. */
const asPreference = (row: Row | undefined): Preference => {
  if (row === undefined) return proposed
  return {
    choices: Choices.catch(proposed.choices).parse({ ...proposed.choices, ...Object(row.choices) }),
    quietFrom: row.quiet_from.slice(0, 5),
    quietUntil: row.quiet_until.slice(0, 5),
    isQuietOnWeekends: row.is_quiet_on_weekends,
    dailyAt: row.daily_at.slice(0, 5),
    version: row.version,
  }
}

export const restOf = (preference: Preference, zone: string): Rest => ({
  quietFrom: Temporal.PlainTime.from(preference.quietFrom),
  quietUntil: Temporal.PlainTime.from(preference.quietUntil),
  isQuietOnWeekends: preference.isQuietOnWeekends,
  dailyAt: Temporal.PlainTime.from(preference.dailyAt),
  zone,
})

export interface Reader {
  id: string
  zone: string
  language: 'fr' | 'en'
  /** Mail and browsers are for the provider's people; clients get letters. */
  isStaff: boolean
  preference: Preference
}

/** How each of them wants to be told; one statement. */
export const readersOf = async (db: Database, ids: readonly string[]): Promise<Reader[]> => {
  const rows = await db
    .selectFrom('person as p')
    .leftJoin('notification_preference as n', 'n.person_id', 'p.id')
    .select(['p.id', 'p.zone', 'p.language', 'p.client_id', 'p.supplier_id', 'n.person_id'])
    .select([
      'n.choices',
      'n.quiet_from',
      'n.quiet_until',
      'n.is_quiet_on_weekends',
      'n.daily_at',
      'n.version',
    ])
    .where('p.id', 'in', ids)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    zone: row.zone,
    language: row.language,
    isStaff: row.client_id === null && row.supplier_id === null,
    preference: asPreference(chosen(row)),
  }))
}

const chosen = (row: { [Name in keyof Row]: Row[Name] | null }): Row | undefined => {
  const { choices, quiet_from, quiet_until, is_quiet_on_weekends, daily_at, version } = row
  if (quiet_from === null || quiet_until === null || daily_at === null) return undefined
  if (is_quiet_on_weekends === null || version === null) return undefined
  return { choices, quiet_from, quiet_until, is_quiet_on_weekends, daily_at, version }
}

export const readPreference = async ({ db, actor }: Context): Promise<Preference> =>
  asPreference(
    await db
      .selectFrom('notification_preference')
      .selectAll()
      .where('person_id', '=', actor.id)
      .executeTakeFirst(),
  )

export const writePreference = async (context: Context, given: Input<'writePreference'>) => {
  const { db, actor } = context
  const row = {
    choices: JSON.stringify(Object.fromEntries(noticeGroups.map((group) => [group, given.choices[group]]))),
    quiet_from: given.quietFrom,
    quiet_until: given.quietUntil,
    is_quiet_on_weekends: given.isQuietOnWeekends,
    daily_at: given.dailyAt,
  }
  const written = await db
    .insertInto('notification_preference')
    .values({ person_id: actor.id, ...row })
    .onConflict((conflict) =>
      conflict
        .column('person_id')
        .doUpdateSet((preference) => ({
          ...row,
          version: preference('notification_preference.version', '+', 1),
        }))
        .where('notification_preference.version', '=', given.version),
    )
    .returning('version')
    .executeTakeFirst()
  if (written === undefined) throw new Failure('stale_version', { current: await readPreference(context) })
  return readPreference(context)
}
