import { lineResults, type ImportCounts, type LineResult } from '#contract/import/shape.ts'
import { Paper, SimpleGrid, Text } from '@mantine/core'
import { useTime } from '../platform/time.ts'

/** Four figures: what a file comes to, or came to. */
export const Figures = ({
  counts,
  labelOf,
}: {
  counts: ImportCounts
  labelOf: (result: LineResult) => string
}) => {
  const { number } = useTime()
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} maw={720} spacing="xs">
      {lineResults.map((result) => (
        <Paper key={result} withBorder p="xs">
          <Text size="xl" fw={600} {...(result === 'error' && counts.error > 0 ? { c: 'danger' } : {})}>
            {number(counts[result])}
          </Text>
          <Text size="sm">{labelOf(result)}</Text>
        </Paper>
      ))}
    </SimpleGrid>
  )
}
