import { IconFlag3Filled } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { toneOfPriority } from '../ui/badges.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** « N2 »; `label` is the level in the firm's own word. */
export const LevelBadge = ({ level, label }: { level: number | null; label?: string }) => {
  const { t } = useWords()
  if (level === null) return <ToneBadge tone="neutral">{t('problem.level.none')}</ToneBadge>
  const short = t('problem.level.short', { level })
  return (
    <ToneBadge tone={toneOfPriority(level)} icon={<IconFlag3Filled aria-hidden />}>
      {label === undefined ? short : `${short} – ${label}`}
    </ToneBadge>
  )
}
