import type { Figures, Verdict } from '#contract/trend/shape.ts'
import { reasonsOf } from '#contract/trend/why.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'

/** The figures behind a verdict, in sentences. */
export const Why = ({ figures, verdict }: { figures: Figures; verdict: Verdict }) => {
  const { t } = useWords()
  const { number } = useTime()
  return (
    <>
      {reasonsOf(figures, verdict)
        .map(({ said, values: { n, expected, before, odds, recurs } }) =>
          t(`trend.why.${said}`, {
            n: number(n),
            expected: number(Math.round(expected * 10) / 10),
            before: number(before),
            odds: number(odds),
            recurs: number(recurs),
          }),
        )
        .join(' ')}
    </>
  )
}
