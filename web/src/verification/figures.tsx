import type { Figures, Share } from '#contract/verification/shape.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import style from './verification.module.css'

/** « 96,7 % (29/30) »; of nothing there is no share. */
export const useShare = () => {
  const { t } = useWords()
  const { percent } = useTime()
  return ({ part, of }: Share): string =>
    of === 0 ? t('verification.nothing') : t('verification.share', { percent: percent(part / of), part, of })
}

export const FigureLine = ({ figures }: { figures: Figures }) => {
  const { t } = useWords()
  const share = useShare()
  const lines = [
    [t('verification.progress'), `${figures.verified}/${figures.total}`],
    [t('verification.accuracy'), share(figures.accuracy)],
    [t('verification.completeness'), share(figures.completeness)],
  ] as const
  return (
    <dl className={style['figures']}>
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
