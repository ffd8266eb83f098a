import { potApi } from '#contract/pot/api.ts'
import { Group, Text } from '@mantine/core'
import { useApi } from '../platform/query.ts'
import { PotLeft } from './pot-meter.tsx'

/** What is left of the hours that work on this ticket goes to, where it is written down. */
export const RecordPot = ({ number }: { number: string }) => {
  const { data } = useApi(potApi.ofRecord, { number })
  if (data === undefined || data.pot === null) return null
  return (
    <Group gap={6} mt={6}>
      <Text size="sm" c="dimmed">
        {data.pot.name}
      </Text>
      <PotLeft pot={data.pot} />
    </Group>
  )
}
