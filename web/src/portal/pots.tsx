import { potApi } from '#contract/pot/api.ts'
import { Stack, Text, Title } from '@mantine/core'
import { useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { PotMeter } from '../pot/pot-meter.tsx'

/** What is left of the hours that were bought ahead; those who may not know are told of none. */
export const Pots = () => {
  const { t } = useWords()
  const { items } = useAll(potApi.list, {})
  const current = items.filter(({ period }) => period !== null)
  if (current.length === 0) return null
  return (
    <section>
      <Title order={2}>{t('pot.portal.title')}</Title>
      <Text c="dimmed" mb="sm">
        {t('pot.portal.lead')}
      </Text>
      <Stack gap="md">
        {current.map((pot) => (
          <div key={pot.id}>
            <Text fw={600}>{[pot.name, pot.serviceName].filter(Boolean).join(' · ')}</Text>
            <PotMeter pot={pot} />
          </div>
        ))}
      </Stack>
    </section>
  )
}
