import { accessApi, type LinkPurpose } from '#contract/access/api.ts'
import { Button, Loader, Stack, Text, Title } from '@mantine/core'
import { useEffect } from 'react'
import type { z } from 'zod'
import { useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { CodeStep } from '../session/code-step.tsx'
import { useArrival } from '../session/use-arrival.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Doorway } from '../ui/doorway.tsx'

/** A mailed link: one button, since mail scanners open links too; opening the page uses nothing up. */
export const UseLink = () => {
  const { t } = useWords()
  const secret = useParam('secret')
  const { data, error } = useApi(accessApi.readLink, { secret }, { staleTime: Infinity })
  useEffect(() => {
    document.title = `${t('access.link.useTitle')} · Trousse`
  }, [t])
  return (
    <Doorway>
      {error !== null && (
        <Stack>
          <Title order={1}>{t('access.link.useTitle')}</Title>
          <ProblemAlert error={error} />
          <TextLink href="/lien">{t('access.link.expiredHelp')}</TextLink>
        </Stack>
      )}
      {data === undefined && error === null && <Loader />}
      {data !== undefined && <Arrive secret={secret} purpose={data.purpose} />}
    </Doorway>
  )
}

const Arrive = ({ secret, purpose }: { secret: string; purpose: z.infer<typeof LinkPurpose> }) => {
  const { t } = useWords()
  const isPassword = purpose === 'password'
  const { pending, arrive } = useArrival(isPassword ? '/nouveau-mot-de-passe' : '/')
  const use = useAction(accessApi.takeLink, { onSuccess: arrive })
  if (pending !== null) {
    return <CodeStep pending={pending} onDone={arrive} onAgain={() => window.location.assign('/lien')} />
  }
  return (
    <Stack>
      <Title order={1}>{t('access.link.useTitle')}</Title>
      <Text>{t(isPassword ? 'access.link.usePasswordText' : 'access.link.useText')}</Text>
      <ProblemAlert error={use.error} />
      {use.error === null ? (
        <Button size="md" loading={use.isPending} onClick={() => use.mutate({ secret })}>
          {t('access.link.use')}
        </Button>
      ) : (
        <TextLink href="/lien">{t('access.link.expiredHelp')}</TextLink>
      )}
    </Stack>
  )
}
