import type { KnownErrorState } from '#contract/problem/shape.ts'
import { IconAlertTriangle, IconBan, IconCircleCheck, IconHandStop } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'

const looks = {
  open: { tone: 'warning', icon: <IconAlertTriangle aria-hidden /> },
  accepted: { tone: 'caution', icon: <IconHandStop aria-hidden /> },
  solved: { tone: 'success', icon: <IconCircleCheck aria-hidden /> },
  withdrawn: { tone: 'neutral', icon: <IconBan aria-hidden /> },
} as const satisfies Record<KnownErrorState, { tone: Tone; icon: React.ReactNode }>

export const StateBadge = ({ state }: { state: KnownErrorState }) => {
  const { t } = useWords()
  const { tone, icon } = looks[state]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`problem.state.${state}`)}
    </ToneBadge>
  )
}
