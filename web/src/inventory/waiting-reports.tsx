import { inventoryApi, type Waiting } from '#contract/inventory/api.ts'
import { Button, Card, Group, Select, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Ago } from '../ui/times.tsx'

/** Where nothing waits, nothing is said. */
export const WaitingReports = () => {
  const { t } = useWords()
  const { items, error } = useAll(inventoryApi.listWaiting, {})
  if (items.length === 0) return <ProblemAlert error={error} />
  return (
    <Stack component="section" gap="xs" aria-labelledby="inventory-waiting">
      <Title order={2} size="h3" id="inventory-waiting">
        {t('inventory.waiting.title')}
      </Title>
      {items.map((report) => (
        <Report key={report.id} report={report} />
      ))}
    </Stack>
  )
}

const Report = ({ report }: { report: Waiting }) => {
  const { t } = useWords()
  const decide = useAction(inventoryApi.decide, {
    invalidates: [inventoryApi.listWaiting, inventoryApi.listContacts, inventoryApi.listDoors],
  })
  const { id, clientId, clientName, candidates } = report
  const name = report.name ?? report.deviceId
  const told = [
    report.model,
    report.system,
    report.serial === null ? null : t('inventory.waiting.serial', { serial: report.serial }),
    report.isPartial ? t('inventory.waiting.partial') : null,
    t(`inventory.agents.${report.agent}`),
    report.tag,
    t('inventory.waiting.from', { address: report.address }),
  ]
  return (
    <Card withBorder padding="sm">
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {clientId === null
              ? t('inventory.waiting.quarantine')
              : t('inventory.waiting.ofClient', { client: clientName ?? '' })}{' '}
            · <Ago at={report.at} />
          </Text>
        </Group>
        <Text size="sm">
          {t(clientId === null ? 'inventory.waiting.unknown' : 'inventory.waiting.unsure')}
        </Text>
        <Text size="xs" c="dimmed">
          {told.filter((word) => word !== null && word !== '').join(' · ')}
        </Text>
        {candidates.map((candidate) => (
          <Group key={candidate.number} gap="xs" justify="space-between">
            <div>
              <Text size="sm">
                <TextLink inherit href={`/parc/${candidate.number}`}>
                  {t('inventory.waiting.resembles', { number: candidate.number, name: candidate.name })}
                </TextLink>
              </Text>
              <Text size="xs" c="dimmed">
                {candidate.because.map((reason) => sayReason(t, reason)).join(' · ')}
              </Text>
            </div>
            <Button
              size="xs"
              variant="light"
              loading={decide.isPending}
              onClick={() => decide.mutate({ id, decision: 'same', ci: candidate.number })}
            >
              {t('inventory.waiting.itIs', { number: candidate.number })}
            </Button>
          </Group>
        ))}
        <ProblemAlert error={decide.error} />
        <Group gap="xs" justify="flex-end">
          {clientId === null ? (
            <Assign
              name={name}
              onAssign={(client) => decide.mutate({ id, decision: 'client', clientId: client })}
            />
          ) : (
            <Button
              size="xs"
              variant="default"
              loading={decide.isPending}
              onClick={() => decide.mutate({ id, decision: 'new' })}
            >
              {t('inventory.waiting.isNew')}
            </Button>
          )}
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            aria-label={t('inventory.waiting.ignoreOf', { name })}
            onClick={() => decide.mutate({ id, decision: 'ignored' })}
          >
            {t('inventory.waiting.ignore')}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

const Assign = ({ name, onAssign }: { name: string; onAssign: (clientId: string) => void }) => {
  const { t } = useWords()
  const clients = useClients()
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <>
      <Select
        size="xs"
        aria-label={t('inventory.waiting.whose', { name })}
        placeholder={t('inventory.doors.client')}
        data={clients.map((client) => ({ value: client.id, label: client.name }))}
        value={chosen}
        onChange={setChosen}
        searchable
      />
      <Button size="xs" disabled={chosen === null} onClick={() => chosen !== null && onAssign(chosen)}>
        {t('inventory.waiting.assign')}
      </Button>
    </>
  )
}

const reasons = [
  'agent',
  'device',
  'uuid',
  'serial',
  'serial-of-other-maker',
  'mac',
  'board',
  'name',
  'other-uuid',
  'other-serial',
  'other-board',
  'other-macs',
] as const

const sayReason = (t: ReturnType<typeof useWords>['t'], reason: string): string => {
  const known = reasons.find((one) => one === reason)
  return known === undefined ? reason : t(`inventory.reasons.${known}`)
}
