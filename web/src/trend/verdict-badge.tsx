import type { TrendLine, Verdict } from '#contract/trend/shape.ts'
import {
  IconArrowDownRight,
  IconArrowUpRight,
  IconDots,
  IconMinus,
  IconRepeat,
  IconSnowflake,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../platform/words.ts'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'

/** What is claimed, and what came three times whatever is claimed. */
export const VerdictBadges = ({
  verdict,
  recurs,
  standsOut,
}: Pick<TrendLine, 'verdict' | 'recurs' | 'standsOut'>) => {
  const { t } = useWords()
  const { tone, icon } = looks[verdict]
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 4 }}>
      <ToneBadge tone={tone} icon={icon}>
        {t(`trend.verdict.${verdict}`)}
      </ToneBadge>
      {recurs !== null && standsOut && (
        <ToneBadge tone="caution" icon={<IconRepeat aria-hidden />}>
          {t('trend.recurring', { n: recurs })}
        </ToneBadge>
      )}
    </span>
  )
}

const looks: Readonly<Record<Verdict, { tone: Tone; icon: ReactNode }>> = {
  rises: { tone: 'danger', icon: <IconArrowUpRight aria-hidden /> },
  falls: { tone: 'success', icon: <IconArrowDownRight aria-hidden /> },
  stable: { tone: 'neutral', icon: <IconMinus aria-hidden /> },
  seasonal: { tone: 'information', icon: <IconSnowflake aria-hidden /> },
  'too-few': { tone: 'neutral', icon: <IconDots aria-hidden /> },
}
