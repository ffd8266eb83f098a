import type { ArticleState, ArticleVisibility } from '#contract/knowledge/api.ts'
import {
  IconArchive,
  IconBan,
  IconBuilding,
  IconCircleCheck,
  IconLock,
  IconPencil,
  IconSend,
  IconWorld,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../platform/words.ts'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'

/** Where an article is in its life. */
export const ArticleBadge = ({ state }: { state: ArticleState }) => {
  const { t } = useWords()
  const { tone, icon } = states[state]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {t(`knowledge.state.${state}`)}
    </ToneBadge>
  )
}

const states: Record<ArticleState, { tone: Tone; icon: ReactNode }> = {
  draft: { tone: 'information', icon: <IconPencil aria-hidden /> },
  submitted: { tone: 'caution', icon: <IconSend aria-hidden /> },
  rejected: { tone: 'danger', icon: <IconBan aria-hidden /> },
  published: { tone: 'success', icon: <IconCircleCheck aria-hidden /> },
  withdrawn: { tone: 'neutral', icon: <IconArchive aria-hidden /> },
}

/** Who reads it: a client is named. */
export const VisibilityBadge = ({ visibility, clientName }: VisibilityProps) => {
  const { t } = useWords()
  const icons = {
    staff: <IconLock aria-hidden />,
    client: <IconBuilding aria-hidden />,
    clients: <IconWorld aria-hidden />,
  }
  return (
    <ToneBadge tone={visibility === 'staff' ? 'neutral' : 'accent'} icon={icons[visibility]}>
      {visibility === 'client' && clientName !== null ? clientName : t(`knowledge.visibility.${visibility}`)}
    </ToneBadge>
  )
}

interface VisibilityProps {
  visibility: ArticleVisibility
  clientName: string | null
}
