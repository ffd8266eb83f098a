import { accessApi } from '#contract/access/api.ts'
import { Button, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconMailCheck } from '@tabler/icons-react'
import { useEffect, useState, type FormEvent } from 'react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Doorway } from '../ui/doorway.tsx'

/** An address is all it takes; whether somebody has it is told to nobody. */
export const AskLink = () => {
  const { t } = useWords()
  const [{ pour }] = useFilters(['pour'])
  const isPassword = pour === 'mot-de-passe'
  const [email, setEmail] = useState('')
  const ask = useAction(accessApi.askLink)
  const title = t(isPassword ? 'access.link.passwordTitle' : 'access.link.title')
  useEffect(() => {
    document.title = `${title} · Trousse`
  }, [title])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate({ email, purpose: isPassword ? 'password' : 'sign-in' })
  }
  return (
    <Doorway>
      {ask.isSuccess ? (
        <Stack role="status">
          <IconMailCheck size={36} aria-hidden />
          <Title order={1}>{t('access.link.sentTitle')}</Title>
          <Text>{t('access.link.sent', { email })}</Text>
          <Text size="sm" c="dimmed">
            {t('access.link.sentHelp')}
          </Text>
          <Button variant="default" onClick={() => ask.reset()}>
            {t('access.link.again')}
          </Button>
          <Back />
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <Title order={1}>{title}</Title>
            <Text>{t(isPassword ? 'access.link.passwordText' : 'access.link.text')}</Text>
            <TextInput
              label={t('access.link.email')}
              type="email"
              autoComplete="username"
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
              maxLength={320}
              required
              withAsterisk={false}
              data-autofocus
            />
            <ProblemAlert error={ask.error} />
            <Button type="submit" size="md" loading={ask.isPending}>
              {t('access.link.submit')}
            </Button>
            <Back />
          </Stack>
        </form>
      )}
    </Doorway>
  )
}

const Back = () => {
  const { t } = useWords()
  return (
    <TextLink href="/connexion" fz="sm">
      {t('access.link.back')}
    </TextLink>
  )
}
