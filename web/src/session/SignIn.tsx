import { organisationApi } from '#contract/organisation/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type FormEvent } from 'react'
import { useFilters, useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { beginSession, returnAddress } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { Doorway } from '../ui/doorway.tsx'

export const SignIn = () => {
  const { t } = useWords()
  const go = useGo()
  const cache = useQueryClient()
  const [{ retour }] = useFilters(['retour'])
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const status = useApi(organisationApi.status, {})
  const signIn = useAction(sessionApi.signIn, {
    onSuccess: (session) => {
      beginSession(cache, session)
      go(returnAddress(retour))
    },
    onError: () => setPassword(''),
  })
  useEffect(() => {
    document.title = `${t('session.signIn.title')} · Trousse`
  }, [t])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ email, password })
  }
  return (
    <Doorway>
      <form onSubmit={submit}>
        <Stack>
          <Title order={1}>{t('session.signIn.title')}</Title>
          {status.data?.isDemonstration === true && (
            <Alert variant="light">{t('session.signIn.demonstration')}</Alert>
          )}
          {status.data?.isSetUp === false && <Alert variant="light">{t('session.signIn.notSetUp')}</Alert>}
          <TextInput
            label={t('session.signIn.email')}
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            required
            withAsterisk={false}
            data-autofocus
          />
          <PasswordInput
            label={t('session.signIn.password')}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
          <ProblemAlert error={signIn.error} />
          <Button type="submit" loading={signIn.isPending} size="md">
            {t('session.signIn.submit')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('session.signIn.forgotten')}
          </Text>
        </Stack>
      </form>
    </Doorway>
  )
}
