import type { ServiceHours } from '#contract/calendar/api.ts'
import { IconClock, IconMoon } from '@tabler/icons-react'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { useOpenState } from './use-hours.ts'

/** Whether somebody is there now, and until when. */
export const OpenBadge = ({ hours }: { hours: ServiceHours }) => {
  const state = useOpenState()
  return (
    <ToneBadge
      tone={hours.isOpen ? 'success' : 'neutral'}
      icon={hours.isOpen ? <IconClock aria-hidden /> : <IconMoon aria-hidden />}
    >
      {state(hours)}
    </ToneBadge>
  )
}
