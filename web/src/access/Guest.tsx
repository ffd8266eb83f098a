import { accessApi } from '#contract/access/api.ts'
import { brandApi } from '#contract/brand/api.ts'
import { organisationApi } from '#contract/organisation/api.ts'
import { Alert, Anchor, Button, Loader, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconMailCheck } from '@tabler/icons-react'
import { useEffect, useState, type FormEvent } from 'react'
import { fieldErrorsOf, ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Doorway } from '../ui/doorway.tsx'
import style from './access.module.css'

const empty = { email: '', name: '', subject: '', text: '', website: '' }
type Written = typeof empty

/** Help for who has no account: what is written goes on once its address has answered. */
export const Guest = () => {
  const { t } = useWords()
  const status = useApi(organisationApi.status, {})
  const ask = useAction(accessApi.askGuest)
  const [written, setWritten] = useState<Written>(empty)
  useEffect(() => {
    document.title = `${t('access.guest.title')} · Trousse`
  }, [t])
  return (
    <Doorway width="wide">
      <Stack>
        {ask.isSuccess ? (
          <Stack role="status" align="flex-start">
            <IconMailCheck size={36} aria-hidden />
            <Title order={1}>{t('access.guest.sentTitle')}</Title>
            <Text>{t('access.guest.sent', { email: written.email })}</Text>
            <Text size="sm" c="dimmed">
              {t('access.guest.sentHelp')}
            </Text>
            <Button
              variant="default"
              onClick={() => {
                setWritten({ ...empty, email: written.email, name: written.name })
                ask.reset()
              }}
            >
              {t('access.guest.again')}
            </Button>
          </Stack>
        ) : (
          <>
            <Title order={1}>{t('access.guest.title')}</Title>
            <ProblemAlert error={status.error} />
            {status.isPending && <Loader />}
            {status.data?.takesGuests === false && <Alert variant="light">{t('access.guest.closed')}</Alert>}
            {status.data?.takesGuests === true && (
              <Form
                written={written}
                onChange={(part) => setWritten((before) => ({ ...before, ...part }))}
                onSend={() => ask.mutate(written)}
                isPending={ask.isPending}
                error={ask.error}
              />
            )}
          </>
        )}
        <Urgent />
        <TextLink href="/connexion" fz="sm">
          {t('access.guest.signIn')}
        </TextLink>
      </Stack>
    </Doorway>
  )
}

interface FormProps {
  written: Written
  onChange: (part: Partial<Written>) => void
  onSend: () => void
  isPending: boolean
  error: Error | null
}

const Form = ({ written, onChange, onSend, isPending, error }: FormProps) => {
  const { t } = useWords()
  const faults = fieldErrorsOf(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend()
  }
  const field = (key: keyof Written) => ({
    value: written[key],
    error: faults[key],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ [key]: currentTarget.value }),
    required: true,
    withAsterisk: false,
  })
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{t('access.guest.text')}</Text>
        <TextInput
          type="email"
          autoComplete="email"
          label={t('access.guest.email')}
          description={t('access.guest.emailHelp')}
          maxLength={320}
          {...field('email')}
        />
        <TextInput autoComplete="name" label={t('access.guest.name')} maxLength={100} {...field('name')} />
        <TextInput
          label={t('access.guest.subject')}
          description={t('access.guest.subjectHelp')}
          maxLength={200}
          {...field('subject')}
        />
        <Textarea
          label={t('access.guest.body')}
          description={t('access.guest.bodyHelp')}
          autosize
          minRows={5}
          maxRows={16}
          maxLength={10_000}
          {...field('text')}
        />
        <div className={style['trap']} aria-hidden>
          <label>
            {t('access.guest.website')}
            <input
              type="text"
              name="website"
              tabIndex={-1}
              autoComplete="off"
              value={written.website}
              onChange={({ currentTarget }) => onChange({ website: currentTarget.value })}
            />
          </label>
        </div>
        <ProblemAlert error={error} fields={['email', 'name', 'subject', 'text']} />
        <Button type="submit" size="md" loading={isPending}>
          {t('access.guest.submit')}
        </Button>
      </Stack>
    </form>
  )
}

const Urgent = () => {
  const { t } = useWords()
  const { data } = useApi(brandApi.ofProvider, {}, { staleTime: 300_000 })
  if (data?.phone == null) return null
  return (
    <Anchor size="sm" href={`tel:${data.phone.replaceAll(/[^\d+]/g, '')}`}>
      {t('access.guest.urgent', { phone: data.phone })}
    </Anchor>
  )
}
