import { problemApi } from '#contract/problem/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { Button, CloseButton, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ItemsField } from '../configuration/items-field.tsx'
import { useFilters, useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { causeCategories } from '../record/move-fields.ts'
import { ClientPicker, ColleaguePicker, numberIn, ServicePicker, TicketPicker } from '../record/pickers.tsx'
import { asHtml } from '../record/plain-text.ts'
import { Page } from '../ui/page.tsx'
import { LevelSelect } from './level-select.tsx'
import { ProblemOrigin } from '#contract/problem/shape.ts'
import { outdatedByProblem } from './use-problem.ts'

const startOf = (incidents: string | undefined, title: string | undefined, origin: string | undefined) => ({
  title: title ?? '',
  description: '',
  incidents: (incidents ?? '').split(',').filter(Boolean).slice(0, 200),
  clientId: asId(null),
  serviceId: asId(null),
  assigneeId: asId(null),
  level: asLevel(null),
  causeCategory: asId(null),
  origin: asId(origin ?? null),
  cis: [] as readonly string[],
})
const asId = (id: string | null) => id
const asLevel = (level: number | null) => level
type Draft = ReturnType<typeof startOf>

/** A problem by hand, or from the incidents that the address names. */
export const NewProblemPage = () => {
  const { t } = useWords()
  const go = useGo()
  const [{ incidents, titre, origine }] = useFilters(['incidents', 'titre', 'origine'])
  const [draft, setDraft] = useState<Draft>(() => startOf(incidents, titre, origine))
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const open = useAction(problemApi.open, {
    invalidates: outdatedByProblem,
    onSuccess: ({ number }) => {
      void notify(t('problem.new.saved', { number }))
      go(`/tickets/${number}`)
    },
  })
  const isUntitled = draft.title.trim() === ''
  const submit = () => {
    setTried(true)
    if (!isUntitled && !open.isPending) open.mutate(asInput(draft))
  }
  return (
    <Page
      title={t('problem.new.title')}
      crumbs={[{ label: t('problem.title'), href: '/problemes' }]}
      method={{ text: t('problem.method'), href: '/methode/procedures/problem' }}
      width="read"
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('problem.new.name')}
            description={t('problem.new.nameHelp')}
            required
            maxLength={300}
            error={isTried && isUntitled ? t('problem.new.needTitle') : undefined}
            value={draft.title}
            onChange={({ currentTarget }) => change({ title: currentTarget.value })}
          />
          <Textarea
            label={t('problem.new.description')}
            autosize
            minRows={3}
            maxLength={50_000}
            value={draft.description}
            onChange={({ currentTarget }) => change({ description: currentTarget.value })}
          />
          <IncidentsField value={draft.incidents} onChange={(list) => change({ incidents: list })} />
          <Group grow align="flex-start">
            <LevelSelect
              label={t('problem.new.level')}
              description={t('problem.new.levelHelp')}
              value={draft.level}
              onChange={(level) => change({ level })}
            />
            <Select
              label={t('problem.new.category')}
              description={'\u00A0'}
              clearable
              data={causeCategories.map((one) => ({ value: one, label: t(`problem.category.${one}`) }))}
              value={draft.causeCategory}
              onChange={(causeCategory) => change({ causeCategory })}
            />
          </Group>
          <Group grow align="flex-start">
            <ClientPicker
              label={t('problem.new.client')}
              description={t('problem.new.clientHelp')}
              value={draft.clientId}
              onChange={(clientId) => change({ clientId })}
            />
            <ServicePicker
              label={t('problem.new.service')}
              description={t('problem.new.clientHelp')}
              value={draft.serviceId}
              onChange={(serviceId) => change({ serviceId })}
            />
          </Group>
          <ItemsField
            label={t('problem.new.items')}
            description={t('problem.new.itemsHelp')}
            client={draft.clientId}
            value={draft.cis}
            onChange={(cis) => change({ cis })}
          />
          <Group grow align="flex-start">
            <Select
              label={t('problem.originLabel')}
              clearable
              placeholder={t(draft.incidents.length > 0 ? 'problem.origin.incident' : 'problem.origin.other')}
              data={ProblemOrigin.options.map((one) => ({ value: one, label: t(`problem.origin.${one}`) }))}
              value={draft.origin}
              onChange={(origin) => change({ origin })}
            />
            <ColleaguePicker
              label={t('problem.new.assignee')}
              value={draft.assigneeId}
              onChange={(assigneeId) => change({ assigneeId })}
            />
          </Group>
          <ProblemAlert error={open.error} />
          <Group>
            <Button type="submit" size="md" loading={open.isPending}>
              {t('problem.new.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  )
}

const asInput = ({ description, incidents, cis, clientId, serviceId, assigneeId, ...rest }: Draft) => {
  const causeCategory = causeCategories.find((one) => one === rest.causeCategory)
  const origin = ProblemOrigin.options.find((one) => one === rest.origin)
  return {
    title: rest.title.trim(),
    incidents: [...incidents],
    cis: [...cis],
    ...(description.trim() === '' ? {} : { description: asHtml(description) }),
    ...(clientId === null ? {} : { clientId }),
    ...(serviceId === null ? {} : { serviceId }),
    ...(assigneeId === null ? {} : { assigneeId }),
    ...(rest.level === null ? {} : { level: rest.level }),
    ...(causeCategory === undefined ? {} : { causeCategory }),
    ...(origin === undefined ? {} : { origin }),
  }
}

const IncidentsField = ({
  value,
  onChange,
}: {
  value: readonly string[]
  onChange: (list: string[]) => void
}) => {
  const { t } = useWords()
  const [text, setText] = useState('')
  const add = (typed: string) => {
    const number = numberIn(typed)
    if (number === null || !number.startsWith('INC-')) return
    if (!value.includes(number)) onChange([...value, number])
    setText('')
  }
  return (
    <Stack gap={6}>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <div style={{ flex: 1 }}>
          <TicketPicker
            label={t('problem.new.incidents')}
            description={t('problem.new.incidentsHelp')}
            kinds="INC"
            value={text}
            onChange={setText}
          />
        </div>
        <Button variant="default" disabled={numberIn(text) === null} onClick={() => add(text)}>
          {t('problem.new.addIncident')}
        </Button>
      </Group>
      {value.length > 0 && (
        <Stack component="ul" gap={2} m={0} p={0} style={{ listStyle: 'none' }}>
          {value.map((number) => (
            <Chosen
              key={number}
              number={number}
              onRemove={() => onChange(value.filter((one) => one !== number))}
            />
          ))}
        </Stack>
      )}
    </Stack>
  )
}

const Chosen = ({ number, onRemove }: { number: string; onRemove: () => void }) => {
  const { t } = useWords()
  const { data } = useApi(recordApi.read, { number }, { staleTime: 60_000 })
  return (
    <li>
      <Group gap="xs" wrap="nowrap">
        <Text size="sm">
          {number} {data?.title}
        </Text>
        <CloseButton size="sm" aria-label={t('problem.new.removeIncident', { number })} onClick={onRemove} />
      </Group>
    </li>
  )
}
