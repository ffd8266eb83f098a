import { trendApi } from '#contract/trend/api.ts'
import type { Finding } from '#contract/trend/shape.ts'
import type { Someone } from '../world.ts'
import { look } from './tell.ts'

/** Each finding of a review is decided, as a small firm would: what rises is looked into, what comes often is watched, the usual is dismissed. */
export const decideTrends = async (someone: Someone, number: string): Promise<void> => {
  const { voice } = someone
  const { findings } = await voice.call(trendApi.readReview, { number })
  let opened = 0
  for (const finding of findings.filter(({ decision }) => decision === null)) {
    const isNew = opened === 0 && isWorth(finding)
    if (isNew) opened++
    await voice.call(trendApi.decide, {
      number,
      id: finding.id,
      ...(isNew
        ? { decision: 'problem', title: await titleOf(someone, finding), level: 3 }
        : decisionOn(finding)),
    })
  }
}

/** Words that titles share make no title: the latest of them does. */
const titleOf = async (someone: Someone, { by, name, incidents }: Finding): Promise<string> => {
  const [latest] = incidents
  const said = by === 'text' && latest !== undefined ? (await look(someone, latest)).title : name.fr
  return `Récurrence : ${said}`.slice(0, 300)
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
