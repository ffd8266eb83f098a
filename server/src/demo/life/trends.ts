import { trendApi } from '#contract/trend/api.ts'
import type { Finding } from '#contract/trend/shape.ts'
import type { Someone } from '../world.ts'

/** Each finding of a review is decided, as a small firm would: what rises is looked into, what comes often is watched, the usual is dismissed. */
export const decideTrends = async ({ voice }: Someone, number: string): Promise<void> => {
  const { findings } = await voice.call(trendApi.readReview, { number })
  let opened = 0
  for (const finding of findings.filter(({ decision }) => decision === null)) {
    const isNew = opened === 0 && isWorth(finding)
    if (isNew) opened++
    await voice.call(trendApi.decide, {
      number,
      id: finding.id,
      ...(isNew
        ? { decision: 'problem', title: `Récurrence : ${finding.name.fr}`.slice(0, 300), level: 3 }
        : decisionOn(finding)),
    })
  }
}

/** One problem at a time: the strongest item or title that the reviews before have not dealt with. */
const isWorth = ({ by, figures, before }: Finding): boolean =>
  (by === 'ci' || by === 'text') && figures.n >= 3 && before?.decision !== 'problem'

const decisionOn = ({
  by,
  verdict,
  before,
}: Finding): { decision: 'watch' } | { decision: 'dismiss'; reason: string } => {
  if (before?.decision === 'problem')
    return { decision: 'dismiss', reason: 'Le problème ouvert à la revue précédente s’en occupe.' }
  if (verdict === 'rises' || by === 'text') return { decision: 'watch' }
  return {
    decision: 'dismiss',
    reason:
      by === 'service'
        ? 'Volume habituel pour ce service.'
        : 'Incidents sans lien entre eux, vus un à un en revue des tickets.',
  }
}
