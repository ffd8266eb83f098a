import { sessionApi } from '#contract/session/api.ts'
import { Button, Stack, Text, Title } from '@mantine/core'
import { PasswordField } from '../ui/password-field.tsx'
import { useEffect, useState, type FormEvent } from 'react'
import { useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Doorway } from '../ui/doorway.tsx'

/** After a mailed link: a new password without the one that was forgotten. */
export const NewPassword = () => {
  const { t } = useWords()
  const { person } = useSession()
  const go = useGo()
  const [password, setPassword] = useState('')
  const change = useAction(sessionApi.changePassword, {
    onSuccess: () => {
      void notify(t('access.newPassword.done'))
      go('/')
    },
  })
  useEffect(() => {
    document.title = `${t('access.newPassword.title')} · Trousse`
  }, [t])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ password })
  }
  return (
    <Doorway>
      <form onSubmit={submit}>
        <Stack>
          <Title order={1}>{t('access.newPassword.title')}</Title>
          <Text>{t('access.newPassword.text')}</Text>
          <input
            type="email"
            name="email"
            autoComplete="username"
            value={person.email ?? ''}
            readOnly
            hidden
          />
          <PasswordField
            label={t('session.invitation.password')}
            description={t('session.invitation.help')}
            autoComplete="new-password"
            minLength={10}
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            required
            withAsterisk={false}
            data-autofocus
          />
          <ProblemAlert error={change.error} />
          <Button type="submit" size="md" loading={change.isPending}>
            {t('access.newPassword.submit')}
          </Button>
          <TextLink href="/" fz="sm">
            {t('access.newPassword.later')}
          </TextLink>
        </Stack>
      </form>
    </Doorway>
  )
}
