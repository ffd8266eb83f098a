import { inventoryApi } from '#contract/inventory/api.ts'
import type { OutputOf } from '#contract/endpoint.ts'
import { Alert, Button, Code, CopyButton, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Ago } from '../ui/times.tsx'

type Door = OutputOf<typeof inventoryApi.listDoors>['items'][number]

/** One address a client: made, renewed, closed; shown once. */
export const Doors = ({ doors, mayWrite }: { doors: readonly Door[]; mayWrite: boolean }) => {
  const { t } = useWords()
  const { day, number } = useTime()
  const [asked, setAsked] = useState<{ door: Door; what: 'renew' | 'close' } | null>(null)
  const [made, setMade] = useState<{ name: string; url: string } | null>(null)
  const make = useAction(inventoryApi.makeSecret, {
    invalidates: [inventoryApi.listDoors],
    onSuccess: ({ url }, { id }) => {
      setAsked(null)
      setMade({ url, name: doors.find(({ clientId }) => clientId === id)?.clientName ?? '' })
    },
  })
  const close = useAction(inventoryApi.endSecret, {
    invalidates: [inventoryApi.listDoors],
    onSuccess: () => setAsked(null),
  })
  return (
    <Stack component="section" gap="xs" aria-labelledby="inventory-doors">
      <Title order={2} size="h3" id="inventory-doors">
        {t('inventory.doors.title')}
      </Title>
      <ProblemAlert error={make.error ?? close.error} />
      {doors.length === 0 && (
        <EmptyState icon={<IconKey size={32} />} title={t('inventory.doors.noClient')}>
          {t('inventory.doors.noClientText')}
        </EmptyState>
      )}
      {doors.length > 0 && (
        <QuietTable
          label={t('inventory.doors.title')}
          minWidth={640}
          isStacked
          head={
            <>
              <th>{t('inventory.doors.client')}</th>
              <th>{t('inventory.doors.machines')}</th>
              <th>{t('inventory.doors.last')}</th>
              <th>{t('inventory.doors.since')}</th>
              {mayWrite && <th>{t('inventory.doors.action')}</th>}
            </>
          }
        >
          {doors.map((door) => (
            <tr key={door.clientId}>
              <th scope="row">{door.clientName}</th>
              <td data-label={t('inventory.doors.machines')}>{number(door.machines)}</td>
              <td data-label={t('inventory.doors.last')}>
                {door.lastContactAt === null ? t('inventory.doors.never') : <Ago at={door.lastContactAt} />}
              </td>
              <td data-label={t('inventory.doors.since')}>
                {door.since === null ? t('inventory.doors.none') : day(door.since)}
              </td>
              {mayWrite && (
                <td>
                  {door.since === null ? (
                    <Button
                      size="xs"
                      variant="light"
                      aria-label={t('inventory.doors.openOf', { name: door.clientName })}
                      onClick={() => make.mutate({ id: door.clientId })}
                    >
                      {t('inventory.doors.open')}
                    </Button>
                  ) : (
                    <Group gap={4} wrap="nowrap">
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={t('inventory.doors.renewOf', { name: door.clientName })}
                        onClick={() => setAsked({ door, what: 'renew' })}
                      >
                        {t('inventory.doors.renew')}
                      </Button>
                      <Button
                        size="xs"
                        variant="subtle"
                        color="gray"
                        aria-label={t('inventory.doors.closeOf', { name: door.clientName })}
                        onClick={() => setAsked({ door, what: 'close' })}
                      >
                        {t('inventory.doors.close')}
                      </Button>
                    </Group>
                  )}
                </td>
              )}
            </tr>
          ))}
        </QuietTable>
      )}
      {asked !== null && (
        <ConfirmDialog
          isOpen
          title={t(`inventory.doors.${asked.what}Of`, { name: asked.door.clientName })}
          action={t(`inventory.doors.${asked.what}`)}
          isDangerous
          isPending={make.isPending || close.isPending}
          error={make.error ?? close.error}
          onConfirm={() => (asked.what === 'renew' ? make : close).mutate({ id: asked.door.clientId })}
          onClose={() => setAsked(null)}
        >
          {t(`inventory.doors.${asked.what}Text`)}
        </ConfirmDialog>
      )}
      {made !== null && <Secret {...made} onClose={() => setMade(null)} />}
    </Stack>
  )
}

/** Each agent has its own file, and the same one line. */
const filesOf = (url: string) => [
  { agent: 'ocs' as const, file: '/etc/ocsinventory/ocsinventory-agent.cfg', line: `server=${url}` },
  { agent: 'fusion' as const, file: '/etc/fusioninventory/agent.cfg', line: `server = ${url}` },
  { agent: 'glpi' as const, file: '/etc/glpi-agent/conf.d/trousse.cfg', line: `server = ${url}` },
]

const Secret = ({ name, url, onClose }: { name: string; url: string; onClose: () => void }) => {
  const { t } = useWords()
  return (
    <Modal opened onClose={onClose} size="lg" title={t('inventory.secret.title', { name })}>
      <Stack>
        <Alert color="caution">{t('inventory.secret.once')}</Alert>
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t('inventory.secret.address')}
            value={url}
            readOnly
            flex="1 1 18rem"
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                onClick={copy}
              >
                {t(copied ? 'inventory.secret.copied' : 'inventory.secret.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Title order={3} size="h4">
          {t('inventory.secret.how')}
        </Title>
        {filesOf(url).map(({ agent, file, line }) => (
          <div key={agent}>
            <Text size="sm" fw={550}>
              {t(`inventory.agents.${agent}`)}
            </Text>
            <Text size="xs" c="dimmed">
              {file}
            </Text>
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {line}
            </Code>
          </div>
        ))}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('inventory.secret.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
