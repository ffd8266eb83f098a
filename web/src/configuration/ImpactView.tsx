import { configurationApi } from '#contract/configuration/api.ts'
import type { Impact } from '#contract/configuration/shape.ts'
import { Loader, SegmentedControl, Stack, Text } from '@mantine/core'
import { useDeferredValue, useMemo } from 'react'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { FilterBar, type Filter } from '../ui/filter-bar.tsx'
import { ImpactGraph } from './impact-graph.tsx'
import type { Node } from './impact-layout.ts'
import { ImpactSide } from './impact-side.tsx'
import { HitBadge, ImpactTable, SpokenTable } from './impact-table.tsx'
import style from './impact.module.css'
import { useTypes } from './use-types.ts'

const names = ['impactType', 'impactClient', 'impactHit', 'impactDepth'] as const
/** As far as the server walks. */
const furthest = 12

/** What fails or is weakened with an item, or what it needs: drawn, and as a table. */
export const ImpactView = ({ number, at }: { number: string; at?: string }) => {
  const { t } = useWords()
  const [asked, ask] = useFilters(['impactWay', 'impactAs'])
  const [filters] = useFilters(names)
  const direction = asked.impactWay === 'down' ? 'down' : 'up'
  const { data, error } = useApi(
    configurationApi.impact,
    { number, direction, depth: furthest, ...(at === undefined ? {} : { at }) },
    { keepsPrevious: true },
  )
  const shown = useMemo(() => filtered(data, number, filters), [data, number, filters])
  const spoken = useDeferredValue(shown, undefined)
  if (error !== null) return <ProblemAlert error={error} />
  if (data === undefined || shown === undefined) return <Loader size="sm" />
  const clientOf = (id: string | null) => data.clients.find((client) => client.id === id)?.name ?? null
  const common = { root: number, direction, clientOf } as const
  const others = data.nodes.filter((node) => node.number !== number)
  const isTable = asked.impactAs === 'table'
  return (
    <Stack gap="sm">
      <div className={style['counts']}>
        <SegmentedControl
          size="sm"
          aria-label={t('configuration.impact.direction')}
          value={direction}
          data={[
            { value: 'up', label: t('configuration.impact.up') },
            { value: 'down', label: t('configuration.impact.down') },
          ]}
          onChange={(value) => ask({ impactWay: value === 'up' ? undefined : value })}
        />
        <SegmentedControl
          size="sm"
          aria-label={t('configuration.impact.as')}
          value={isTable ? 'table' : 'graph'}
          data={[
            { value: 'graph', label: t('configuration.impact.graph') },
            { value: 'table', label: t('configuration.impact.table') },
          ]}
          onChange={(value) => ask({ impactAs: value === 'graph' ? undefined : value })}
        />
        {direction === 'up' && <Counts nodes={others} />}
      </div>
      {others.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(direction === 'up' ? 'configuration.impact.none' : 'configuration.impact.needsNothing')}
        </Text>
      ) : (
        <Filters nodes={others} direction={direction} clientOf={clientOf} />
      )}
      {data.isCut && <Text size="sm">{t('configuration.impact.cut', { count: data.nodes.length })}</Text>}
      {others.length > 0 && (
        <div className={style['layout']}>
          <div>
            {isTable ? (
              <ImpactTable {...common} {...shown} />
            ) : (
              <ImpactGraph key={direction} {...common} {...shown} />
            )}
            {!isTable && spoken !== undefined && <SpokenTable {...common} {...spoken} />}
          </div>
          <ImpactSide impact={data} direction={direction} />
        </div>
      )}
    </Stack>
  )
}

const Counts = ({ nodes }: { nodes: readonly Node[] }) => {
  return (['down', 'weakened'] as const).map((hit) => {
    const count = nodes.filter((node) => node.hit === hit).length
    return count === 0 ? null : (
      <span key={hit}>
        <HitBadge hit={hit} /> {count}
      </span>
    )
  })
}

/** Only what occurs can be chosen. */
const Filters = ({ nodes, direction, clientOf }: FiltersProps) => {
  const { t } = useWords()
  const { nameOf } = useTypes()
  const of = <Value extends string | number>(valueOf: (node: Node) => Value) => [
    ...new Set(nodes.map(valueOf)),
  ]
  const byLabel = (one: { label: string }, other: { label: string }) => one.label.localeCompare(other.label)
  const depths = of(({ depth }) => depth).toSorted((one, other) => one - other)
  const filters: Filter[] = [
    {
      name: 'impactType',
      label: t('configuration.field.type'),
      kind: 'many',
      options: of(({ type }) => type)
        .map((value) => ({ value, label: nameOf(value) }))
        .toSorted(byLabel),
    },
    {
      name: 'impactClient',
      label: t('configuration.field.clientId'),
      kind: 'one',
      options: of(({ clientId }) => clientId ?? 'none')
        .map((value) => ({
          value,
          label: value === 'none' ? t('configuration.filter.noClient') : (clientOf(value) ?? value),
        }))
        .toSorted(byLabel),
    },
    ...(direction === 'up'
      ? [
          {
            name: 'impactHit',
            label: t('configuration.impact.title'),
            kind: 'one' as const,
            options: (['down', 'weakened'] as const).map((value) => ({
              value,
              label: t(`configuration.impact.hits.${value}`),
            })),
          },
        ]
      : []),
    {
      name: 'impactDepth',
      label: t('configuration.impact.depth'),
      kind: 'one',
      options: depths.map((depth) => ({
        value: String(depth),
        label: t('configuration.impact.upTo', { count: depth }),
      })),
    },
  ]
  return <FilterBar filters={filters} />
}

interface FiltersProps {
  nodes: readonly Node[]
  direction: 'up' | 'down'
  clientOf: (id: string | null) => string | null
}

const filtered = (
  impact: Impact | undefined,
  root: string,
  { impactType, impactClient, impactHit, impactDepth }: Partial<Record<(typeof names)[number], string>>,
) => {
  if (impact === undefined) return undefined
  const types = impactType?.split(',')
  const nodes = impact.nodes.filter(
    ({ number, type, clientId, hit, depth }) =>
      number === root ||
      ((types === undefined || types.includes(type)) &&
        (impactClient === undefined || (clientId ?? 'none') === impactClient) &&
        (impactHit === undefined || hit === impactHit) &&
        (impactDepth === undefined || depth <= Number(impactDepth))),
  )
  const left = new Set(nodes.map(({ number }) => number))
  return { nodes, edges: impact.edges.filter(({ from, to }) => left.has(from) && left.has(to)) }
}
