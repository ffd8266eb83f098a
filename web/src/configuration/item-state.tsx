import type { CiState } from '#contract/configuration/shape.ts'
import {
  IconCalendarPlus,
  IconCircleCheck,
  IconFlask,
  IconLock,
  IconPackage,
  IconPackageOff,
  IconShoppingCart,
  IconTool,
  IconTrash,
} from '@tabler/icons-react'
import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../platform/words.ts'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'

/** Where an item is in its life. */
export const StateBadge = ({ state }: { state: CiState }) => {
  const { t } = useWords()
  const { tone, icon } = states[state]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`configuration.states.${state}`)}
    </ToneBadge>
  )
}

/** Followed or controlled, and what that means. */
export const ControlBadge = ({ control }: { control: 'followed' | 'controlled' }) => {
  const { t } = useWords()
  return (
    <Tooltip label={t(`configuration.controlHelp.${control}`)} multiline maw={320}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what it means is read by keyboard, too */}
      <span tabIndex={0}>
        <ToneBadge
          tone={control === 'controlled' ? 'accent' : 'neutral'}
          icon={control === 'controlled' ? <IconLock aria-hidden /> : undefined}
        >
          {t(`configuration.control.${control}`)}
        </ToneBadge>
      </span>
    </Tooltip>
  )
}

const states: Record<CiState, { tone: Tone; icon: ReactNode }> = {
  planned: { tone: 'information', icon: <IconCalendarPlus aria-hidden /> },
  ordered: { tone: 'information', icon: <IconShoppingCart aria-hidden /> },
  'in-stock': { tone: 'neutral', icon: <IconPackage aria-hidden /> },
  'in-test': { tone: 'caution', icon: <IconFlask aria-hidden /> },
  'in-service': { tone: 'success', icon: <IconCircleCheck aria-hidden /> },
  'in-repair': { tone: 'warning', icon: <IconTool aria-hidden /> },
  retired: { tone: 'neutral', icon: <IconPackageOff aria-hidden /> },
  disposed: { tone: 'neutral', icon: <IconTrash aria-hidden /> },
}
