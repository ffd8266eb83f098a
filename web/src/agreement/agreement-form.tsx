import { agreementApi, type Agreement } from '#contract/agreement/api.ts'
import { artefactApi } from '#contract/artefact/api.ts'
import type { Target } from '#contract/grid/shape.ts'
import { Alert, Button, NativeSelect, SimpleGrid, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { outdatedByVersions } from '../artefact/use-artefact.ts'
import { TargetsEditor } from '../grid/targets-editor.tsx'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { ClientPicker, ServicePicker } from '../record/pickers.tsx'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { useGrid } from './use-grid.ts'

/** A new agreement, or the next version of one: what is promised to a client for a service, and during which hours. */
export const AgreementForm = ({ clientId: givenClient, agreement, onClose }: AgreementFormProps) => {
  const { t, say } = useWords()
  const { person } = useSession()
  const [clientId, setClient] = useState<string | null>(agreement?.clientId ?? givenClient ?? null)
  const [serviceId, setService] = useState<string | null>(agreement?.serviceId ?? null)
  const [calendarId, setCalendar] = useState(agreement?.calendarId ?? '')
  const [gridId, setGrid] = useState(agreement?.gridId ?? '')
  const [from, setFrom] = useState('')
  const [note, setNote] = useState('')
  const grid = useGrid(gridId === '' ? null : gridId)
  const [own, setOwn] = useState<readonly Target[] | null>(agreement?.targets ?? null)
  const targets = own ?? grid?.targets ?? []
  const calendars = useApi(artefactApi.list, { kind: 'calendar' }).data?.items ?? []
  const chosenCalendar =
    calendarId === '' ? (calendars.find(({ key }) => key === 'default')?.id ?? '') : calendarId
  const grids = useApi(artefactApi.list, { kind: 'priority-grid' }).data?.items ?? []
  const known = useApi(agreementApi.list, {}).data?.items ?? []
  const isNext =
    agreement !== undefined || known.some((one) => one.clientId === clientId && one.serviceId === serviceId)
  const save = useAction(agreementApi.create, {
    invalidates: [agreementApi.list, agreementApi.read, ...outdatedByVersions],
    onSuccess: () => {
      void notify(t('agreement.saved'))
      onClose()
    },
  })
  const faults = fieldErrorsOf(save.error)
  const approves = person.roles.includes('RGS/RC') || person.roles.includes('D')
  const missing = grid?.priorities.find(({ value }) => !targets.some(({ priority }) => priority === value))
  return (
    <FormDrawer
      title={t(agreement === undefined ? 'agreement.create' : 'agreement.next.action')}
      size="52rem"
      error={save.error}
      fields={['clientId', 'serviceId', 'from']}
      isPending={save.isPending}
      isDisabled={clientId === null || serviceId === null || targets.length === 0}
      onSubmit={() => {
        if (clientId !== null && serviceId !== null)
          save.mutate({
            clientId,
            serviceId,
            targets: [...targets],
            gridId: gridId === '' ? null : gridId,
            ...(chosenCalendar === '' ? {} : { calendarId: chosenCalendar }),
            ...(from === '' ? {} : { from }),
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          })
      }}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <ClientPicker
          label={t('agreement.field.client')}
          required
          disabled={agreement !== undefined || givenClient !== undefined}
          value={clientId}
          onChange={setClient}
          error={faults['clientId']}
        />
        <ServicePicker
          label={t('agreement.field.service')}
          required
          disabled={agreement !== undefined}
          value={serviceId}
          onChange={setService}
          error={faults['serviceId']}
        />
        <NativeSelect
          label={t('agreement.field.calendar')}
          value={chosenCalendar}
          data={calendars.map(({ id, name }) => ({ value: id, label: say(name) }))}
          onChange={({ currentTarget }) => setCalendar(currentTarget.value)}
        />
        {grids.length > 1 && (
          <NativeSelect
            label={t('agreement.field.grid')}
            value={gridId}
            data={[
              { value: '', label: t('agreement.field.gridDefault') },
              ...grids
                .filter(({ key }) => key !== 'default')
                .map(({ id, name }) => ({ value: id, label: say(name) })),
            ]}
            onChange={({ currentTarget }) => setGrid(currentTarget.value)}
          />
        )}
        <TextInput
          type="date"
          label={t('agreement.field.from')}
          description={t('agreement.field.fromHelp')}
          value={from}
          error={faults['from']}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
      </SimpleGrid>
      {isNext && (
        <Alert variant="light" p="xs">
          {t(agreement === undefined ? 'agreement.exists' : 'agreement.next.text')}
        </Alert>
      )}
      <div>
        <Title order={3}>{t('agreement.targets.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('agreement.targets.text')}
        </Text>
      </div>
      <TargetsEditor
        targets={targets}
        priorities={grid?.priorities ?? []}
        onChange={setOwn}
        onRemove={(priority) => setOwn(targets.filter((target) => target.priority !== priority))}
      />
      {missing !== undefined && (
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setOwn(withPriority(targets, missing.value))}
        >
          {t('agreement.targets.add')}
        </Button>
      )}
      <Textarea
        label={t('agreement.field.note')}
        description={t('agreement.field.noteHelp')}
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Text size="sm" c="dimmed">
        {approves
          ? t('agreement.atOnce')
          : t('agreement.needsApproval', { role: t('person.role.RGS/RC.name') })}
      </Text>
    </FormDrawer>
  )
}

interface AgreementFormProps {
  clientId?: string
  /** The one whose next version this is. */
  agreement?: Agreement
  onClose: () => void
}

const withPriority = (targets: readonly Target[], priority: number): Target[] => {
  const model = targets.at(-1)
  const added: Target = {
    priority,
    response: model?.response ?? { value: 1, unit: 'serviceDay' },
    resolution: model?.resolution ?? { value: 10, unit: 'serviceDay' },
    kind: 'objective',
  }
  return [...targets, added].toSorted((a, b) => a.priority - b.priority)
}
