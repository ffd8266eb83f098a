import { letterApi, type Answer } from '#contract/letter/api.ts'
import { Alert, Anchor, Button, Loader, Stack, Text, Textarea, Title } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useFilters, useParam } from '../platform/address.ts'
import { ProblemError } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { apiQuery, useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { speak, useWords } from '../platform/words.ts'
import { Doorway } from '../ui/doorway.tsx'
import { RichText } from '../ui/rich-text.tsx'

/** Behind the two links of a mail about a solution: opening it changes nothing, one button answers. */
export const AnswerPage = () => {
  const { t } = useWords()
  const token = useParam('token')
  const { data, error } = useApi(letterApi.readAnswer, { token }, { staleTime: Infinity })
  const language = data?.language
  useEffect(() => {
    if (language !== undefined) void speak(language)
  }, [language])
  useEffect(() => {
    document.title = `${t('letter.answer.title')} · Trousse`
  }, [t])
  return (
    <Doorway>
      <Stack>
        {data === undefined && error === null && <Loader />}
        {error !== null && <Failed error={error} />}
        {data !== undefined && <Asked key={data.state} token={token} answer={data} />}
      </Stack>
    </Doorway>
  )
}

const Asked = ({ token, answer }: { token: string; answer: Answer }) => {
  const { t } = useWords()
  return (
    <>
      <div>
        <Text size="sm" c="dimmed">
          {answer.provider.name} · {answer.number}
        </Text>
        <Title order={1} size="h2">
          {answer.title}
        </Title>
      </div>
      {answer.solution !== null && (
        <div>
          <Text size="sm" fw={600}>
            {t('letter.answer.lead')}
          </Text>
          <RichText html={answer.solution} />
        </div>
      )}
      {answer.state === 'open' ? <Choice token={token} /> : <Done answer={answer} />}
      {answer.provider.phone !== null && (
        <Anchor size="sm" href={`tel:${answer.provider.phone.replaceAll(/[^\d+]/g, '')}`}>
          {t('letter.answer.call', { phone: answer.provider.phone })}
        </Anchor>
      )}
    </>
  )
}

const Choice = ({ token }: { token: string }) => {
  const { t } = useWords()
  const cache = useQueryClient()
  const [{ choix }, set] = useFilters(['choix'])
  const [words, setWords] = useState('')
  const [isMissing, setMissing] = useState(false)
  // What was pressed is gone: the keyboard goes on where the reader is.
  const [hasTurned, setTurned] = useState(false)
  const give = useAction(letterApi.answer, {
    onSuccess: (answer) => cache.setQueryData(apiQuery(letterApi.readAnswer, { token }).queryKey, answer),
  })
  const turn = (to: 'pas-encore' | undefined) => {
    setTurned(true)
    set({ choix: to })
  }
  const settle = () => give.mutate({ token, verdict: 'settled' })
  if (choix !== 'pas-encore') {
    return (
      <>
        <Title order={2} size="h3">
          {t('letter.answer.title')}
        </Title>
        <ProblemAlert error={give.error} />
        <Button
          size="lg"
          leftSection={<IconCheck size={22} aria-hidden />}
          loading={give.isPending}
          onClick={settle}
        >
          {t('letter.answer.settled')}
        </Button>
        <Button size="lg" variant="default" autoFocus={hasTurned} onClick={() => turn('pas-encore')}>
          {t('letter.answer.notYet')}
        </Button>
      </>
    )
  }
  const send = () => {
    setMissing(words.trim() === '')
    if (words.trim() !== '') give.mutate({ token, verdict: 'not-yet', comment: words.trim() })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Stack>
        <Textarea
          label={t('letter.answer.words')}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          error={isMissing && t('letter.answer.wordsMissing')}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={2000}
          size="md"
          autoFocus={hasTurned}
        />
        <ProblemAlert error={give.error} />
        <Button type="submit" size="lg" loading={give.isPending}>
          {t('letter.answer.send')}
        </Button>
        <Button size="lg" variant="default" onClick={() => turn(undefined)}>
          {t('letter.answer.back')}
        </Button>
      </Stack>
    </form>
  )
}

const Done = ({ answer: { state, answeredAt } }: { answer: Answer }) => {
  const { t } = useWords()
  const { ago } = useTime()
  const said = {
    settled: t('letter.answer.doneSettled'),
    'not-yet': t('letter.answer.doneNotYet'),
    over: t('letter.answer.over'),
    open: '',
  }[state]
  return (
    <Alert color={state === 'over' ? 'gray' : 'green'} variant="light" role="status">
      <Text>{said}</Text>
      {answeredAt !== null && (
        <Text size="sm" c="dimmed">
          {t('letter.answer.answered', { when: ago(answeredAt) })}
        </Text>
      )}
    </Alert>
  )
}

const Failed = ({ error }: { error: Error }) => {
  const { t } = useWords()
  const code = error instanceof ProblemError ? error.problem.code : null
  if (code !== 'link_expired' && code !== 'not_found' && code !== 'invalid_input')
    return <ProblemAlert error={error} />
  return (
    <>
      <Title order={1} size="h2">
        {t('letter.answer.failedTitle')}
      </Title>
      <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
        {t(code === 'link_expired' ? 'letter.answer.expired' : 'letter.answer.unknown')}
      </Alert>
    </>
  )
}
