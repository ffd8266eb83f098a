import { inventoryApi, Outcome, type Contact } from '#contract/inventory/api.ts'
import { Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconClock, IconHandStop, IconRadar2 } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'
import { TextLink } from '../ui/app-link.tsx'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Ago } from '../ui/times.tsx'
import { ToneBadge, type Tone } from '../ui/tone-badge.tsx'

const tones: Record<Outcome, Tone> = {
  greeted: 'neutral',
  created: 'success',
  updated: 'success',
  unchanged: 'neutral',
  waiting: 'caution',
  quarantined: 'caution',
  ignored: 'neutral',
  refused: 'danger',
}

const iconOf = (outcome: Outcome) => {
  if (outcome === 'refused') return <IconHandStop size={14} aria-hidden />
  if (outcome === 'waiting' || outcome === 'quarantined') return <IconAlertTriangle size={14} aria-hidden />
  return outcome === 'greeted' ? <IconClock size={14} aria-hidden /> : <IconCheck size={14} aria-hidden />
}

/** Who knocked, what came of it, and in a sentence why it was refused. */
export const Contacts = () => {
  const { t } = useWords()
  const { bytes } = useTime()
  const clients = useClients()
  const [{ client, resultat }] = useFilters(['client', 'resultat'])
  const query = usePages(inventoryApi.listContacts, {
    limit: 25,
    ...(client === undefined ? {} : { client }),
    ...(resultat === undefined ? {} : { outcome: resultat }),
  })
  const columns: readonly Column<Contact>[] = [
    {
      key: 'who',
      label: t('inventory.contacts.who'),
      render: ({ agent, deviceId, number, name }) => (
        <div>
          <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
            {number === null ? (
              (deviceId ?? t('inventory.unknownAgent'))
            ) : (
              <TextLink inherit href={`/parc/${number}`}>
                {name ?? number}
              </TextLink>
            )}
          </Text>
          <Text size="xs" c="dimmed">
            {agent === null ? t('inventory.unknownAgent') : t(`inventory.agents.${agent}`)}
          </Text>
        </div>
      ),
    },
    {
      key: 'outcome',
      label: t('inventory.contacts.outcome'),
      width: '22rem',
      render: ({ outcome, refusal, notes }) => (
        <div>
          <ToneBadge tone={tones[outcome]} icon={iconOf(outcome)}>
            {t(`inventory.outcomes.${outcome}`)}
          </ToneBadge>
          {refusal !== null && <Text size="xs">{t(`inventory.refusals.${refusal}`)}</Text>}
          {notes.length > 0 && (
            <Text
              size="xs"
              c="dimmed"
              title={notes.map(({ section, field, problem }) => `${section}.${field}: ${problem}`).join('\n')}
            >
              {t('inventory.contacts.fields', { count: notes.length })}
            </Text>
          )}
        </div>
      ),
    },
    {
      key: 'client',
      label: t('inventory.contacts.client'),
      width: '12rem',
      isWide: true,
      render: ({ clientName }) => clientName ?? '–',
    },
    {
      key: 'address',
      label: t('inventory.contacts.address'),
      width: '10rem',
      isWide: true,
      render: ({ address }) => <span style={{ overflowWrap: 'anywhere' }}>{address}</span>,
    },
    {
      key: 'size',
      label: t('inventory.contacts.size'),
      width: '6rem',
      align: 'end',
      isWide: true,
      render: (contact) => bytes(contact.bytes),
    },
    {
      key: 'at',
      label: t('inventory.contacts.at'),
      width: '8rem',
      isWide: true,
      render: ({ at }) => <Ago at={at} />,
    },
  ]
  return (
    <Stack component="section" gap="xs" aria-labelledby="inventory-contacts">
      <Title order={2} size="h3" id="inventory-contacts">
        {t('inventory.contacts.title')}
      </Title>
      <FilterBar
        filters={[
          {
            name: 'client',
            label: t('inventory.contacts.client'),
            kind: 'one',
            options: clients.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'resultat',
            label: t('inventory.contacts.filterOutcome'),
            kind: 'many',
            options: Outcome.options.map((value) => ({ value, label: t(`inventory.outcomes.${value}`) })),
          },
        ]}
      />
      <DataList
        label={t('inventory.contacts.title')}
        query={query}
        columns={columns}
        keyOf={({ id }) => id}
        empty={
          <EmptyState icon={<IconRadar2 size={32} />} title={t('inventory.contacts.empty')}>
            {t('inventory.contacts.emptyText')}
          </EmptyState>
        }
      />
    </Stack>
  )
}
