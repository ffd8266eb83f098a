import type { Path } from '#contract/record/shape.ts'
import type { z } from 'zod'
import type { Telling } from './telling.ts'

/** The way through the procedure in words: « I01 Enregistrer, I02 Classer : passées d’elles-mêmes ». */
export const wayOf = (path: z.infer<typeof Path>, { t, say, procedure }: Telling): readonly string[] => {
  const named = (why: string) =>
    path
      .filter((hop) => hop.why === why)
      .map(({ element }) => `${element} « ${say(procedure.step(element))} »`)
  const passed = named('self-passed')
  const byVoice = named('confirmed-by-voice')
  const byTimer = named('timer')
  return [
    ...(passed.length === 0
      ? []
      : [t('journal.say.passed', { count: passed.length, steps: passed.join(', ') })]),
    ...(byVoice.length === 0 ? [] : [t('journal.say.byVoice', { steps: byVoice.join(', ') })]),
    ...(byTimer.length === 0 ? [] : [t('journal.say.byTimer', { steps: byTimer.join(', ') })]),
  ]
}
