import { Alert, Button, Group } from '@mantine/core'
import { IconArrowForwardUp, IconHistory } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useAt } from './item-filter.ts'

/** What is shown was: said so that nobody takes it for the present, with the way back. */
export const PastBanner = ({ of }: { of: 'list' | 'item' }) => {
  const { t } = useWords()
  const { date, short } = useTime()
  const { at, isDay } = useAt()
  const [given, set] = useFilters(['at'])
  if (at === null) return null
  const when = isDay ? date(given.at ?? '') : short(at)
  return (
    <Alert variant="light" color="yellow" icon={<IconHistory aria-hidden />} role="status" py="xs">
      <Group justify="space-between" gap="xs">
        <span>{t(of === 'list' ? 'configuration.past' : 'configuration.pastItem', { at: when })}</span>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowForwardUp size={14} aria-hidden />}
          onClick={() => set({ at: undefined })}
        >
          {t('configuration.backToNow')}
        </Button>
      </Group>
    </Alert>
  )
}
