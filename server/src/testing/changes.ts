import { changeApi } from '#contract/change/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import type { Someone } from './makers.ts'
import { move } from './world.ts'

type Given = Partial<InputOf<typeof changeApi.create>>

interface Hands {
  by: Someone
  manager: Someone
}

/** All that is said before somebody is asked. */
export const wholeChange = {
  title: 'Remplacer le pare-feu',
  type: 'normal' as const,
  severity: 2,
  impact: 3,
  reason: 'Il n’est plus maintenu',
  testPlan: 'Essai au labo',
  backOutPlan: 'Remettre l’ancien',
  risk: { untested: false, hardToReverse: 1, experience: 2 } as const,
  window: { from: '2026-03-05T18:00:00Z', to: '2026-03-05T20:00:00Z' },
}

/** A change that waits for those who decide: asked for by one, submitted by another. */
export const aSubmittedChange = async ({ by, manager }: Hands, given: Given = {}): Promise<string> => {
  const { number } = await by.caller.get(changeApi.create, { ...wholeChange, ...given })
  await move(manager, number, 'admit')
  if (given.type !== 'emergency') await move(manager, number, 'assess')
  await move(manager, number, 'submit')
  return number
}

/** What an emergency says: no tests, no questionnaire. */
export const aSubmittedEmergency = (hands: Hands, given: Given = {}): Promise<string> =>
  aSubmittedChange(hands, {
    type: 'emergency',
    severity: 2,
    impact: 2,
    testPlan: undefined,
    risk: undefined,
    ...given,
  })
