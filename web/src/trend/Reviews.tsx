import { trendApi } from '#contract/trend/api.ts'
import { Stack, Text, Title } from '@mantine/core'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'

/** What was decided of trends, month by month. */
export const Reviews = () => {
  const { t } = useWords()
  const { date } = useTime()
  const { data } = useApi(trendApi.reviews, {})
  if (data === undefined) return null
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('trend.reviewsTitle')}
      </Title>
      {data.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('trend.reviewsNone')}
        </Text>
      ) : (
        <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
          {data.items.map(({ number, from, to, findings, problems, isOpen, signedBy }) => (
            <li key={number}>
              <TextLink href={`/tickets/${number}`}>{number}</TextLink>{' '}
              <Text span size="sm">
                {t('trend.span', { from: date(from), to: date(to) })} ·{' '}
                {t('trend.reviewLine', { count: findings, problems })}
                {isOpen ? ` · ${t('trend.reviewOpen')}` : ''}
                {signedBy === null ? '' : ` · ${t('trend.reviewSigned', { name: signedBy })}`}
              </Text>
            </li>
          ))}
        </Stack>
      )}
    </section>
  )
}
