import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'

/** The same report on paper, and its items as a table. */
export const Files = ({ addressOf }: { addressOf: (format: 'pdf' | 'csv') => string }) => {
  const { t } = useWords()
  return (['pdf', 'csv'] as const).map((format) => (
    <Button
      key={format}
      component="a"
      variant="default"
      href={addressOf(format)}
      download
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t(`report.${format}`)}
    </Button>
  ))
}
