import { brandApi } from '#contract/brand/api.ts'
import { sessionApi } from '#contract/session/api.ts'
import type { SessionPerson } from '#contract/session/api.ts'
import { Button, Checkbox, Stack, Text, TextInput, Title } from '@mantine/core'
import { useRef, useState, type FormEvent } from 'react'
import { isProblem } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'

/** The second step of signing in: a code of the authenticator, or one that was kept for the day it is lost. */
export const CodeStep = ({ pending, onDone, onAgain }: CodeStepProps) => {
  const { t } = useWords()
  const firm = useApi(brandApi.ofProvider, {}, { staleTime: 300_000 }).data?.name ?? 'Trousse'
  const [code, setCode] = useState('')
  const [trusts, setTrusts] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const give = useAction(sessionApi.giveCode, {
    onSuccess: onDone,
    onError: () => {
      setCode('')
      field.current?.focus()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    give.mutate({ pending, code, trusts })
  }
  const isOver = isProblem(give.error, 'link_expired')
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1}>{t('session.code.title')}</Title>
        <Text>{t('session.code.text', { name: firm })}</Text>
        <TextInput
          ref={field}
          label={t('session.code.label')}
          autoComplete="one-time-code"
          inputMode="text"
          spellCheck={false}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          minLength={6}
          maxLength={40}
          required
          withAsterisk={false}
          data-autofocus
          autoFocus
        />
        <Checkbox
          label={t('session.code.trust')}
          description={t('session.code.trustHelp')}
          checked={trusts}
          onChange={({ currentTarget }) => setTrusts(currentTarget.checked)}
        />
        <ProblemAlert error={give.error} />
        {isOver ? (
          <Button size="md" onClick={onAgain}>
            {t('session.code.again')}
          </Button>
        ) : (
          <Button type="submit" size="md" loading={give.isPending}>
            {t('session.code.submit')}
          </Button>
        )}
        <Text size="sm" c="dimmed">
          {t('session.code.lost')}
        </Text>
      </Stack>
    </form>
  )
}

interface CodeStepProps {
  pending: string
  onDone: (session: { person: SessionPerson }) => void
  /** The first step has to be taken anew. */
  onAgain: () => void
}
