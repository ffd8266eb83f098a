import { ExportFormat, importApi } from '#contract/import/api.ts'
import { Button, Menu } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import type { ItemFilter } from '../configuration/item-filter.ts'
import { addressOf } from '../platform/api.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'

/** The list as a file, and lists from files. */
export const ItemFiles = ({ filter, mayImport }: { filter: ItemFilter; mayImport: boolean }) => {
  const { t } = useWords()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconFileSpreadsheet size={16} aria-hidden />}>
          {t('import.files')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayImport && (
          <Menu.Item component={AppLink} href="/parc/import">
            {t('import.title')}
          </Menu.Item>
        )}
        {ExportFormat.options.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={addressOf(importApi.export, { ...filter, format })}
            download
          >
            {t(`import.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
