import { Button, Code, Collapse, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFingerprint } from '@tabler/icons-react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import type { Entry } from './telling.ts'

/** The chain itself, for who wants to see it: a fold away. */
export const Proof = ({ entries }: { entries: readonly Entry[] }) => {
  const { t } = useWords()
  const { exact } = useTime()
  const [isOpen, { toggle }] = useDisclosure(false)
  return (
    <div>
      <Button
        mt="sm"
        ml={-8}
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<IconFingerprint size={14} aria-hidden />}
        aria-expanded={isOpen}
        onClick={toggle}
      >
        {t('journal.hashes')}
      </Button>
      <Collapse expanded={isOpen}>
        <Text size="xs" c="dimmed" my="xs">
          {t('journal.hashesText')}
        </Text>
        <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table fz="xs" verticalSpacing={3}>
            <Table.Thead>
              <Table.Tr>
                {(['seq', 'at', 'who', 'event', 'hash'] as const).map((column) => (
                  <Table.Th key={column}>{t(`journal.${column}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {isOpen &&
                entries.map(({ id, seq, at, actor, event, hash }) => (
                  <Table.Tr key={id}>
                    <Table.Td>{seq}</Table.Td>
                    <Table.Td>{exact(at)}</Table.Td>
                    <Table.Td>{actor?.name ?? t('journal.system')}</Table.Td>
                    <Table.Td>{event}</Table.Td>
                    <Table.Td>
                      <Code title={hash}>{hash.slice(0, 16)}…</Code>
                    </Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Collapse>
    </div>
  )
}
