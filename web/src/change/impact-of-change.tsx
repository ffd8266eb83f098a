import { changeApi } from '#contract/change/api.ts'
import type { Change } from '#contract/change/shape.ts'
import { Text } from '@mantine/core'
import { Affected } from '../configuration/affected.tsx'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Part } from '../ui/part.tsx'

/** Whom it may hit, by the configuration. */
export const ImpactOfChange = ({ change }: { change: Change }) => {
  const { t } = useWords()
  const { data, error } = useApi(changeApi.impact, { number: change.number })
  const isNothing = data !== undefined && data.services.length === 0 && data.clients.length === 0
  return (
    <Part title={t('change.impactTitle')}>
      <ProblemAlert error={error} />
      {data !== undefined && <Affected services={data.services} clients={data.clients} />}
      {isNothing && (
        <Text size="sm" c="dimmed">
          {t(data.nodes.length === 0 ? 'change.impactNoItems' : 'change.impactNone')}
        </Text>
      )}
    </Part>
  )
}
