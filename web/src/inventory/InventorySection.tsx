import { inventoryApi } from '#contract/inventory/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useDeferredValue, useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi, usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import { Ago } from '../ui/times.tsx'
import { useFields } from './say-field.ts'

type Inventory = OutputOf<typeof inventoryApi.ofItem>

/** On the page of an item: what its agent says of it. */
export const InventorySection = ({ number, type }: { number: string; type?: string }) => {
  const { t } = useWords()
  const { data, error } = useApi(inventoryApi.ofItem, { number })
  if (error !== null) return <ProblemAlert error={error} />
  if (data === undefined) return null
  const { machine, locks, deviations } = data
  return (
    <Stack component="section" gap="sm" aria-labelledby="item-inventory">
      <Title order={2} size="h3" id="item-inventory">
        {t('inventory.section.title')}
      </Title>
      {machine === null ? (
        <Text size="sm" c="dimmed">
          {t('inventory.section.none')}
        </Text>
      ) : (
        <Machine machine={machine} />
      )}
      {deviations.length > 0 && (
        <Alert color="caution" title={`${t('inventory.section.deviations')} (${deviations.length})`}>
          <TextLink href="/parc/ecarts">{t('inventory.section.decide')}</TextLink>
        </Alert>
      )}
      {locks.length > 0 && <Locks number={number} type={type} locks={locks} mayWrite={data.mayWrite} />}
      {machine !== null && <Software number={number} />}
    </Stack>
  )
}

const Machine = ({ machine }: { machine: NonNullable<Inventory['machine']> }) => {
  const { t } = useWords()
  const facts = [
    machine.agent === null ? null : t(`inventory.agents.${machine.agent}`),
    machine.tag === null ? null : `${t('inventory.section.site')} ${machine.tag}`,
  ].filter((fact) => fact !== null)
  return (
    <>
      <Text size="sm">
        {facts.join(' · ')}
        {machine.lastContactAt !== null && (
          <>
            {' · '}
            {t('inventory.section.last')} <Ago at={machine.lastContactAt} />
          </>
        )}
        {machine.lastFullAt !== null && (
          <>
            {' · '}
            {t('inventory.section.full')} <Ago at={machine.lastFullAt} />
          </>
        )}
      </Text>
      {!machine.isComplete && <Alert color="caution">{t('inventory.section.incomplete')}</Alert>}
    </>
  )
}

interface LocksProps {
  number: string
  type: string | undefined
  locks: Inventory['locks']
  mayWrite: boolean
}

const Locks = ({ number, type, locks, mayWrite }: LocksProps) => {
  const { t } = useWords()
  const { day } = useTime()
  const { fieldOf } = useFields()
  const unlock = useAction(inventoryApi.unlock, { invalidates: [inventoryApi.ofItem] })
  return (
    <div>
      <Text size="sm" fw={550}>
        <IconLock size={14} aria-hidden /> {t('inventory.section.locks')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('inventory.section.locksHelp')}
      </Text>
      <ProblemAlert error={unlock.error} />
      {locks.map(({ field, since, byName }) => {
        const name = fieldOf(field, type)
        return (
          <Group key={field} gap="xs">
            <Text size="sm">
              {name}{' '}
              <Text span size="xs" c="dimmed">
                {[byName, day(since)].filter(Boolean).join(', ')}
              </Text>
            </Text>
            {mayWrite && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t('inventory.section.unlockOf', { field: name })}
                onClick={() => unlock.mutate({ number, field })}
              >
                {t('inventory.section.unlock')}
              </Button>
            )}
          </Group>
        )
      })}
    </div>
  )
}

const Software = ({ number }: { number: string }) => {
  const { t } = useWords()
  const { day } = useTime()
  const [words, setWords] = useState('')
  const q = useDeferredValue(words)
  const query = usePages(inventoryApi.installations, { number, limit: 25, ...(q === '' ? {} : { q }) })
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h4">
          {t('inventory.section.software')}
        </Title>
        <TextInput
          size="xs"
          type="search"
          aria-label={t('inventory.section.search')}
          placeholder={t('inventory.section.search')}
          value={words}
          maxLength={100}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </Group>
      <ProblemAlert error={query.error} />
      {!query.isPending && query.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('inventory.section.noSoftware')}
        </Text>
      )}
      {query.items.length > 0 && (
        <QuietTable
          label={t('inventory.section.software')}
          minWidth={480}
          isStacked
          head={
            <>
              <th>{t('inventory.section.name')}</th>
              <th>{t('inventory.section.version')}</th>
              <th>{t('inventory.section.publisher')}</th>
              <th>{t('inventory.section.firstSeen')}</th>
            </>
          }
        >
          {query.items.map((one) => (
            <tr key={one.id}>
              <th scope="row" style={{ overflowWrap: 'anywhere' }}>
                {one.title}
              </th>
              <td data-label={t('inventory.section.version')} style={{ overflowWrap: 'anywhere' }}>
                {one.version}
              </td>
              <td data-label={t('inventory.section.publisher')}>{one.publisher ?? ''}</td>
              <td data-label={t('inventory.section.firstSeen')}>{day(one.firstSeen)}</td>
            </tr>
          ))}
        </QuietTable>
      )}
      <LoadMore query={query} />
    </Stack>
  )
}
