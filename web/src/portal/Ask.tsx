import { attachmentApi } from '#contract/attachment/api.ts'
import { incidentApi } from '#contract/incident/api.ts'
import { knowledgeApi } from '#contract/knowledge/api.ts'
import { personApi } from '#contract/person/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import { serviceApi } from '#contract/service/api.ts'
import { Alert, Button, Checkbox, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle, IconMessageQuestion, IconPackage, IconPhone, IconSend } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useFilters, useGo } from '../platform/address.ts'
import { HelpfulArticles } from '../knowledge/SuggestedArticles.tsx'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { outdate, useAction, useAll, useApi, useUpload } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Catalogue } from '../request/Catalogue.tsx'
import { useModels } from '../request/use-models.ts'
import { FileDrop } from '../ui/file-drop.tsx'
import { Page } from '../ui/page.tsx'
import style from './ask.module.css'
import { BigChoice } from './big-choice.tsx'
import { OwnItems } from './own-items.tsx'
import { faultsOf, reportOf, unsaid, type Kind, type Said } from './said.ts'
import { waitsFor } from './state.tsx'

/** « J’ai besoin d’aide »: what happened, and two questions; never urgency and impact. */
export const Ask = () => {
  const { t } = useWords()
  const [{ service, genre, libre }] = useFilters(['service', 'genre', 'libre'])
  const [said, setSaid] = useState<Said>({
    ...unsaid,
    ...(genre === 'REQ' ? { kind: 'REQ' } : {}),
    ...(service === undefined ? {} : { kind: 'INC', serviceId: service }),
  })
  const set = (change: Partial<Said>) => setSaid((before) => ({ ...before, ...change }))
  const { models, isPending: isLooking } = useModels(said.kind === 'REQ')
  const choosesModel = said.kind === 'REQ' && libre === undefined && (isLooking || models.length > 0)
  const now = useNow()
  const [isTried, setTried] = useState(false)
  const { send, isPending, error } = useSend(said)
  const go = useGo()
  const close = () => {
    void notify(t('knowledge.help.done'))
    go('/portail/aide')
  }
  const faults = isTried ? faultsOf(said, now) : {}
  const word = (key: keyof Said) => {
    const fault = faults[key]
    return fault === undefined ? undefined : t(fault)
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faultsOf(said, Date.now())).length === 0) send()
    else showFirstFault(event.currentTarget)
  }
  return (
    <Page title={t('portal.ask.title')} width="read">
      <Waiting />
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <BigChoice
            question={t('portal.ask.kind')}
            value={said.kind}
            onChange={(kind: Kind) => set({ kind })}
            error={word('kind')}
            choices={[
              {
                value: 'INC',
                label: t('portal.ask.INC'),
                text: t('portal.ask.INCText'),
                icon: <IconAlertTriangle size={26} aria-hidden />,
              },
              {
                value: 'REQ',
                label: t('portal.ask.REQ'),
                text: t('portal.ask.REQText'),
                icon: <IconPackage size={26} aria-hidden />,
              },
            ]}
          />
          {choosesModel && <Catalogue />}
          {said.kind !== null && !choosesModel && (
            <Story kind={said.kind} {...{ said, set, word }} onHelped={close} />
          )}
          {said.kind === 'INC' && <Weight {...{ said, set, word }} />}
          {said.kind !== null && !choosesModel && (
            <Rest kind={said.kind} {...{ said, set }} isSending={isPending} />
          )}
          <ProblemAlert error={error} />
          {said.kind !== null && !choosesModel && (
            <Button
              type="submit"
              size="lg"
              loading={isPending}
              leftSection={<IconSend size={20} aria-hidden />}
              className={style['send'] ?? ''}
            >
              {t('portal.ask.send')}
            </Button>
          )}
          <Urgent />
        </Stack>
      </form>
    </Page>
  )
}

interface PartProps {
  said: Said
  set: (change: Partial<Said>) => void
  word: (key: keyof Said) => string | undefined
}

const Story = ({ kind, said, set, word, onHelped }: PartProps & { kind: Kind; onHelped: () => void }) => {
  const { t } = useWords()
  return (
    <Stack gap="sm">
      <TextInput
        size="md"
        label={t(`portal.ask.what${kind}`)}
        description={t(`portal.ask.what${kind}Help`)}
        value={said.what}
        onChange={(event) => set({ what: event.currentTarget.value })}
        error={word('what')}
        maxLength={300}
        required
        withAsterisk={false}
        data-autofocus
      />
      <HelpfulArticles title={said.what} serviceId={said.serviceId} onHelped={onHelped} />
      <Textarea
        size="md"
        label={`${t('portal.ask.more')} (${t('portal.ask.optional')})`}
        description={t(`portal.ask.more${kind}Help`)}
        value={said.more}
        onChange={(event) => set({ more: event.currentTarget.value })}
        minRows={3}
        autosize
        maxRows={14}
      />
      <OwnItems value={said.cis} onChange={(cis) => set({ cis })} />
      <ServiceChoice said={said} set={set} />
    </Stack>
  )
}

const ServiceChoice = ({ said, set }: Pick<PartProps, 'said' | 'set'>) => {
  const { t } = useWords()
  const { items } = useAll(serviceApi.list, {})
  if (items.length === 0) return null
  return (
    <BigChoice
      isDense
      question={t('portal.ask.service')}
      value={said.serviceId ?? 'none'}
      onChange={(id) => set({ serviceId: id === 'none' ? null : id })}
      choices={[
        ...items.map(({ id, name, description }) => ({ value: id, label: name, text: description })),
        { value: 'none', label: t('portal.ask.noService'), text: t('portal.ask.noServiceText') },
      ]}
    />
  )
}

/** The two questions from which the grid makes a priority, and when it began. */
const Weight = ({ said, set, word }: PartProps) => {
  const { t } = useWords()
  return (
    <Stack gap="lg">
      <BigChoice
        question={t('portal.ask.affected')}
        value={said.affected}
        onChange={(affected) => set({ affected })}
        error={word('affected')}
        choices={(['me', 'several', 'everyone'] as const).map((value) => ({
          value,
          label: t(`portal.ask.affectedBy.${value}`),
          text: t(`portal.ask.affectedBy.${value}Text`),
        }))}
      />
      <BigChoice
        question={t('portal.ask.canWork')}
        value={said.canWork}
        onChange={(canWork) => set({ canWork })}
        error={word('canWork')}
        choices={(['yes', 'hardly', 'no'] as const).map((value) => ({
          value,
          label: t(`portal.ask.work.${value}`),
          text: t(`portal.ask.work.${value}Text`),
        }))}
      />
      <BigChoice
        isDense
        question={t('portal.ask.began')}
        value={said.began}
        onChange={(began) => set({ began })}
        choices={[
          { value: 'now', label: t('portal.ask.beganNow') },
          { value: 'earlier', label: t('portal.ask.beganEarlier') },
        ]}
      />
      {said.began === 'earlier' && (
        <TextInput
          size="md"
          type="datetime-local"
          label={t('portal.ask.beganAt')}
          value={said.beganAt}
          onChange={(event) => set({ beganAt: event.currentTarget.value })}
          error={word('beganAt')}
          maw={260}
        />
      )}
    </Stack>
  )
}

const Rest = ({
  kind,
  said,
  set,
  isSending,
}: Pick<PartProps, 'said' | 'set'> & { kind: Kind; isSending: boolean }) => {
  const { t } = useWords()
  const { person } = useSession()
  const me = useApi(personApi.read, { id: person.id })
  return (
    <Stack gap="lg">
      <div>
        <Text fw={650} mb={6}>
          {t('portal.ask.files')} <span className={style['light']}>({t('portal.ask.optional')})</span>
        </Text>
        <FileDrop
          files={said.files}
          onChange={(files) => set({ files })}
          isSending={isSending && said.files.length > 0}
          label={t('portal.ask.filesDrop')}
        />
      </div>
      <div>
        <TextInput
          size="md"
          type="tel"
          autoComplete="tel"
          label={t('portal.ask.phone')}
          description={t('portal.ask.phoneHelp')}
          value={said.phone ?? me.data?.phone ?? ''}
          onChange={(event) => set({ phone: event.currentTarget.value })}
          maxLength={50}
          maw={320}
        />
        {kind === 'INC' && (
          <Text size="sm" mt={6}>
            {t('portal.ask.mail')}
          </Text>
        )}
      </div>
      <Checkbox
        size="md"
        label={t('portal.ask.confidential')}
        description={t('portal.ask.confidentialText')}
        checked={said.isConfidential}
        onChange={(event) => set({ isConfidential: event.currentTarget.checked })}
      />
    </Stack>
  )
}

/** What this person must answer before anything goes on. */
const Waiting = () => {
  const { t } = useWords()
  const { person } = useSession()
  const { items } = useAll(recordApi.list, { phase: 'new,active,resolved', sort: 'updated', limit: 100 })
  const waiting = items.filter((item) => waitsFor(item, person))
  if (waiting.length === 0) return null
  return (
    <Alert
      variant="light"
      icon={<IconMessageQuestion aria-hidden />}
      title={t('portal.ask.waiting', { count: waiting.length })}
    >
      <ul className={style['waiting']}>
        {waiting.slice(0, 3).map(({ number, title }) => (
          <li key={number}>
            <TextLink href={`/portail/demandes/${number}`}>{title}</TextLink>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

const Urgent = () => {
  const { t } = useWords()
  const { provider } = useSession()
  const phone = provider.phone ?? provider.emergencyPhone
  if (phone === null) return null
  return (
    <p className={style['urgent']}>
      <IconPhone size={18} aria-hidden /> {t('portal.ask.urgent')} {t('portal.ask.urgentText')}{' '}
      <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>
    </p>
  )
}

/** Sends the demand, then its files; what was sent stays sent when a file fails. */
const useSend = (said: Said) => {
  const { t } = useWords()
  const go = useGo()
  const cache = useQueryClient()
  const { person } = useSession()
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const { mutateAsync: report } = useAction(incidentApi.report)
  const { mutateAsync: request } = useAction(requestApi.submit)
  const { mutateAsync: editSelf } = useAction(personApi.editSelf)
  const { mutateAsync: attach } = useUpload(attachmentApi.add)
  const { mutateAsync: noteSearch } = useAction(knowledgeApi.noteSearch)
  const run = async () => {
    if (said.phone !== null) await editSelf({ phone: said.phone.trim() || null })
    const { number } = await (said.kind === 'REQ' ? request : report)(reportOf(said))
    for (const file of said.files) {
      await attach({ input: { number }, file }).catch(() =>
        notify(t('portal.ask.fileFailed', { name: file.name }), 'failed'),
      )
    }
    // What was typed is what no article answered; the words are kept, not who.
    await noteSearch({ words: said.what.trim(), outcome: 'asked' }).catch(() => undefined)
    await outdate(cache, [recordApi.list, [personApi.read, { id: person.id }]])
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

/** After the faults are shown, the first of them is what the keyboard and the eye are at. */
const showFirstFault = (form: HTMLFormElement): void => {
  requestAnimationFrame(() => {
    const field = form.querySelector<HTMLElement>('[aria-invalid="true"], fieldset[aria-describedby] input')
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  })
}
