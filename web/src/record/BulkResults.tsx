import { Button, Modal, Stack, Table } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import type { BulkResult } from './use-bulk.ts'

/** Line by line: done, or why not. */
export const BulkResults = ({
  results,
  onClose,
}: {
  results: readonly BulkResult[]
  onClose: () => void
}) => {
  const { t } = useWords()
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('record.bulk.results')}
      closeButtonProps={{ 'aria-label': t('record.bulk.close') }}
    >
      <Stack gap="sm">
        <Table aria-label={t('record.bulk.results')}>
          <Table.Tbody>
            {results.map(({ number, title, fault }) => (
              <Table.Tr key={number}>
                <Table.Td>
                  <TextLink href={`/tickets/${number}`}>{number}</TextLink> {title}
                </Table.Td>
                <Table.Td {...(fault === null ? {} : { c: 'var(--mantine-color-error)' })}>
                  {fault ?? t('record.bulk.resultDone')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Button data-autofocus onClick={onClose} style={{ alignSelf: 'end' }}>
          {t('record.bulk.close')}
        </Button>
      </Stack>
    </Modal>
  )
}
