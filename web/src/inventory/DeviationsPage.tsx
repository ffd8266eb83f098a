import { inventoryApi, type Deviation } from '#contract/inventory/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import { Alert, Card, Checkbox, Group as Row, Loader, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { Ago } from '../ui/times.tsx'
import { DecideDeviations } from './decide-deviations.tsx'
import { useFields } from './say-field.ts'

/** What was seen otherwise than approved, by cause, to be decided many at once. */
export const DeviationsPage = () => {
  const { t } = useWords()
  const { data, isPending, error, refetch } = useApi(inventoryApi.listDeviations, {})
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const groups = data?.items ?? []
  const open = new Set(groups.flatMap(({ items }) => items.map(({ id }) => id)))
  const ids = [...chosen].filter((id) => open.has(id))
  return (
    <Page title={t('inventory.deviations.title')}>
      <Text size="sm" maw={760}>
        {t('inventory.deviations.lead')}
      </Text>
      <ProblemAlert error={error} onRetry={refetch} />
      {isPending && <Loader />}
      {data?.isCut === true && <Alert>{t('inventory.deviations.cut')}</Alert>}
      {data !== undefined && groups.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={32} />} title={t('inventory.deviations.none')}>
          {t('inventory.deviations.noneText')}
        </EmptyState>
      )}
      {data !== undefined && data.unauthorised > 0 && (
        <Text size="sm" role="status">
          {t('inventory.deviations.unauthorisedCount', { count: data.unauthorised })}
        </Text>
      )}
      {groups.length > 0 && <DecideDeviations ids={ids} onDone={() => setChosen(new Set())} />}
      {groups.map((group) => (
        <GroupCard key={group.key} group={group} chosen={chosen} onChange={setChosen} />
      ))}
    </Page>
  )
}

type Group = OutputOf<typeof inventoryApi.listDeviations>['items'][number]

interface GroupProps {
  group: Group
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}

const GroupCard = ({ group, chosen, onChange }: GroupProps) => {
  const { t } = useWords()
  const { fieldOf, valueOf } = useFields()
  const { items } = group
  const [first] = items
  if (first === undefined) return null
  const areAll = items.every(({ id }) => chosen.has(id))
  const toggle = (ids: readonly string[], isOn: boolean): void => {
    const next = new Set(chosen)
    for (const id of ids) {
      if (isOn) next.add(id)
      else next.delete(id)
    }
    onChange(next)
  }
  const field = (one: Deviation) => fieldOf(one.field, one.type)
  const value = (one: Deviation, what: 'standing' | 'found') => valueOf(one.field, one[what])
  return (
    <Card withBorder padding="sm" component="section" aria-label={titleOf(group)}>
      <Stack gap="xs">
        <Row gap="xs" justify="space-between">
          <Title order={2} size="h4">
            {group.kind === 'machine' ? (
              <TextLink inherit href={`/parc/${first.number}`}>
                {first.name}
              </TextLink>
            ) : (
              <>
                {t('inventory.deviations.same', { field: field(first), value: value(first, 'found') })}{' '}
                <Text span size="sm" c="dimmed">
                  {t('inventory.deviations.sameOn', { count: items.length })}
                </Text>
              </>
            )}
          </Title>
          <Checkbox
            size="sm"
            label={t('inventory.deviations.chooseAll')}
            checked={areAll}
            onChange={() =>
              toggle(
                items.map(({ id }) => id),
                !areAll,
              )
            }
          />
        </Row>
        <Text size="xs" c="dimmed">
          {[...new Set(items.map(({ cause }) => t(`inventory.deviations.cause.${cause}`)))].join(' · ')}
        </Text>
        <QuietTable
          label={titleOf(group)}
          minWidth={560}
          isStacked
          head={
            <>
              <th>{t('inventory.deviations.item')}</th>
              <th>{t('inventory.deviations.field')}</th>
              <th>{t('inventory.deviations.standing')}</th>
              <th>{t('inventory.deviations.found')}</th>
              <th>{t('inventory.deviations.seen')}</th>
            </>
          }
        >
          {items.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Checkbox
                  size="xs"
                  aria-label={t('inventory.deviations.choose', { field: field(one), name: one.name })}
                  label={`${one.number} ${one.name}${one.clientName === null ? '' : ` · ${one.clientName}`}`}
                  checked={chosen.has(one.id)}
                  onChange={({ currentTarget }) => toggle([one.id], currentTarget.checked)}
                />
              </th>
              <td data-label={t('inventory.deviations.field')}>{field(one)}</td>
              <td data-label={t('inventory.deviations.standing')}>{value(one, 'standing')}</td>
              <td data-label={t('inventory.deviations.found')}>
                {value(one, 'found')}
                {one.isUnauthorised && (
                  <ToneBadge tone="danger" title={t('inventory.deviations.unauthorised')}>
                    {t('inventory.deviations.unauthorised')}
                  </ToneBadge>
                )}
                {one.changes.length > 0 && (
                  <Text size="xs" c="dimmed">
                    {t('inventory.deviations.explained', { numbers: one.changes.join(', ') })}
                  </Text>
                )}
              </td>
              <td data-label={t('inventory.deviations.seen')}>
                <Ago at={one.firstSeen} />
              </td>
            </tr>
          ))}
        </QuietTable>
      </Stack>
    </Card>
  )
}

const titleOf = ({ items, kind }: Group): string =>
  kind === 'machine' ? (items[0]?.name ?? '') : `${items[0]?.field} (${items.length})`
