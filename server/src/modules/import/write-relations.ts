import { sql } from 'kysely'
import { lockItem, putRelation, type FieldChange } from '../configuration/index.ts'
import { mayRelate } from './plan-file.ts'
import {
  answerWishes,
  pairsOf,
  standingRelations,
  wishesOf,
  type Answer,
  type End,
} from './plan-relations.ts'
import { problem, type Problem } from './problem.ts'
import { short } from './read-line.ts'
import { attempt, why } from './savepoint.ts'
import type { Desk, Line } from './spec.ts'
import { typeOf, type Hand } from './write.ts'

/** A line that has become an item, and asks for relations perhaps. */
export interface WrittenLine extends Line {
  itemId: string
  result: 'create' | 'change' | 'nothing'
}

interface Related {
  line: number
  relations: string[]
  changes: FieldChange[]
  problems: Problem[]
}

/** The relations that some lines ask for; all items of the file exist by now. */
export const writeRelations = async (
  hand: Hand,
  desk: Desk,
  lines: readonly WrittenLine[],
): Promise<void> => {
  const ends = await readEnds(hand, desk, lines)
  const wishes = lines.flatMap((line) => {
    const self = ends.get(line.itemId)
    return self === undefined || !mayRelate(desk.spec, line.result === 'create')
      ? []
      : wishesOf(desk, line, { ...self, line: line.line })
  })
  const answers = await answerWishes(hand.db, { wishes, ends: [], types: desk.types })
  const standing = await standingRelations(hand.db, answers)
  const related = new Map<number, Related>(
    lines.map(({ line }) => [line, { line, relations: [], changes: [], problems: [] }]),
  )
  for (const answer of answers) {
    const one = related.get(answer.wish.line)
    if (one !== undefined) await writeAnswer(hand, desk, { answer, standing, related: one })
  }
  await sql`update import_line l set relations = array(select jsonb_array_elements_text(r.relations)::uuid), changes = l.changes || r.changes,
      problems = l.problems || r.problems, result = case when l.result = 'nothing' and r.relations <> '[]' then 'change' else l.result end
    from jsonb_to_recordset(${JSON.stringify([...related.values()])}::jsonb) r(line integer, relations jsonb, changes jsonb, problems jsonb)
    where l.import_id = ${hand.importId} and l.line = r.line and l.relations is null`.execute(hand.db)
}

const readEnds = async (
  { db }: Hand,
  { types }: Desk,
  lines: readonly WrittenLine[],
): Promise<Map<string, End>> => {
  const ids = lines.map(({ itemId }) => itemId)
  const { rows } = await sql<{
    id: string
    number: string
    name: string
    type_id: string
    client_id: string | null
  }>`
    select c.id, c.number, s.name, s.type_id, s.client_id from ci c join ci_state s on s.ci_id = c.id and s.valid_to = 'infinity'
    where c.id = any(${ids}::uuid[])`.execute(db)
  const ends = new Map<string, End>()
  for (const { id, number, name, type_id, client_id } of rows)
    ends.set(id, { id, number, name, line: null, type: await typeOf(types, type_id), clientId: client_id })
  return ends
}

const writeAnswer = async (
  hand: Hand,
  { types }: Desk,
  { answer, standing, related }: { answer: Answer; standing: Set<string>; related: Related },
): Promise<void> => {
  if ('problem' in answer) {
    related.problems.push(answer.problem)
    return
  }
  const { wish } = answer
  for (const { from, to, kind, other } of pairsOf(answer)) {
    const key = `${from.id} ${kind.key} ${to.id}`
    if (from.number === null || to.number === null || standing.has(key)) continue
    standing.add(key)
    const numbers = [from.number, to.number] as const
    const put = await attempt(hand.db, async () => {
      const [one, two] = [...numbers].toSorted()
      const locked = [
        await lockItem(hand, one ?? '', (id) => typeOf(types, id)),
        await lockItem(hand, two ?? '', (id) => typeOf(types, id)),
      ]
      const [begin, end] = numbers.map((number) => locked.find((item) => item.number === number))
      if (begin === undefined || end === undefined) throw new Error('Both ends were locked.')
      return putRelation(hand, { kind, from: begin, to: end, spare: null }, 'file')
    })
    if ('error' in put) {
      hand.onTrouble(put.error)
      related.problems.push(
        problem('relationRefused', wish.column, { value: short(other.name), why: why(put.error) }),
      )
      continue
    }
    related.relations.push(put.done)
    const field = `relation:${kind.key}:${wish.isOutgoing ? 'out' : 'in'}`
    related.changes.push({ field, before: null, after: other.number })
  }
}
