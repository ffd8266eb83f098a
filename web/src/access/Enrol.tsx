import { sessionApi } from '#contract/session/api.ts'
import { Button, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useGo } from '../platform/address.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { Doorway } from '../ui/doorway.tsx'
import { SetUpFactor } from './set-up-factor.tsx'

/** The firm asks for two-step sign-in: nothing else is answered before it is set up. */
export const Enrol = () => {
  const { t } = useWords()
  const { provider } = useSession()
  const go = useGo()
  const cache = useQueryClient()
  const { data } = useApi(sessionApi.readSecondFactor, {})
  const leave = (href: string) => {
    cache.clear()
    go(href)
  }
  const signOut = useAction(sessionApi.signOut, { onSuccess: () => leave('/connexion') })
  useEffect(() => {
    document.title = `${t('access.factor.enrolTitle')} · Trousse`
  }, [t])
  return (
    <Doorway width="wide">
      <Stack>
        <Title order={1}>{t('access.factor.enrolTitle')}</Title>
        <Text>{t('access.factor.enrolText', { name: provider.name })}</Text>
        <Text size="sm">{t('access.factor.offText')}</Text>
        {data !== undefined && <SetUpFactor hasPassword={data.hasPassword} onDone={() => leave('/')} />}
        <Button variant="subtle" color="gray" onClick={() => signOut.mutate({})}>
          {t('access.factor.signOut')}
        </Button>
      </Stack>
    </Doorway>
  )
}
