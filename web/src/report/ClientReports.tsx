import { reportApi } from '#contract/report/api.ts'
import { Group, Stack, Text, Title } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { VerdictBadge } from './verdict.tsx'

/** On the page of a client: its configuration now, and the last reports that it got. */
export const ClientReports = ({ clientId }: { clientId: string }) => {
  const { t } = useWords()
  const { day } = useTime()
  const { data, error } = useApi(reportApi.list, { client: clientId, limit: 3 })
  return (
    <section>
      <Title order={2} mb="xs">
        {t('report.ofClient')}
      </Title>
      <ProblemAlert error={error} />
      <Stack gap="xs">
        <Group gap="lg">
          <TextLink href={`/clients/${clientId}/configuration`} fw={600}>
            {t('report.preview')}
          </TextLink>
          {data !== undefined && data.items.length > 0 && (
            <TextLink href={`/parc/rapports?client=${clientId}`}>{t('report.all')}</TextLink>
          )}
        </Group>
        {data?.items.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('report.list.none')}
          </Text>
        )}
        {data?.items.map(({ id, from, at, verdict }) => (
          <Group key={id} gap="sm">
            <TextLink href={`/parc/rapports/${id}`}>
              {t('report.period', { from: day(from), at: day(at) })}
            </TextLink>
            <VerdictBadge verdict={verdict} />
          </Group>
        ))}
      </Stack>
    </section>
  )
}
