import { Group, Text } from '@mantine/core'
import { TypeIcon } from './type-icons.tsx'
import { useTypes } from './use-types.ts'

/** An item in a line of a list: the icon of its type, its name, its number. */
export const ItemName = ({ name, number, type }: { name: string; number: string; type: string }) => {
  const { of } = useTypes()
  return (
    <Group gap={6} wrap="nowrap">
      <TypeIcon name={of(type)?.icon} />
      <span>
        {name}{' '}
        <Text span size="xs" c="dimmed">
          {number}
        </Text>
      </span>
    </Group>
  )
}
