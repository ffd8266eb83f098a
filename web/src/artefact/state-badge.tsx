import type { Artefact, VersionState } from '#contract/artefact/api.ts'
import {
  IconArchive,
  IconBan,
  IconBulb,
  IconCalendarTime,
  IconCircleCheck,
  IconPencil,
  IconSend,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../platform/words.ts'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'

type Shown = VersionState | 'proposition'

/** Where a version is in its life. */
export const StateBadge = ({ state }: { state: Shown }) => {
  const { t } = useWords()
  const { tone, icon } = states[state]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`artefact.state.${state}`)}
    </ToneBadge>
  )
}

/** What an artefact shows of itself in lists: a proposition until somebody approves it. */
export const stateOf = ({ inForce, latest, isProposition }: Artefact): Shown => {
  if (inForce !== null) return 'in-force'
  return isProposition ? 'proposition' : (latest?.state ?? 'draft')
}

const states: Record<Shown, { tone: Tone; icon: ReactNode }> = {
  draft: { tone: 'information', icon: <IconPencil aria-hidden /> },
  submitted: { tone: 'caution', icon: <IconSend aria-hidden /> },
  approved: { tone: 'accent', icon: <IconCalendarTime aria-hidden /> },
  'in-force': { tone: 'success', icon: <IconCircleCheck aria-hidden /> },
  superseded: { tone: 'neutral', icon: <IconArchive aria-hidden /> },
  rejected: { tone: 'danger', icon: <IconBan aria-hidden /> },
  proposition: { tone: 'caution', icon: <IconBulb aria-hidden /> },
}
