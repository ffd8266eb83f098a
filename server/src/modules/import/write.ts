import type { LineResult } from '#contract/import/shape.ts'
import type { CiType } from '#contract/configuration/shape.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Actor } from '#platform/database/transaction.ts'
import { changeItem, changesBetween, lockItem, openItem, type FieldChange } from '../configuration/index.ts'
import { demandReason, noClaims, planLines, type Plan } from './plan.ts'
import { problem, type Problem } from './problem.ts'
import { attempt, why } from './savepoint.ts'
import type { Desk, Line } from './spec.ts'

export type Hand = Pick<Context, 'db' | 'now' | 'emit'> & {
  actor: Actor
  importId: string
  onTrouble: (error: unknown) => void
}

/** What became of a line. */
export interface Written {
  line: number
  result: LineResult
  itemId: string | null
  changes: FieldChange[]
  version: number | null
  problems: Problem[]
}

/** Some lines, written as they come to now: what changed since the file was planned counts. */
export const writeLines = async (hand: Hand, desk: Desk, lines: readonly Line[]): Promise<void> => {
  const planned = await planLines(desk, lines, noClaims())
  const plans = planned.map((plan) => demandReason(plan, desk.spec.reason))
  const whole = await attempt(hand.db, async () => {
    const written: Written[] = []
    for (const plan of plans) written.push(await writePlan(hand, desk, plan))
    return written
  })
  await noteWritten(hand, 'done' in whole ? whole.done : await writeOneByOne(hand, desk, plans))
}

/** One of them cannot be written: it alone is refused. */
const writeOneByOne = async (hand: Hand, desk: Desk, plans: readonly Plan[]): Promise<Written[]> => {
  const written: Written[] = []
  for (const plan of plans) {
    const one = await attempt(hand.db, () => writePlan(hand, desk, plan))
    if ('error' in one) hand.onTrouble(one.error)
    written.push(
      'done' in one
        ? one.done
        : {
            ...resultOf(plan),
            result: 'error',
            problems: [problem('refused', null, { why: why(one.error) })],
          },
    )
  }
  return written
}

const resultOf = ({ line, result, item, problems }: Plan): Written => ({
  line,
  result,
  itemId: result === 'error' ? null : (item?.id ?? null),
  changes: [],
  version: null,
  problems,
})

const writePlan = async (hand: Hand, { spec, types }: Desk, plan: Plan): Promise<Written> => {
  const { result, item, type, gift, after } = plan
  const cause = { source: 'file', reason: spec.reason ?? undefined } as const
  if (result === 'create' && type !== null && after !== null) {
    const made = await openItem(hand, type, after, cause)
    return { ...resultOf(plan), itemId: made.id, version: made.version }
  }
  if (result !== 'change' || item === null || gift === null) return resultOf(plan)
  const locked = await lockItem(hand, item.number, (id) => typeOf(types, id))
  const content = {
    ...locked.content,
    ...gift.common,
    attributes: { ...locked.content.attributes, ...gift.attributes },
  }
  const changes = changesBetween(locked.content, content)
  const changed = await changeItem(hand, locked, { content }, cause)
  return {
    ...resultOf(plan),
    changes,
    version: changed.version,
    result: changes.length === 0 ? 'nothing' : 'change',
  }
}

export const typeOf = async (types: readonly CiType[], id: string): Promise<CiType> => {
  const type = types.find((one) => one.id === id)
  if (type === undefined) throw new Error(`No type has the id ${id}.`)
  return type
}

/** Results of many lines in one statement. */
export const noteWritten = async (
  { db, importId }: Pick<Hand, 'db' | 'importId'>,
  written: readonly Written[],
): Promise<void> => {
  if (written.length === 0) return
  await sql`update import_line l set result = r.result, ci_id = r."itemId", changes = r.changes, version = r.version, problems = r.problems
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) r(line integer, result text, "itemId" uuid, changes jsonb, version integer, problems jsonb)
    where l.import_id = ${importId} and l.line = r.line and l.result is null`.execute(db)
}
