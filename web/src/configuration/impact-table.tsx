import { VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { endsOf, type Direction, type Edge, type Node } from './impact-layout.ts'
import { useKinds, useTypes } from './use-types.ts'

/** The same as the graph, to be read: who is hit, how far away, and by way of what. */
export const ImpactTable = ({ root, nodes, edges, direction, clientOf }: ImpactTableProps) => {
  const { t } = useWords()
  const { nameOf } = useTypes()
  const wayTo = useWays(nodes, edges, direction)
  return (
    <QuietTable
      label={t(`configuration.impact.${direction}`)}
      isTop
      isStacked
      head={
        <>
          <th scope="col">{t('configuration.field.name')}</th>
          <th scope="col">{t('configuration.field.type')}</th>
          <th scope="col">{t('configuration.field.clientId')}</th>
          <th scope="col">{t('configuration.field.state')}</th>
          {direction === 'up' && <th scope="col">{t('configuration.impact.title')}</th>}
          <th scope="col">{t('configuration.impact.depth')}</th>
          <th scope="col">{t('configuration.impact.by')}</th>
        </>
      }
    >
      {nodes
        .filter(({ number }) => number !== root)
        .map((node) => (
          <tr key={node.number}>
            <th scope="row">
              <TextLink href={`/parc/${node.number}`} size="sm">
                {node.name}
              </TextLink>{' '}
              {node.number}
            </th>
            <td>{nameOf(node.type)}</td>
            <td>{clientOf(node.clientId) ?? '–'}</td>
            <td>{t(`configuration.states.${node.state}`)}</td>
            {direction === 'up' && (
              <td>
                <HitBadge hit={node.hit} />
              </td>
            )}
            <td data-label={t('configuration.impact.depth')}>{node.depth}</td>
            <td data-wide>
              {wayTo(node.number).map((line) => (
                <div key={line}>{line}</div>
              ))}
            </td>
          </tr>
        ))}
    </QuietTable>
  )
}

/** For who hears the page: the graph's content as a table without links of its own. */
export const SpokenTable = ({ root, nodes, edges, direction, clientOf }: ImpactTableProps) => {
  const { t } = useWords()
  const { nameOf } = useTypes()
  const wayTo = useWays(nodes, edges, direction)
  return (
    <VisuallyHidden>
      <table>
        <caption>{t(`configuration.impact.${direction}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('configuration.field.name')}</th>
            <th scope="col">{t('configuration.field.type')}</th>
            <th scope="col">{t('configuration.field.clientId')}</th>
            <th scope="col">{t('configuration.impact.title')}</th>
            <th scope="col">{t('configuration.impact.by')}</th>
          </tr>
        </thead>
        <tbody>
          {nodes
            .filter(({ number }) => number !== root)
            .map(({ number, name, type, clientId, state, hit }) => (
              <tr key={number}>
                <th scope="row">{`${name}, ${number}`}</th>
                <td>{nameOf(type)}</td>
                <td>{clientOf(clientId) ?? ''}</td>
                <td>
                  {direction === 'up'
                    ? t(`configuration.impact.hits.${hit}`)
                    : t(`configuration.states.${state}`)}
                </td>
                <td>{wayTo(number).join(' ; ')}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </VisuallyHidden>
  )
}

export const HitBadge = ({ hit }: { hit: Node['hit'] }) => {
  const { t } = useWords()
  return (
    <ToneBadge
      tone={hit === 'down' ? 'danger' : 'caution'}
      icon={hit === 'down' ? <IconCircleX aria-hidden /> : <IconAlertTriangle aria-hidden />}
    >
      {t(`configuration.impact.hits.${hit}`)}
    </ToneBadge>
  )
}

/** « dépend de SRV-1 (grappe : 1 sur 2) ». */
const useWays = (nodes: readonly Node[], edges: readonly Edge[], direction: Direction) => {
  const { t } = useWords()
  const { sayKind } = useKinds()
  const names = new Map(nodes.map(({ number, name }) => [number, name]))
  const byFar = Map.groupBy(edges, (edge) => endsOf(edge, direction).far)
  return (number: string): string[] =>
    (byFar.get(number) ?? []).map((edge) => {
      const { near } = endsOf(edge, direction)
      const way = `${sayKind(edge.kind, edge.from === number)} ${names.get(near) ?? near}`
      if (edge.group === null) return way
      const group = { name: edge.spare ?? '', ...edge.group }
      return `${way} (${t(direction === 'up' ? 'configuration.impact.group' : 'configuration.impact.groupOf', group)})`
    })
}

export interface ImpactTableProps {
  root: string
  nodes: readonly Node[]
  edges: readonly Edge[]
  direction: Direction
  clientOf: (id: string | null) => string | null
}
