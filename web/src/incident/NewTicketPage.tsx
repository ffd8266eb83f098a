import { personApi } from '#contract/person/api.ts'
import { problemApi } from '#contract/problem/api.ts'
import { Button, Group, Kbd, SegmentedControl, Text } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useFilters, useGo } from '../platform/address.ts'
import { ItemsField } from '../configuration/items-field.tsx'
import { KnownArticles } from '../knowledge/SuggestedArticles.tsx'
import { call } from '../platform/api.ts'
import { ProblemAlert, sentenceOf } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useModels } from '../request/use-models.ts'
import { Page } from '../ui/page.tsx'
import { AlreadyOpen } from './AlreadyOpen.tsx'
import { Classify } from './Classify.tsx'
import { ByModel } from './ByModel.tsx'
import { ByTemplate } from './ByTemplate.tsx'
import { closes, emptyDraft, faultOf, type Draft } from './draft.ts'
import { KnownFromDraft } from './KnownFromDraft.tsx'
import { KnownSolution } from './KnownSolution.tsx'
import style from './new-ticket.module.css'
import { useReport } from './use-report.ts'
import { What } from './What.tsx'
import { Who } from './Who.tsx'

/** One form for who has the telephone at one ear: who, what, how grave, and – where it is known – how it was solved. */
export const NewTicketPage = () => {
  const { t } = useWords()
  const go = useGo()
  const [{ tel, titre, genre, client, ci }] = useFilters(['tel', 'titre', 'genre', 'client', 'ci'])
  const [draft, setDraft] = useState<Draft>(() =>
    emptyDraft({
      title: titre ?? '',
      callerText: tel ?? '',
      kind: genre === 'REQ' ? 'REQ' : 'INC',
      clientId: client ?? null,
      cis: ci === undefined ? [] : [ci],
    }),
  )
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  useCallerOf(tel, change)
  const { send, isPending, error } = useReport(({ record, isClosed, why }) => {
    const { number } = record
    if (why !== null) void notify(t('incident.new.notClosed', { number, why }), 'failed')
    else void notify(t(isClosed ? 'incident.new.closed' : 'incident.new.saved', { number }))
    answerWith(draft.knownError, { number, isClosed })
    go(`/tickets/${number}`)
  })
  const { models } = useModels(draft.kind === 'REQ')
  const questions = models.find(({ key }) => key === draft.modelKey)?.questions ?? []
  const fault = faultOf(draft, questions)
  const form = useRef<HTMLFormElement>(null)
  const submit = () => {
    setTried(true)
    if (fault === 'needTitle') form.current?.querySelector<HTMLElement>('[name="title"]')?.focus()
    if (fault === null && !isPending) send(draft, questions)
  }
  const hear = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submit()
  }
  return (
    <Page
      title={t('incident.new.title')}
      method={{ text: t('incident.new.method'), href: '/methode/procedures/incident' }}
    >
      <form
        ref={form}
        noValidate
        onKeyDown={hear}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        className={style['form']}
      >
        <div className={style['main']}>
          <SegmentedControl
            aria-label={t('incident.new.kind')}
            value={draft.kind}
            onChange={(kind) =>
              change({ kind: kind === 'REQ' ? 'REQ' : 'INC', categoryId: null, modelKey: null })
            }
            data={(['INC', 'REQ'] as const).map((kind) => ({
              value: kind,
              label: t(`incident.new.${kind}`),
            }))}
          />
          <ByTemplate draft={draft} onChange={change} />
          <Who draft={draft} onChange={change} />
          {draft.kind === 'REQ' && <ByModel draft={draft} onChange={change} isTried={isTried} />}
          {draft.modelKey === null && (
            <What draft={draft} onChange={change} error={isTried && fault === 'needTitle'} />
          )}
          <ItemsField
            label={t('configuration.onRecord.pick')}
            description={t('configuration.onRecord.pickHelp')}
            client={draft.clientId}
            value={draft.cis}
            onChange={(cis) => change({ cis })}
          />
          <AlreadyOpen draft={draft} />
          <KnownFromDraft draft={draft} onChange={change} />
          <KnownArticles title={draft.title} serviceId={draft.serviceId} categoryId={draft.categoryId} />
          {draft.kind === 'INC' && <KnownSolution draft={draft} onChange={change} />}
        </div>
        <div className={style['side']}>
          <Classify draft={draft} onChange={change} isTried={isTried} />
        </div>
        <div className={style['foot']}>
          {isTried && fault !== null && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {t(`incident.new.${fault}`)}
            </Text>
          )}
          <ProblemAlert error={error} />
          <Group gap="sm">
            <Button type="submit" size="md" loading={isPending}>
              {t(closes(draft) ? 'incident.new.saveAndClose' : 'incident.new.save')}
            </Button>
            <Text size="xs" c="dimmed" visibleFrom="sm">
              <Kbd>{t('incident.new.shortcut')}</Kbd>
            </Text>
          </Group>
        </div>
      </form>
    </Page>
  )
}

/** The workaround that was chosen goes to the client; of what is closed already, the problem keeps the trace. */
const answerWith = (problem: string | null, { number, isClosed }: { number: string; isClosed: boolean }) => {
  if (problem === null || !number.startsWith('INC')) return
  const sent = isClosed
    ? call(problemApi.link, { number: problem, incidents: [number] })
    : call(problemApi.apply, { number: problem, record: number })
  sent.catch((error: unknown) => void notify(sentenceOf(error), 'failed'))
}

/** `?tel=`: the telephone says who calls. */
const useCallerOf = (tel: string | undefined, change: (part: Partial<Draft>) => void): void => {
  const { data } = useApi(personApi.list, { phone: tel ?? '', limit: 2 }, { enabled: tel !== undefined })
  const person = data?.items.length === 1 ? data.items[0] : undefined
  useEffect(() => {
    if (person !== undefined) {
      change({ requester: person, callerText: person.name, clientId: person.clientId })
    }
    // oxlint-disable-next-line react/exhaustive-deps -- when the person is found, and not again
  }, [person?.id])
}
