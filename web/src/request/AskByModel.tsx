import { attachmentApi } from '#contract/attachment/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import type { Answers } from '#contract/request/form.ts'
import type { OfferedModel } from '#contract/request/model.ts'
import { Button, Loader, Stack, Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { IconSend } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { sayDelay } from '../grid/delay.ts'
import { useGo, useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { outdate, useAction, useUpload } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'
import { faultsByKey, filesIn, sentAnswers } from './answers.ts'
import style from './catalogue.module.css'
import { QuestionFields } from './QuestionFields.tsx'
import { asHtml } from '../record/plain-text.ts'
import { useModels } from './use-models.ts'

/** One thing out of the catalogue: its questions on one page. */
export const AskByModel = () => {
  const { t, say } = useWords()
  const key = useParam('key')
  const { models, error, isPending } = useModels()
  const model = models.find((one) => one.key === key)
  const crumbs = [{ label: t('request.catalogue.back'), href: '/portail/aide-immediate?genre=REQ' }]
  return (
    <Page
      title={model === undefined ? t('request.catalogue.title') : say(model.name)}
      crumbs={crumbs}
      width="read"
    >
      <ProblemAlert error={error} />
      {isPending && <Loader size="sm" />}
      {!isPending && model === undefined && (
        <Text>
          {t('request.catalogue.notFound')}{' '}
          <TextLink href="/portail/aide-immediate?genre=REQ">{t('request.catalogue.back')}</TextLink>
        </Text>
      )}
      {model !== undefined && <Form model={model} />}
    </Page>
  )
}

const Form = ({ model }: { model: OfferedModel }) => {
  const { t, say } = useWords()
  const { person } = useSession()
  const [answers, setAnswers] = useState<Answers>({})
  const [more, setMore] = useState('')
  const [isTried, setTried] = useState(false)
  const { send, isPending, error } = useSend(model, answers, more)
  const faults = faultsByKey(model.questions, answers)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (faults.size === 0) {
      send()
      return
    }
    const form = event.currentTarget
    requestAnimationFrame(() => {
      const field = form.querySelector<HTMLElement>('[aria-invalid="true"], [data-error] input')
      field?.focus()
      field?.scrollIntoView({ block: 'center' })
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {model.summary !== null && <Text>{say(model.summary)}</Text>}
        <Terms model={model} />
        <QuestionFields
          size="md"
          questions={model.questions}
          answers={answers}
          onChange={setAnswers}
          faults={isTried ? faults : undefined}
          clientId={person.clientLevel === 'requester' ? null : person.clientId}
        />
        <Textarea
          size="md"
          label={`${t('request.catalogue.more')} (${t('request.catalogue.optional')})`}
          autosize
          minRows={2}
          maxRows={10}
          value={more}
          onChange={({ currentTarget }) => setMore(currentTarget.value)}
        />
        {isTried && faults.size > 0 && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t('request.catalogue.fix')}
          </Text>
        )}
        <ProblemAlert error={error} />
        <Button
          type="submit"
          size="lg"
          loading={isPending}
          leftSection={<IconSend size={20} aria-hidden />}
          style={{ alignSelf: 'start' }}
        >
          {t('request.catalogue.send')}
        </Button>
      </Stack>
    </form>
  )
}

/** How soon, at what price, and who must agree: before anything is sent. */
const Terms = ({ model }: { model: OfferedModel }) => {
  const words = useWords()
  const { t } = words
  const { targets, isOutOfContract, price, needsApproval } = model
  const terms = [
    ...(targets === null
      ? []
      : [t('request.catalogue.delay', { delay: sayDelay(words, targets.resolution) })]),
    ...(isOutOfContract && price !== null ? [t('request.catalogue.price', { price })] : []),
    ...(needsApproval ? [t('request.catalogue.approval')] : []),
  ]
  if (terms.length === 0) return null
  return (
    <ul className={style['terms']}>
      {terms.map((term) => (
        <li key={term}>{term}</li>
      ))}
    </ul>
  )
}

/** Sends the request, then its files; what was sent stays sent when a file fails. */
const useSend = (model: OfferedModel, answers: Answers, more: string) => {
  const { t } = useWords()
  const go = useGo()
  const cache = useQueryClient()
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const { mutateAsync: submit } = useAction(requestApi.submit)
  const { mutateAsync: attach } = useUpload(attachmentApi.add)
  const run = async () => {
    const { number } = await submit({
      model: model.key,
      fields: sentAnswers(model.questions, answers),
      ...(more.trim() === '' ? {} : { description: asHtml(more) }),
    })
    for (const file of filesIn(model.questions, answers)) {
      await attach({ input: { number }, file }).catch(() =>
        notify(t('portal.ask.fileFailed', { name: file.name }), 'failed'),
      )
    }
    await outdate(cache, [recordApi.list])
    go(`/portail/demandes/${number}?envoye=oui`)
  }
  const send = () => {
    setPending(true)
    setError(null)
    run()
      .catch(setError)
      .finally(() => setPending(false))
  }
  return { send, isPending, error }
}
