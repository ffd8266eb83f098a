import type { LicenceState, Reason } from '#contract/licence/shape.ts'
import { IconAlertTriangle, IconCircleCheck, IconClockOff, IconHelp, IconMoon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../platform/words.ts'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'

const looks: Record<LicenceState, { tone: Tone; icon: ReactNode }> = {
  ok: { tone: 'success', icon: <IconCircleCheck aria-hidden /> },
  'over-used': { tone: 'danger', icon: <IconAlertTriangle aria-hidden /> },
  expired: { tone: 'danger', icon: <IconClockOff aria-hidden /> },
  unused: { tone: 'caution', icon: <IconMoon aria-hidden /> },
  'not-counted': { tone: 'neutral', icon: <IconHelp aria-hidden /> },
}

export const LicenceBadge = ({ state }: { state: LicenceState }) => {
  const { t } = useWords()
  return <ToneBadge {...looks[state]}>{t(`licence.states.${state}`)}</ToneBadge>
}

/** Why a licence is judged so, in sentences. */
export const useReasons = (): ((because: readonly Reason[]) => string[]) => {
  const { t } = useWords()
  return (because) => because.map(({ code, count }) => t(`licence.because.${code}`, { count }))
}
