import { take } from '../procedure/index.ts'
import { arrive } from './arrive.ts'
import { engineFacts } from './facts.ts'
import { judgementOf, readFacts, visitedSteps } from './load.ts'
import type { RecordRow, Work } from './process.ts'

const isUnderWay = ({ phase }: RecordRow): boolean => phase === 'new' || phase === 'active'

/** Those who called about the same trouble are restored with it: each record goes on to its own client's confirmation. */
export const restoreChildren = async (before: Work, after: Work): Promise<void> => {
  const { context, row, facts } = after
  if (row.kind !== 'INC' || !isUnderWay(before.row) || isUnderWay(row) || row.phase === 'cancelled') return
  const children = await context.db
    .selectFrom('record')
    .selectAll()
    .where('parent_id', '=', row.id)
    .where('phase', 'in', ['new', 'active'])
    .orderBy('id')
    .forUpdate()
    .execute()
  const restored = {
    isApplied: true,
    solution: facts['solution'],
    ...(facts['causeCode'] === undefined ? {} : { causeCode: facts['causeCode'] }),
    causeKnown: facts['causeKnown'] ?? false,
  }
  for (const child of children) {
    await restore(
      {
        context,
        row: { ...child, resolved_at: context.now },
        facts: { ...readFacts(child.facts), ...restored },
        judgement: await judgementOf(context, child),
      },
      child,
    )
  }
}

/** By the step that restores, whatever its procedure calls it. */
const restore = async (work: Work, before: RecordRow): Promise<void> => {
  const { content } = work.judgement.procedure
  const step = content.steps.find(({ activities }) => activities.some(({ name }) => name === 'resolve'))
  const [move] = step?.moves ?? []
  if (step === undefined || move === undefined) return
  const facts = await engineFacts(work, await visitedSteps(work.context, before))
  await arrive(work, {
    arrival: {
      advance: take(content, { step: step.id, move: move.id }, facts),
      why: 'record-move',
      move: 'restored-with-parent',
    },
    step: null,
    fields: {},
    onBehalfOf: null,
    before,
  })
}
