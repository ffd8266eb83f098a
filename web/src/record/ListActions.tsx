import { recordApi } from '#contract/record/api.ts'
import { ActionIcon, Button, Checkbox, Popover, Stack, Tooltip } from '@mantine/core'
import { IconColumns, IconDownload } from '@tabler/icons-react'
import { addressOf } from '../platform/api.ts'
import { useWords } from '../platform/words.ts'
import { columnKeys, type ColumnKey } from './columns.tsx'
import { useListFilter } from './list-filter.ts'

/** Which columns to show. */
export const ColumnChoice = ({ chosen, onChange }: ColumnChoiceProps) => {
  const { t } = useWords()
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns size={16} aria-hidden />}>
          {t('record.list.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group
          label={t('record.list.chooseColumns')}
          value={[...chosen]}
          onChange={(keys) => onChange(columnKeys.filter((key) => keys.includes(key)))}
        >
          <Stack gap={8} mt="xs">
            {columnKeys.map((key) => (
              <Checkbox key={key} value={key} label={t(`record.column.${key}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  )
}

interface ColumnChoiceProps {
  chosen: readonly ColumnKey[]
  onChange: (keys: readonly ColumnKey[]) => void
}

/** The same list as a file. */
export const CsvButton = () => {
  const { t } = useWords()
  const filter = useListFilter()
  const label = t('record.list.csv')
  return (
    <Tooltip label={label}>
      <ActionIcon
        component="a"
        href={addressOf(recordApi.export, filter)}
        download
        size={36}
        variant="default"
        aria-label={label}
      >
        <IconDownload size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
