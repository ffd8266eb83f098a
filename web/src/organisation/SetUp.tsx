import { organisationApi } from '#contract/organisation/api.ts'
import { Button, Group, Loader, Progress, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ComponentType, type FormEvent } from 'react'
import { useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { personQuery } from '../platform/session.tsx'
import { useWords, type Key } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { Doorway } from '../ui/doorway.tsx'
import { Done } from './set-up/done.tsx'
import { emptyDraft, inputOf, type Draft, type StepProps } from './set-up/draft.ts'
import { Explore } from './set-up/explore.tsx'
import { HoursStep } from './set-up/hours-step.tsx'
import {
  AccountStep,
  ClientStep,
  OrganisationStep,
  PlaceStep,
  ServiceStep,
  SizeStep,
} from './set-up/plain-steps.tsx'

/** From nothing to the first account; the one-time link that the console printed leads here. */
export const SetUp = () => {
  const { t } = useWords()
  const status = useApi(organisationApi.status, {}, { staleTime: Infinity })
  useEffect(() => {
    document.title = `${t('organisation.setUp.title')} · Trousse`
  }, [t])
  if (status.data === undefined) {
    return <Doorway>{status.isError ? <ProblemAlert error={status.error} /> : <Loader />}</Doorway>
  }
  return status.data.isSetUp ? <Already /> : <Steps />
}

interface Step {
  title: Key
  text: Key
  Fields: ComponentType<StepProps>
  canWait?: boolean
}

const steps: readonly Step[] = [
  { title: 'organisation.setUp.place.title', text: 'organisation.setUp.place.text', Fields: PlaceStep },
  { title: 'organisation.setUp.size.title', text: 'organisation.setUp.size.text', Fields: SizeStep },
  {
    title: 'organisation.setUp.organisation.title',
    text: 'organisation.setUp.organisation.text',
    Fields: OrganisationStep,
  },
  { title: 'organisation.setUp.hours.title', text: 'organisation.setUp.hours.text', Fields: HoursStep },
  {
    title: 'organisation.setUp.service.title',
    text: 'organisation.setUp.service.text',
    Fields: ServiceStep,
    canWait: true,
  },
  {
    title: 'organisation.setUp.client.title',
    text: 'organisation.setUp.client.text',
    Fields: ClientStep,
    canWait: true,
  },
  { title: 'organisation.setUp.account.title', text: 'organisation.setUp.account.text', Fields: AccountStep },
]

const Steps = () => {
  const { t, locale, language } = useWords()
  const secret = useParam('secret')
  const cache = useQueryClient()
  const [at, setAt] = useState(0)
  const [draft, setDraft] = useState(() => emptyDraft(locale.slice(3) === 'GB' ? 'FR' : locale.slice(3)))
  const setUp = useAction(organisationApi.setUp, {
    onSuccess: (session) => cache.setQueryData(personQuery.queryKey, session),
  })
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const step = steps[at]
  if (setUp.isSuccess || step === undefined) {
    return (
      <Doorway>
        <Done name={draft.name} />
      </Doorway>
    )
  }
  const isLast = at === steps.length - 1
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isLast) setUp.mutate(inputOf(secret, draft, language))
    else setAt(at + 1)
  }
  return (
    <Doorway width="wide">
      <form onSubmit={submit} key={at}>
        <Stack>
          <div>
            <Text size="sm" c="dimmed" mb={6}>
              {t('organisation.setUp.progress', { step: at + 1, count: steps.length })}
            </Text>
            <Progress value={((at + 1) / steps.length) * 100} size="sm" aria-hidden />
          </div>
          <Title order={1} ref={focus} tabIndex={-1} style={{ outline: 'none' }}>
            {t(step.title)}
          </Title>
          <Text c="dimmed">{t(step.text)}</Text>
          <step.Fields draft={draft} change={change} />
          <ProblemAlert error={setUp.error} />
          <Group justify="space-between" mt="sm">
            <Button variant="default" onClick={() => setAt(at - 1)} disabled={at === 0}>
              {t('organisation.setUp.back')}
            </Button>
            <Group gap="xs">
              {step.canWait === true && (
                <Button variant="subtle" onClick={() => setAt(at + 1)}>
                  {t('organisation.setUp.skip')}
                </Button>
              )}
              <Button type="submit" loading={setUp.isPending}>
                {t(isLast ? 'organisation.setUp.finish' : 'organisation.setUp.next')}
              </Button>
            </Group>
          </Group>
          {at === 0 && <Explore secret={secret} />}
        </Stack>
      </form>
    </Doorway>
  )
}

/** Each step begins at its title, for keyboards and voices. */
const focus = (title: HTMLElement | null) => title?.focus()

const Already = () => {
  const { t } = useWords()
  return (
    <Doorway>
      <Stack>
        <Title order={1}>{t('organisation.setUp.already.title')}</Title>
        <Text>{t('organisation.setUp.already.text')}</Text>
        <Button component={AppLink} href="/connexion">
          {t('organisation.setUp.already.action')}
        </Button>
      </Stack>
    </Doorway>
  )
}
