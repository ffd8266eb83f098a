import { reportApi } from '#contract/report/api.ts'
import { Group, Stack, Title } from '@mantine/core'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { VerdictBadge } from '../report/verdict.tsx'
import { TextLink } from '../ui/app-link.tsx'

/** The latest reports on what the company has; without any there is nothing to say. */
export const Reports = () => {
  const { t } = useWords()
  const { day } = useTime()
  const { data } = useApi(reportApi.list, { limit: 3 })
  if (data === undefined || data.items.length === 0) return null
  return (
    <section>
      <Title order={2} mb="xs">
        {t('report.portal.title')}
      </Title>
      <Stack gap="xs">
        {data.items.map(({ id, from, at, verdict }) => (
          <Group key={id} gap="sm">
            <TextLink href={`/portail/parc/rapports/${id}`}>
              {t('report.period', { from: day(from), at: day(at) })}
            </TextLink>
            <VerdictBadge verdict={verdict} />
          </Group>
        ))}
        <TextLink href="/portail/parc/rapports">{t('report.portal.back')}</TextLink>
      </Stack>
    </section>
  )
}
