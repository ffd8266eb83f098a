import { agreementApi, type Agreement } from '#contract/agreement/api.ts'
import { serviceApi } from '#contract/service/api.ts'
import { Stack, Text, Title } from '@mantine/core'
import { TargetsTable } from '../grid/targets-table.tsx'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'

/** What was promised, once for all the services that it was promised for alike. */
const alike = (agreements: readonly Agreement[]): Agreement[][] => [
  ...Map.groupBy(agreements, ({ targets, from }) => JSON.stringify([targets, from?.slice(0, 10)])).values(),
]

/** Each service that was agreed with the company, and the delays that were promised. */
export const Agreed = () => {
  const { t } = useWords()
  const { day } = useTime()
  const agreements = useAll(agreementApi.list, {})
  const services = useAll(serviceApi.list, {})
  const nameOf = ({ serviceId }: Agreement) => services.items.find(({ id }) => id === serviceId)?.name ?? '…'
  const inForce = agreements.items.filter(({ state }) => state === 'in-force')
  return (
    <section>
      <Title order={2} mb="xs">
        {t('company.agreements.title')}
      </Title>
      <ProblemAlert error={agreements.error} />
      {!agreements.isPending && inForce.length === 0 && <Text size="sm">{t('company.agreements.none')}</Text>}
      <Stack gap="lg">
        {alike(inForce).map((group) => {
          const [first] = group
          if (first === undefined) return null
          return (
            <div key={first.id}>
              <Title order={3}>
                {group
                  .map(nameOf)
                  .toSorted((a, b) => a.localeCompare(b))
                  .join(', ')}
              </Title>
              {first.from !== null && (
                <Text size="sm" c="dimmed">
                  {t('company.agreements.from', { date: day(first.from) })}
                </Text>
              )}
              <TargetsTable targets={first.targets} priorities={[]} />
            </div>
          )
        })}
      </Stack>
    </section>
  )
}
