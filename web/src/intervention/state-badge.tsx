import type { InterventionState } from '#contract/intervention/api.ts'
import { useWords } from '../platform/words.ts'
import { ToneBadge } from '../ui/tone-badge.tsx'

const tones = { planned: 'information', started: 'warning', done: 'success', cancelled: 'neutral' } as const

export const StateBadge = ({ state }: { state: InterventionState }) => {
  const { t } = useWords()
  return <ToneBadge tone={tones[state]}>{t(`intervention.state.${state}`)}</ToneBadge>
}
