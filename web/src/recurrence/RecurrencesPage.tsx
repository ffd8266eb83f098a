import { recurrenceApi, type Recurrence } from '#contract/recurrence/api.ts'
import { Stack, Text } from '@mantine/core'
import { IconAlertTriangleFilled, IconPlayerPause, IconRepeat } from '@tabler/icons-react'
import { useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'
import { KeptListPage } from '../settings/kept-list-page.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { RecurrenceForm } from './recurrence-form.tsx'
import { sayRhythm } from './say-rhythm.ts'

/** Tickets that come again: which rules make them, and when the next one comes. */
export const RecurrencesPage = () => {
  const words = useWords()
  const { t } = words
  const clients = useClients()
  const query = useAll(recurrenceApi.list, {})
  return (
    <KeptListPage<Recurrence>
      title={t('recurrence.title')}
      lead={t('recurrence.lead')}
      nameLabel={t('recurrence.name')}
      createLabel={t('recurrence.create')}
      emptyText={t('recurrence.emptyText')}
      icon={IconRepeat}
      query={query}
      columns={[
        {
          key: 'client',
          label: t('recurrence.client'),
          width: '12rem',
          isWide: true,
          render: ({ clientId }) =>
            clients.find(({ id }) => id === clientId)?.name ?? t('recurrence.internal'),
        },
        {
          key: 'rhythm',
          label: t('recurrence.rhythm'),
          render: ({ rhythm, time }) => sayRhythm(words, rhythm, time),
        },
        { key: 'next', label: t('recurrence.nextOne'), width: '18rem', render: (one) => <Next rule={one} /> },
      ]}
      form={RecurrenceForm}
    />
  )
}

const Next = ({ rule }: { rule: Recurrence }) => {
  const { t } = useWords()
  const { date } = useTime()
  const [next] = rule.next
  if (rule.isPaused) {
    return (
      <ToneBadge tone="caution" icon={<IconPlayerPause aria-hidden />}>
        {t('recurrence.paused')}
      </ToneBadge>
    )
  }
  if (rule.trouble !== null) {
    return (
      <Stack gap={2} align="flex-start">
        <ToneBadge tone="danger" icon={<IconAlertTriangleFilled aria-hidden />}>
          {t('recurrence.failed')}
        </ToneBadge>
        <Text size="xs">{t(`recurrence.troubles.${rule.trouble}`)}</Text>
      </Stack>
    )
  }
  return next === undefined ? t('recurrence.none') : date(next.dueOn)
}
