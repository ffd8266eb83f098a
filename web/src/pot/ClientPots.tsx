import { potApi, type HourPot } from '#contract/pot/api.ts'
import { Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { hoursOf } from '../record/week.ts'
import { keepsRelations } from '../settings/may-keep.ts'
import { PotForm } from './pot-form.tsx'
import { PotMeter } from './pot-meter.tsx'

/** The hours that a client has bought ahead, and what is left of them. */
export const ClientPots = ({ clientId }: { clientId: string }) => {
  const { t } = useWords()
  const mayKeep = keepsRelations(useSession())
  const { items, error, isPending } = useAll(potApi.list, { client: clientId })
  const [open, setOpen] = useState<HourPot | 'new' | null>(null)
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('pot.title')}</Title>
        {mayKeep && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            {t('pot.create')}
          </Button>
        )}
      </Group>
      <ProblemAlert error={error} />
      {!isPending && items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('pot.none')}
        </Text>
      )}
      <Stack gap="md">
        {items.map((pot) => (
          <Pot key={pot.id} pot={pot} onEdit={mayKeep ? () => setOpen(pot) : null} />
        ))}
      </Stack>
      {open !== null && (
        <PotForm clientId={clientId} pot={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </section>
  )
}

const Pot = ({ pot, onEdit }: { pot: HourPot; onEdit: (() => void) | null }) => {
  const { t } = useWords()
  return (
    <div>
      <Group gap="xs" mb={4}>
        {onEdit === null ? (
          <Text fw={600}>{pot.name}</Text>
        ) : (
          <Button variant="subtle" size="compact-sm" ml="calc(var(--button-padding-x) * -1)" onClick={onEdit}>
            {pot.name}
          </Button>
        )}
        <Text size="sm" c="dimmed">
          {[
            pot.serviceName ?? t('pot.anyService'),
            t(`pot.renewals.${pot.renewal}`),
            ...(pot.isForExtras ? [t('pot.isForExtras')] : []),
          ].join(' · ')}
        </Text>
      </Group>
      <PotMeter pot={pot} />
      {pot.past.length > 0 && <Past pot={pot} />}
    </div>
  )
}

const Past = ({ pot }: { pot: HourPot }) => {
  const { t } = useWords()
  const { date } = useTime()
  return (
    <details>
      <summary>
        <Text span size="sm">
          {t('pot.history')}
        </Text>
      </summary>
      <Table.ScrollContainer minWidth={420}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('pot.from')}</Table.Th>
              {(['available', 'used', 'rest', 'exceeded'] as const).map((name) => (
                <Table.Th key={name} scope="col" ta="right">
                  {t(`pot.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pot.past.map(({ from, bought, carried, used, left, over }) => (
              <Table.Tr key={from}>
                <Table.Td>{date(from)}</Table.Td>
                {[bought + carried, used, left, over].map((minutes, nth) => (
                  // oxlint-disable-next-line react/no-array-index-key -- four columns in a fixed order
                  <Table.Td key={nth} ta="right">
                    {hoursOf(minutes)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  )
}
