import type { LineResult } from '#contract/import/shape.ts'
import { IconAlertTriangle, IconEqual, IconPencil, IconPlus } from '@tabler/icons-react'
import { ToneBadge } from '../ui/tone-badge.tsx'

const looks = {
  create: { tone: 'success', icon: <IconPlus aria-hidden /> },
  change: { tone: 'information', icon: <IconPencil aria-hidden /> },
  nothing: { tone: 'neutral', icon: <IconEqual aria-hidden /> },
  error: { tone: 'danger', icon: <IconAlertTriangle aria-hidden /> },
} as const

export const ResultBadge = ({ result, label }: { result: LineResult; label: string }) => {
  const { tone, icon } = looks[result]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {label}
    </ToneBadge>
  )
}
