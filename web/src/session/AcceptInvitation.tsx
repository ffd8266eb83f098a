import { sessionApi } from '#contract/session/api.ts'
import { Button, Loader, Stack, Text, Title } from '@mantine/core'
import { PasswordField } from '../ui/password-field.tsx'
import { useEffect, useState, type FormEvent } from 'react'
import { useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Doorway } from '../ui/doorway.tsx'
import { CodeStep } from './code-step.tsx'
import { useArrival } from './use-arrival.ts'

/** A one-time link: its person chooses a password and is signed in. Opening the page alone uses nothing up. */
export const AcceptInvitation = () => {
  const { t } = useWords()
  const secret = useParam('secret')
  const { data, error } = useApi(sessionApi.readInvitation, { secret }, { staleTime: Infinity })
  const { pending, arrive } = useArrival('/')
  const title =
    data?.name == null ? t('session.invitation.untitled') : t('session.invitation.title', { name: data.name })
  useEffect(() => {
    document.title = `${title} · Trousse`
  }, [title])
  if (pending !== null)
    return (
      <Doorway>
        <CodeStep pending={pending} onDone={arrive} onAgain={() => window.location.assign('/')} />
      </Doorway>
    )
  return (
    <Doorway>
      <Stack>
        <Title order={1}>{title}</Title>
        <ProblemAlert error={error} />
        {error !== null && <TextLink href="/connexion">{t('access.link.back')}</TextLink>}
        {data === undefined && error === null && <Loader />}
        {data !== undefined && <Choice secret={secret} email={data.email} onDone={arrive} />}
      </Stack>
    </Doorway>
  )
}

interface ChoiceProps {
  secret: string
  email: string | null
  onDone: ReturnType<typeof useArrival>['arrive']
}

const Choice = ({ secret, email, onDone }: ChoiceProps) => {
  const { t } = useWords()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [isWrong, setWrong] = useState(false)
  const accept = useAction(sessionApi.acceptInvitation, { onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWrong(password !== again)
    if (password === again) accept.mutate({ secret, password })
  }
  const shared = { autoComplete: 'new-password', minLength: 10, required: true, withAsterisk: false }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>
          {email === null
            ? t('session.invitation.textWithoutEmail')
            : t('session.invitation.text', { email })}
        </Text>
        <input type="email" name="email" autoComplete="username" value={email ?? ''} readOnly hidden />
        <PasswordField
          label={t('session.invitation.password')}
          description={t('session.invitation.help')}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          {...shared}
        />
        <PasswordField
          label={t('session.invitation.again')}
          value={again}
          onChange={({ currentTarget }) => setAgain(currentTarget.value)}
          error={isWrong && t('session.invitation.differ')}
          {...shared}
        />
        <ProblemAlert error={accept.error} />
        <Button type="submit" size="md" loading={accept.isPending}>
          {t('session.invitation.submit')}
        </Button>
      </Stack>
    </form>
  )
}
