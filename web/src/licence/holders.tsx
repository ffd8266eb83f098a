import { licenceApi } from '#contract/licence/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import { Button, Group, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { CallerField } from '../record/CallerField.tsx'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { ToneText } from '../ui/tone-badge.tsx'

type Whole = OutputOf<typeof licenceApi.read>

/** The people who hold a licence; the first that the name finds is taken. */
export const Holders = ({ licence, clientId }: { licence: Whole; clientId: string | null }) => {
  const { t } = useWords()
  const { day } = useTime()
  const [text, setText] = useState('')
  const invalidates = [licenceApi.read, licenceApi.list]
  const assign = useAction(licenceApi.assign, { invalidates, onSuccess: () => setText('') })
  const withdraw = useAction(licenceApi.withdraw, { invalidates })
  const { number, holders, mayWrite, metric } = licence
  if (!mayWrite && holders.length === 0) return null
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('licence.standing.holders')}
      </Title>
      {metric === 'installation' && (
        <Text size="sm" c="dimmed">
          {t('licence.standing.counted.machines')}
        </Text>
      )}
      <ProblemAlert error={assign.error ?? withdraw.error} />
      {holders.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('licence.standing.noHolders')}
        </Text>
      ) : (
        <QuietTable
          label={t('licence.standing.holders')}
          isStacked
          head={
            <>
              <th>{t('licence.standing.holder')}</th>
              <th>{t('licence.standing.heldSince')}</th>
              <th>{t('licence.standing.assignment')}</th>
            </>
          }
        >
          {holders.map(({ personId, name, since, hasLeft }) => (
            <tr key={personId}>
              <th scope="row">
                <TextLink inherit href={`/personnes/${personId}`}>
                  {name}
                </TextLink>{' '}
                {hasLeft && (
                  <ToneText tone="caution" icon={<IconAlertTriangle aria-hidden />}>
                    {t('licence.standing.hasLeft')}
                  </ToneText>
                )}
              </th>
              <td data-label={t('licence.standing.heldSince')}>{day(since)}</td>
              <td data-label={t('licence.standing.assignment')}>
                {mayWrite && (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={t('licence.standing.withdrawOf', { name })}
                    onClick={() => withdraw.mutate({ number, personId })}
                  >
                    {t('licence.standing.withdraw')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </QuietTable>
      )}
      {mayWrite && (
        <Group mt="xs">
          <CallerField
            label={t('licence.standing.addHolder')}
            w={320}
            allowsName={false}
            {...(clientId === null ? {} : { client: clientId })}
            text={text}
            onText={setText}
            onChoose={(chosen) =>
              chosen.kind === 'person' && assign.mutate({ number, personId: chosen.person.id })
            }
          />
        </Group>
      )}
    </section>
  )
}
