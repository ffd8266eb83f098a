import type { Finding } from '#contract/verification/shape.ts'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { ToneBadge } from '../ui/tone-badge.tsx'

const shown = {
  right: { tone: 'success', icon: <IconCircleCheck aria-hidden /> },
  different: { tone: 'warning', icon: <IconAlertTriangle aria-hidden /> },
  missing: { tone: 'danger', icon: <IconCircleX aria-hidden /> },
} as const

export const ResultBadge = ({ result }: { result: Finding }) => {
  const { t } = useWords()
  return <ToneBadge {...shown[result]}>{t(`verification.result.${result}`)}</ToneBadge>
}
