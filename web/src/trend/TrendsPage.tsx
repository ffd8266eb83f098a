import { trendApi } from '#contract/trend/api.ts'
import { Dimension, type Trends } from '#contract/trend/shape.ts'
import { Loader, Select, Text, TextInput } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useClients, useServices } from '../record/use-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Lines } from './Lines.tsx'
import { Pareto } from './Pareto.tsx'
import { periodOf, presets, todayIn } from './period.ts'
import { Reviews } from './Reviews.tsx'
import style from './trend.module.css'

const names = ['periode', 'du', 'au', 'par', 'client', 'service', 'groupe'] as const

const useAsked = () => {
  const [filters, set] = useFilters(names)
  const { zone } = useSession().person
  const by = Dimension.options.find((one) => one === filters.par) ?? 'service'
  const isOwn = filters.du !== undefined || filters.au !== undefined
  const preset = isOwn ? 'own' : (presets.find((one) => one === filters.periode) ?? 'last-month')
  const period =
    preset === 'own'
      ? {
          ...(isDay(filters.du) ? { from: filters.du } : {}),
          ...(isDay(filters.au) ? { to: filters.au } : {}),
        }
      : periodOf(preset, todayIn(zone))
  const { client, service } = filters
  const asked = {
    ...period,
    by,
    ...(client === undefined ? {} : { client }),
    ...(service === undefined ? {} : { service }),
  }
  return { filters, set, preset, asked }
}

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text)

/** What incidents have in common in a period, and what of it rises. */
export const TrendsPage = () => {
  const { t } = useWords()
  const asking = useAsked()
  const { filters, set, asked } = asking
  const { data, error, refetch } = useApi(trendApi.list, asked)
  return (
    <Page
      title={t('trend.title')}
      crumbs={[{ label: t('problem.title'), href: '/problemes' }]}
      method={{ text: t('trend.method'), href: '/methode/procedures/trend-review' }}
    >
      <Text size="sm" c="dimmed">
        {t('trend.lead')}
      </Text>
      <Questions {...asking} />
      {error !== null && <ProblemAlert error={error} onRetry={refetch} />}
      {data === undefined ? (
        error === null && <Loader mx="auto" />
      ) : data.lines.length === 0 ? (
        <EmptyState icon={<IconChartBar size={40} />} title={t('trend.emptyTitle')}>
          {t('trend.emptyText')}
        </EmptyState>
      ) : (
        <>
          <Said trends={data} />
          <Pareto lines={data.lines} onChoose={(key) => set({ groupe: key })} />
          <Lines
            trends={data}
            asked={asked}
            chosen={filters.groupe}
            onChoose={(key) => set({ groupe: key ?? undefined })}
          />
        </>
      )}
      <Reviews />
    </Page>
  )
}

const Questions = ({ filters, set, preset, asked }: ReturnType<typeof useAsked>) => {
  const { t } = useWords()
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  const days = { du: asked.from, au: asked.to }
  return (
    <search className={style['filters']} aria-label={t('shell.list.filter')}>
      <Select
        size="sm"
        label={t('trend.period')}
        allowDeselect={false}
        data={presets.map((value) => ({ value, label: t(`trend.periods.${value}`) }))}
        value={preset}
        onChange={(value) =>
          set(
            value === 'own'
              ? { ...days, periode: undefined, groupe: undefined }
              : { periode: value ?? undefined, du: undefined, au: undefined, groupe: undefined },
          )
        }
      />
      {preset === 'own' && (
        <>
          <TextInput
            size="sm"
            type="date"
            label={t('trend.from')}
            value={filters.du ?? ''}
            onChange={({ currentTarget }) => set({ du: currentTarget.value })}
          />
          <TextInput
            size="sm"
            type="date"
            label={t('trend.to')}
            value={filters.au ?? ''}
            onChange={({ currentTarget }) => set({ au: currentTarget.value })}
          />
        </>
      )}
      <Select
        size="sm"
        label={t('trend.by')}
        allowDeselect={false}
        data={Dimension.options.map((value) => ({ value, label: t(`trend.dimension.${value}`) }))}
        value={asked.by}
        onChange={(value) => set({ par: value ?? undefined, groupe: undefined })}
      />
      <Select
        size="sm"
        label={t('trend.client')}
        placeholder={t('trend.allClients')}
        clearable
        clearButtonProps={{ 'aria-label': t('shell.list.clear') }}
        searchable
        data={named(useClients())}
        value={filters.client ?? null}
        onChange={(value) => set({ client: value ?? undefined, groupe: undefined })}
      />
      <Select
        size="sm"
        label={t('trend.service')}
        placeholder={t('trend.allServices')}
        clearable
        clearButtonProps={{ 'aria-label': t('shell.list.clear') }}
        searchable
        data={named(useServices())}
        value={filters.service ?? null}
        onChange={(value) => set({ service: value ?? undefined, groupe: undefined })}
      />
    </search>
  )
}

const Said = ({ trends }: { trends: Trends }) => {
  const { t } = useWords()
  const { date, number } = useTime()
  const { from, to, by, total, without, past, yearBefore, oneOf } = trends
  return (
    <Text size="sm" role="status">
      {[
        t('trend.span', { from: date(from), to: date(to) }),
        t('trend.total', { count: total }),
        ...(without === 0 ? [] : [t(`trend.without.${by}`, { n: number(without) })]),
      ].join(' · ')}
      <br />
      <Text span size="xs" c="dimmed">
        {past.length === 0
          ? t('trend.noPast')
          : `${t('trend.against', { count: past.length })}${yearBefore === null ? '' : ` ${t('trend.againstYear')}`}.`}
        {oneOf > 1 && ` ${t('trend.oneOf', { n: number(oneOf) })}`}
      </Text>
    </Text>
  )
}
