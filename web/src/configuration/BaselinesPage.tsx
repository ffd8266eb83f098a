import { configurationApi } from '#contract/configuration/api.ts'
import type { Baseline } from '#contract/configuration/shape.ts'
import { Button, Group, Radio, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconBookmark, IconPlus, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll, useApi, type ListQuery } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { instantAt, localAt } from '../record/local-time.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { BaselineForm } from './baseline-form.tsx'
import style from './baselines.module.css'
import { DifferenceReport } from './difference-report.tsx'
import { keepsItems } from './may-keep.ts'

/** Named instants; two of them, or one and any other instant, are compared in the address bar. */
export const BaselinesPage = () => {
  const { t } = useWords()
  const session = useSession()
  const [{ base }, set] = useFilters(['base'])
  const [isOpen, setOpen] = useState(false)
  const query = useAll(configurationApi.listBaselines, {})
  const create = keepsItems(session) && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
      {t('configuration.baselines.create')}
    </Button>
  )
  const chosen = query.items.find(({ id }) => id === base)
  return (
    <Page
      title={t('configuration.baselines.title')}
      crumbs={[{ label: t('configuration.title'), href: '/parc' }]}
      method={{ text: t('configuration.method') }}
      actions={create}
    >
      <div className={style['screen']}>
        <Stack gap="md">
          <Text size="sm" maw={720}>
            {t('configuration.baselines.lead')}
          </Text>
          <ProblemAlert error={query.error} />
          {!query.isPending && query.items.length === 0 && query.error === null && (
            <EmptyState
              icon={<IconBookmark size={32} />}
              title={t('configuration.baselines.none')}
              action={create}
            >
              {t('configuration.baselines.lead')}
            </EmptyState>
          )}
          {query.items.length > 0 && <List query={query} onChoose={(id) => set({ base: id })} />}
        </Stack>
      </div>
      {chosen !== undefined && <Comparison base={chosen} others={query.items} />}
      {isOpen && <BaselineForm onClose={() => setOpen(false)} />}
    </Page>
  )
}

const List = ({ query, onChoose }: { query: ListQuery<Baseline>; onChoose: (id: string) => void }) => {
  const { t } = useWords()
  const { short, exact } = useTime()
  const [{ base }] = useFilters(['base'])
  return (
    <QuietTable
      label={t('configuration.baselines.title')}
      isStacked
      head={
        <>
          <th scope="col">{t('configuration.baselines.name')}</th>
          <th scope="col">{t('configuration.baselines.client')}</th>
          <th scope="col">{t('configuration.baselines.at')}</th>
          <th scope="col">{t('configuration.baselines.note')}</th>
          <th scope="col">
            <span className={style['hidden']}>{t('configuration.baselines.compare')}</span>
          </th>
        </>
      }
    >
      {query.items.map(({ id, name, clientName, at, note, byName }) => (
        <tr key={id} aria-current={id === base ? true : undefined}>
          <th scope="row">{name}</th>
          <td>{clientName ?? t('configuration.baselines.whole')}</td>
          <td title={exact(at)}>
            {short(at)}
            {byName !== null && (
              <Text span size="xs" c="dimmed">
                {' '}
                {byName}
              </Text>
            )}
          </td>
          <td data-wide>{note}</td>
          <td>
            <Button
              size="compact-xs"
              variant={id === base ? 'light' : 'default'}
              aria-label={t('configuration.baselines.compareThis', { name })}
              aria-pressed={id === base}
              onClick={() => onChoose(id)}
            >
              {t('configuration.baselines.compare')}
            </Button>
          </td>
        </tr>
      ))}
    </QuietTable>
  )
}

/** `avec`: another baseline, an instant, or – without it – now. */
const Comparison = ({ base, others }: { base: Baseline; others: readonly Baseline[] }) => {
  const { t } = useWords()
  const { exact } = useTime()
  const { person } = useSession()
  const [{ avec }, set] = useFilters(['avec'])
  const { data, error, isPending } = useApi(
    configurationApi.difference,
    { id: base.id, ...(avec === undefined ? {} : { with: avec }) },
    { keepsPrevious: true },
  )
  const other = others.find(({ id }) => id === avec)
  const kind = avec === undefined ? 'now' : other === undefined ? 'instant' : 'base'
  const rest = others.filter(({ id }) => id !== base.id)
  const pick = (value: string) => {
    if (value === 'now') set({ avec: undefined })
    else if (value === 'base') set({ avec: rest[0]?.id })
    else set({ avec: new Date(Date.now() - 86_400_000).toISOString() })
  }
  const name = (at: string, given: string | undefined) =>
    given === undefined ? exact(at) : `${given} (${exact(at)})`
  return (
    <section aria-busy={isPending}>
      <Group justify="space-between" align="flex-end" mb="xs">
        <Title order={2} size="h3">
          {t('configuration.baselines.comparison', { name: base.name })}
        </Title>
        <Button
          className={style['screen'] ?? ''}
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={14} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('configuration.baselines.print')}
        </Button>
      </Group>
      <Group className={style['screen'] ?? ''} gap="md" align="flex-end" mb="sm">
        <Radio.Group label={t('configuration.baselines.with')} value={kind} onChange={pick}>
          <Group gap="md" mt={4}>
            <Radio value="now" label={t('configuration.baselines.now')} />
            <Radio value="base" disabled={rest.length === 0} label={t('configuration.baselines.other')} />
            <Radio value="instant" label={t('configuration.baselines.instant')} />
          </Group>
        </Radio.Group>
        {kind === 'base' && (
          <Select
            size="sm"
            aria-label={t('configuration.baselines.other')}
            data={rest.map((one) => ({ value: one.id, label: one.name }))}
            value={avec ?? null}
            allowDeselect={false}
            onChange={(id) => set({ avec: id ?? undefined })}
          />
        )}
        {kind === 'instant' && avec !== undefined && (
          <TextInput
            size="sm"
            type="datetime-local"
            aria-label={t('configuration.baselines.instant')}
            value={Number.isNaN(Date.parse(avec)) ? '' : localAt(avec, person.zone)}
            onChange={({ currentTarget }) => {
              const at = instantAt(currentTarget.value, person.zone)
              if (at !== null) set({ avec: at })
            }}
          />
        )}
      </Group>
      <ProblemAlert error={error} />
      {data !== undefined && (
        <>
          <Text size="sm" mb="sm">
            {t('configuration.baselines.between', {
              from: name(data.from, base.name),
              to: name(data.to, kind === 'now' ? t('configuration.baselines.now') : other?.name),
            })}
            {base.clientName !== null && ` · ${base.clientName}`}
          </Text>
          <DifferenceReport difference={data} />
        </>
      )}
    </section>
  )
}
