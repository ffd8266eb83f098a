import { sql } from 'kysely'
import type { FieldChange, Item, Writer } from '../configuration/index.ts'
import { isSame } from './attributes.ts'

export type DeviationCause = 'differs' | 'never-accepted' | 'back-in-use'

export interface Finding extends FieldChange {
  cause: DeviationCause
}

/** Seen in use, though nobody has said that it is; in repair it may well answer. */
export const findingOfState = ({ content, type }: Pick<Item, 'content' | 'type'>): Finding[] => {
  const before = content.state
  if (before === 'in-service' || before === 'in-repair') return []
  if (type.control === 'followed' && before !== 'retired' && before !== 'disposed') return []
  const cause = before === 'retired' || before === 'disposed' ? 'back-in-use' : 'never-accepted'
  return [{ field: 'state', before, after: 'in-service', cause }]
}

interface Row {
  id: string
  field: string
  state: string
  standing: unknown
  found: unknown
}

/** What deviates now is open once; what does not any more is gone; what was ignored stays so for as long as it is the same. */
export const noteDeviations = async (
  { db, now, emit }: Writer,
  item: Item,
  { findings, agreed }: { findings: readonly Finding[]; agreed: readonly string[] },
): Promise<void> => {
  const { rows } = await sql<Row>`select distinct on (field) id, field, state, standing, found from deviation
    where ci_id = ${item.id} order by field, (state = 'open') desc, first_seen desc, id desc`.execute(db)
  const known = new Map(rows.map((row) => [row.field, row]))
  const isKnown = ({ field, before, after }: Finding): boolean => {
    const row = known.get(field)
    return (
      row !== undefined &&
      (row.state === 'open' || row.state === 'ignored') &&
      isSame(row.standing, before) &&
      isSame(row.found, after)
    )
  }
  const fresh = findings.filter((finding) => !isKnown(finding))
  const over = rows.filter(
    ({ state, field }) =>
      state === 'open' && (agreed.includes(field) || fresh.some((finding) => finding.field === field)),
  )
  if (over.length > 0)
    await db
      .updateTable('deviation')
      .set({ state: 'gone', closed_at: now })
      .where(
        'id',
        'in',
        over.map(({ id }) => id),
      )
      .execute()
  if (fresh.length === 0) return
  await db
    .insertInto('deviation')
    .values(
      fresh.map(({ field, before, after, cause }) => ({
        ci_id: item.id,
        field,
        standing: JSON.stringify(before),
        found: JSON.stringify(after),
        cause,
        first_seen: now,
      })),
    )
    .execute()
  for (const { field, before, after, cause } of fresh)
    await emit({
      subject: item.id,
      event: 'ci.deviated',
      body: { field, standing: before, found: after, cause },
      audience: { number: item.number },
    })
}
