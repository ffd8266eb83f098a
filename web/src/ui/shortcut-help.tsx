import { Kbd, Modal, Table, Text } from '@mantine/core'
import { useActiveShortcuts } from '../platform/shortcuts.ts'
import { useWords } from '../platform/words.ts'
import { paletteKey } from './palette-door.tsx'

/** The keys that mean something here. */
export const ShortcutHelp = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords()
  const shortcuts = useActiveShortcuts()
  return (
    <Modal opened onClose={onClose} title={t('shell.shortcuts.title')}>
      <Table>
        <Table.Tbody>
          <Row keys={paletteKey} label={t('shell.shortcuts.palette')} />
          {shortcuts.map(({ key, label }) => (
            <Row key={key} keys={key} label={label} />
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt="sm">
        {t('shell.shortcuts.off')}
      </Text>
    </Modal>
  )
}

const Row = ({ keys, label }: { keys: string; label: string }) => (
  <Table.Tr>
    <Table.Td w={110}>
      <Kbd>{keys}</Kbd>
    </Table.Td>
    <Table.Td>{label}</Table.Td>
  </Table.Tr>
)
