import { teller, type Teller } from './telling.ts'

/** What happens at a review of trends. */
export const trendTellers: Readonly<Record<string, Teller>> = {
  'trend.gathered': teller('trend.gathered', ({ from, to, total, findings }, { t, who, times }) => [
    t('trend.say.gathered', {
      who,
      count: findings.length,
      total,
      from: times.date(from),
      to: times.date(to),
    }),
  ]),
  'trend.decided': teller('trend.decided', ({ name, decision, reason, problem }, { t, say, who }) => [
    t(`trend.say.decided.${decision}`, {
      who,
      name: say(name),
      reason: reason ?? '',
      problem: problem ?? '',
    }),
  ]),
  'trend.signed': teller('trend.signed', (_, { t, who }) => [t('trend.say.signed', { who })]),
}
