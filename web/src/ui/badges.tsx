import type { Phase } from '#contract/procedure/shape.ts'
import type { HoldReason } from '#contract/record/shape.ts'
import {
  IconAlertTriangleFilled,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconFlag3Filled,
  IconLock,
  IconPlayerPauseFilled,
  IconProgress,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../platform/words.ts'
import { ToneBadge, type Tone } from './tone-badge.tsx'

/** How far a ticket is; `label` says the step in the procedure's own words instead. */
export const PhaseBadge = ({ phase, label }: { phase: Phase; label?: string }) => {
  const { t } = useWords()
  const { tone, icon } = phases[phase]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {label ?? t(`shell.phase.${phase}`)}
    </ToneBadge>
  )
}

/** « P2 »; `label` is the grid's own word for it (« P2 – élevée »). */
export const PriorityBadge = ({ priority, label }: { priority: number | null; label?: string }) => {
  const { t } = useWords()
  if (priority === null) return <ToneBadge tone="neutral">{t('shell.priority.none')}</ToneBadge>
  return (
    <ToneBadge
      tone={toneOfPriority(priority)}
      icon={<IconFlag3Filled aria-hidden />}
      title={t('shell.priority.label', { value: priority })}
    >
      {label ?? `P${priority}`}
    </ToneBadge>
  )
}

/** Why a ticket waits. */
export const HeldBadge = ({ held }: { held: HoldReason | null }) => {
  const { t } = useWords()
  if (held === null) return null
  return (
    <ToneBadge tone="caution" icon={<IconPlayerPauseFilled aria-hidden />}>
      {t(`shell.held.${held}`)}
    </ToneBadge>
  )
}

export const MajorBadge = () => {
  const { t } = useWords()
  return (
    <ToneBadge tone="danger" icon={<IconAlertTriangleFilled aria-hidden />}>
      {t('shell.priority.major')}
    </ToneBadge>
  )
}

export const toneOfPriority = (priority: number): Tone =>
  (['danger', 'warning', 'caution', 'information'] as const)[priority - 1] ?? 'neutral'

const phases: Record<Phase, { tone: Tone; icon: ReactNode }> = {
  new: { tone: 'information', icon: <IconCircleDashed aria-hidden /> },
  active: { tone: 'accent', icon: <IconProgress aria-hidden /> },
  resolved: { tone: 'success', icon: <IconCircleCheck aria-hidden /> },
  closed: { tone: 'neutral', icon: <IconLock aria-hidden /> },
  cancelled: { tone: 'neutral', icon: <IconBan aria-hidden /> },
}
