import { agreementApi } from '#contract/agreement/api.ts'
import { serviceApi } from '#contract/service/api.ts'
import { Stack, Text, Title } from '@mantine/core'
import { TargetsTable } from '../grid/targets-table.tsx'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'

/** Each service that was agreed with the company, and the delays that were promised. */
export const Agreed = () => {
  const { t } = useWords()
  const { day } = useTime()
  const agreements = useAll(agreementApi.list, {})
  const services = useAll(serviceApi.list, {})
  const inForce = agreements.items.filter(({ state }) => state === 'in-force')
  return (
    <section>
      <Title order={2} mb="xs">
        {t('company.agreements.title')}
      </Title>
      <ProblemAlert error={agreements.error} />
      {!agreements.isPending && inForce.length === 0 && <Text size="sm">{t('company.agreements.none')}</Text>}
      <Stack gap="lg">
        {inForce.map(({ id, serviceId, targets, from }) => (
          <div key={id}>
            <Title order={3}>{services.items.find((one) => one.id === serviceId)?.name ?? '…'}</Title>
            {from !== null && (
              <Text size="sm" c="dimmed">
                {t('company.agreements.from', { date: day(from) })}
              </Text>
            )}
            <TargetsTable targets={targets} priorities={[]} />
          </div>
        ))}
      </Stack>
    </section>
  )
}
