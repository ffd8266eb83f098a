import type { LineResult } from '#contract/import/shape.ts'
import type { FieldChange } from '../configuration/index.ts'
import { demandReason, noClaims, planLines, type Plan } from './plan.ts'
import {
  answerWishes,
  pairsOf,
  standingRelations,
  wishesOf,
  type Answer,
  type End,
  type Wish,
} from './plan-relations.ts'
import type { Problem } from './problem.ts'
import type { Desk, Line, Spec } from './spec.ts'

/** What a line comes to, without what it takes to write it. */
export interface Outcome {
  line: number
  result: LineResult
  number: string | null
  itemId: string | null
  name: string
  changes: FieldChange[]
  problems: Problem[]
  isControlled: boolean
}

const piece = 1000

/** The whole file, piece by piece, so that not all of what it is about lies in memory at once. */
export const planFile = async (
  desk: Desk,
  lines: readonly Line[],
  { asksReason }: { asksReason: boolean },
): Promise<Outcome[]> => {
  const claims = noClaims()
  const outcomes: Outcome[] = []
  const ends: End[] = []
  const wishes: Wish[] = []
  for (let start = 0; start < lines.length; start += piece) {
    const part = lines.slice(start, start + piece)
    const plans = await planLines(desk, part, claims)
    for (const [index, planned] of plans.entries()) {
      const plan = asksReason ? planned : demandReason(planned, desk.spec.reason)
      const line = part[index]
      outcomes.push(outcomeOf(plan))
      const self = endOf(plan)
      if (self === null || line === undefined) continue
      ends.push(self)
      if (mayRelate(desk.spec, plan.item === null)) wishes.push(...wishesOf(desk, line, self))
    }
  }
  if (wishes.length > 0) await planRelations(desk, { outcomes, ends, wishes })
  return outcomes
}

/** Only new items, or only those that exist, may be what is asked for. */
export const mayRelate = ({ mode }: Spec, isNew: boolean): boolean =>
  mode === 'both' || (mode === 'create') === isNew

const outcomeOf = ({ line, result, item, after, changes, problems, isControlled }: Plan): Outcome => ({
  line,
  result,
  number: item?.number ?? null,
  itemId: item?.id ?? null,
  name: after?.name ?? '',
  changes,
  problems,
  isControlled,
})

const endOf = ({ line, result, item, type, after }: Plan): End | null =>
  result === 'error' || type === null || after === null || (result === 'nothing' && item === null)
    ? null
    : {
        id: item?.id ?? null,
        number: item?.number ?? null,
        line,
        name: after.name,
        type,
        clientId: after.clientId,
      }

/** A line whose relation cannot be is in error, and with it those that name the item which it would have made. */
const planRelations = async (
  { db, types }: Desk,
  { outcomes, ends, wishes }: { outcomes: Outcome[]; ends: End[]; wishes: Wish[] },
): Promise<void> => {
  const byLine = new Map(outcomes.map((outcome) => [outcome.line, outcome]))
  const isLost = (line: number) => byLine.get(line)?.result === 'error'
  let answers: Answer[] = []
  // A long chain of lines that hang on one in error: its end is refused when it is written.
  for (let round = 0, isSettled = false; !isSettled && round < 50; round++) {
    isSettled = true
    const left = ends.filter(({ line, id }) => line === null || id !== null || !isLost(line))
    answers = await answerWishes(db, {
      wishes: wishes.filter(({ line }) => !isLost(line)),
      ends: left,
      types,
    })
    for (const answer of answers) {
      const outcome = byLine.get(answer.wish.line)
      if ('others' in answer || outcome === undefined) continue
      outcome.problems = [...outcome.problems, answer.problem]
      outcome.result = 'error'
      isSettled = false
    }
  }
  const standing = await standingRelations(db, answers)
  for (const answer of answers) {
    const outcome = byLine.get(answer.wish.line)
    if (!('others' in answer) || outcome === undefined) continue
    const fresh = pairsOf(answer).filter(
      ({ from, to, kind }) =>
        from.id === null || to.id === null || !standing.has(`${from.id} ${kind.key} ${to.id}`),
    )
    if (fresh.length === 0) continue
    if (outcome.result === 'nothing') outcome.result = 'change'
    const field = `relation:${answer.wish.kind.key}:${answer.wish.isOutgoing ? 'out' : 'in'}`
    const after = fresh.map(({ other }) => other.number ?? other.name).join(', ')
    outcome.changes = [...outcome.changes, { field, before: null, after }]
  }
}
