import { organisationApi } from '#contract/organisation/api.ts'
import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useGo } from '../../platform/address.ts'
import { ProblemAlert } from '../../platform/errors.tsx'
import { useAction } from '../../platform/query.ts'
import { untilServed } from '../../platform/restart.ts'
import { useWords } from '../../platform/words.ts'

/** A look around first: the server builds its sample organisation and goes over to it. */
export const Explore = ({ secret }: { secret: string }) => {
  const { t } = useWords()
  const go = useGo()
  const [isTurning, setTurning] = useState(false)
  const open = useAction(organisationApi.openDemonstration, {
    onSuccess: () => {
      setTurning(true)
      void untilServed(({ isDemonstration }) => isDemonstration).then(() => go('/connexion'))
    },
  })
  const isBusy = open.isPending || isTurning
  return (
    <details open={isBusy || undefined}>
      <summary style={{ cursor: 'pointer' }}>{t('organisation.setUp.explore.title')}</summary>
      <Stack gap="xs" mt="xs" aria-live="polite">
        <Text size="sm">{t('organisation.setUp.explore.text')}</Text>
        <Text size="sm">{t('organisation.setUp.explore.passwords')}</Text>
        <ProblemAlert error={open.error} />
        {isBusy ? (
          <Group gap="xs" wrap="nowrap">
            <Loader size="sm" />
            <Text size="sm">{t('organisation.setUp.explore.building')}</Text>
          </Group>
        ) : (
          <Group>
            <Button variant="default" onClick={() => open.mutate({ secret })}>
              {t('organisation.setUp.explore.action')}
            </Button>
          </Group>
        )}
      </Stack>
    </details>
  )
}
