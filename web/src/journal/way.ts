import type { Path } from '#contract/record/shape.ts'
import type { z } from 'zod'
import type { Telling } from './telling.ts'

type Hop = z.infer<typeof Path>[number]

/** The way through the procedure in words: « I01 Enregistrer, I02 Classer passées d’elles-mêmes ». */
export const wayOf = (path: readonly Hop[], telling: Telling): readonly string[] =>
  runsOf(path).flatMap((run) => {
    const { t, say, procedure } = telling
    const steps = run
      .map(({ element: id }) => t('journal.say.step', { id, label: say(procedure.step(id)) }))
      .join(', ')
    switch (run[0]?.why) {
      case 'self-passed':
        return [t('journal.say.passed', { count: run.length, steps })]
      case 'confirmed-by-voice':
        return [t('journal.say.byVoice', { steps })]
      case 'timer':
        return [t('journal.say.byTimer', { steps })]
      default:
        return []
    }
  })

const told: ReadonlySet<string> = new Set(['self-passed', 'confirmed-by-voice', 'timer'])

/** Hops that passed for the same reason, one after the other. */
const runsOf = (path: readonly Hop[]): readonly (readonly Hop[])[] => {
  const runs: Hop[][] = []
  for (const hop of path.filter(({ why }) => told.has(why))) {
    const last = runs.at(-1)
    if (last?.[0]?.why === hop.why) last.push(hop)
    else runs.push([hop])
  }
  return runs
}
