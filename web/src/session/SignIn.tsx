import { organisationApi } from '#contract/organisation/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import { Alert, Button, Divider, Stack, Text, TextInput, Title } from '@mantine/core'
import { PasswordField } from '../ui/password-field.tsx'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { returnAddress } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Doorway } from '../ui/doorway.tsx'
import { CodeStep } from './code-step.tsx'
import { useArrival } from './use-arrival.ts'

export const SignIn = () => {
  const { t } = useWords()
  const [{ retour }] = useFilters(['retour'])
  const { pending, arrive, again } = useArrival(returnAddress(retour))
  useEffect(() => {
    document.title = `${t('session.signIn.title')} · Trousse`
  }, [t])
  return (
    <Doorway>
      {pending === null ? (
        <FirstStep onDone={arrive} />
      ) : (
        <CodeStep pending={pending} onDone={arrive} onAgain={again} />
      )}
    </Doorway>
  )
}

const FirstStep = ({ onDone }: { onDone: ReturnType<typeof useArrival>['arrive'] }) => {
  const { t } = useWords()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const status = useApi(organisationApi.status, {})
  const field = useRef<HTMLInputElement>(null)
  const signIn = useAction(sessionApi.signIn, {
    onSuccess: onDone,
    onError: () => {
      setPassword('')
      field.current?.focus()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ email, password })
  }
  return (
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
        <PasswordField
          ref={field}
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
        <OtherWays status={status.data} />
      </Stack>
    </form>
  )
}

/** Only what works here: links leave by mail, the form has to be opened. */
const OtherWays = ({ status }: { status: { mailsLinks: boolean; takesGuests: boolean } | undefined }) => {
  const { t } = useWords()
  return (
    <>
      {status?.mailsLinks === true ? (
        <Stack gap={6} fz="sm">
          <TextLink href="/lien" inherit>
            {t('session.signIn.link')}
          </TextLink>
          <TextLink href="/lien?pour=mot-de-passe" inherit>
            {t('session.signIn.forgottenLink')}
          </TextLink>
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">
          {t('session.signIn.forgotten')}
        </Text>
      )}
      {status?.takesGuests === true && (
        <>
          <Divider />
          <TextLink href="/aide" fz="sm">
            {t('session.signIn.guest')}
          </TextLink>
        </>
      )}
    </>
  )
}
