import { sessionApi } from '#contract/session/api.ts'
import { Button, Group, Stack, Title } from '@mantine/core'
import { PasswordField } from '../ui/password-field.tsx'
import { useState, type FormEvent } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'

export const PasswordChange = () => {
  const { t } = useWords()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useAction(sessionApi.changePassword, {
    invalidates: [sessionApi.list],
    onSuccess: () => {
      setCurrent('')
      setPassword('')
      void notify(t('session.profile.changed'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ current, password })
  }
  const shared = { required: true, withAsterisk: false, maw: 340 }
  return (
    <section>
      <Title order={2} mb="sm">
        {t('session.profile.password')}
      </Title>
      <form onSubmit={submit}>
        <Stack>
          <PasswordField
            label={t('session.profile.current')}
            autoComplete="current-password"
            value={current}
            onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
            {...shared}
          />
          <PasswordField
            label={t('session.profile.next')}
            description={t('session.invitation.help')}
            autoComplete="new-password"
            minLength={10}
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            {...shared}
          />
          <ProblemAlert error={change.error} />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {t('session.profile.change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  )
}
