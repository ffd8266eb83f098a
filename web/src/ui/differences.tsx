import { Code, Table, Text } from '@mantine/core'
import { asText } from '../platform/plain.ts'
import { useWords } from '../platform/words.ts'

export interface Difference {
  path: string
  before?: unknown
  after?: unknown
}

/** What changed between two versions: where, what stood there, what stands there now. */
export const Differences = ({ items, labelOf }: DifferencesProps) => {
  const { t } = useWords()
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('shell.differences.none')}
      </Text>
    )
  }
  return (
    <Table verticalSpacing={6} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('shell.differences.path')}</Table.Th>
          <Table.Th>{t('shell.differences.before')}</Table.Th>
          <Table.Th>{t('shell.differences.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ path, before, after }) => (
          <Table.Tr key={path}>
            <Table.Td>{labelOf?.(path) ?? <Code style={{ overflowWrap: 'anywhere' }}>{path}</Code>}</Table.Td>
            <Table.Td>
              <PlainValue value={before} />
            </Table.Td>
            <Table.Td>
              <PlainValue value={after} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

interface DifferencesProps {
  items: readonly Difference[]
  /** A person's name for a path; without one the path itself is shown. */
  labelOf?: ((path: string) => string | null) | undefined
}

/** Any value as people read it. */
export const PlainValue = ({ value }: { value: unknown }) => {
  const { t } = useWords()
  if (value === undefined || value === null || value === '') {
    return (
      <Text span size="sm" c="dimmed" fs="italic">
        {t('error.empty')}
      </Text>
    )
  }
  if (typeof value === 'boolean') return t(value ? 'error.yes' : 'error.no')
  if (typeof value === 'object')
    return (
      <Code block style={{ whiteSpace: 'pre-wrap' }}>
        {JSON.stringify(value, null, 2)}
      </Code>
    )
  return <span style={{ overflowWrap: 'anywhere' }}>{asText(value)}</span>
}
