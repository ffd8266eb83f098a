import type { Role } from '#contract/role.ts'
import { Group, Tooltip } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** A role by its name, with its code; what it may do on hover and focus. */
export const RoleChip = ({ role }: { role: Role }) => {
  const { t } = useWords()
  return (
    <Tooltip label={`${role} – ${t(`person.role.${role}.text`)}`} w={300}>
      <span style={{ display: 'inline-flex', maxWidth: '100%' }}>
        <ToneBadge tone={role === 'D' ? 'accent' : 'neutral'}>{t(`person.role.${role}.name`)}</ToneBadge>
      </span>
    </Tooltip>
  )
}

export const RoleChips = ({ roles }: { roles: readonly Role[] }) => (
  <Group gap={4}>
    {roles.map((role) => (
      <RoleChip key={role} role={role} />
    ))}
  </Group>
)
