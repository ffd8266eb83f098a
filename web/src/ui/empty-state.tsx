import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** An empty screen teaches: what belongs here, why, and the button that makes the first one. */
export const EmptyState = ({ icon, title, children, action }: EmptyStateProps) => (
  <Stack align="center" gap="xs" py={48} px="md" ta="center">
    {icon !== undefined && (
      <Text c="petrol" component="div" aria-hidden>
        {icon}
      </Text>
    )}
    <Title order={2} size="h3">
      {title}
    </Title>
    <Text c="dimmed" size="sm" maw={460} component="div">
      {children}
    </Text>
    {action !== undefined && <div style={{ marginTop: 8 }}>{action}</div>}
  </Stack>
)

interface EmptyStateProps {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
}
