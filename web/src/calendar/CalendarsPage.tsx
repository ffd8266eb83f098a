import { artefactApi } from '#contract/artefact/api.ts'
import { calendarApi } from '#contract/calendar/api.ts'
import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconCalendar, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { stateOf, StateBadge } from '../artefact/state-badge.tsx'
import { useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { useReturnFocus } from '../settings/use-return-focus.ts'

/** Every calendar of the firm: the general one, and those that services and agreements have of their own. */
export const CalendarsPage = () => {
  const { t, say } = useWords()
  const { day } = useTime()
  const { person } = useSession()
  const [isCreating, setCreating] = useState(false)
  const query = useAll(artefactApi.list, { kind: 'calendar' })
  const mayCreate = person.roles.some((role) => role === 'D' || role === 'RGS/AC' || role === 'RGS/RC')
  const create = mayCreate && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t('calendar.create')}
    </Button>
  )
  return (
    <Page
      title={t('calendar.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      method={{ text: t('calendar.method') }}
      actions={create}
    >
      <Text size="sm" maw={720}>
        {t('calendar.explained')}
      </Text>
      <DataList
        label={t('calendar.title')}
        query={query}
        keyOf={({ id }) => id}
        addressOf={({ id }) => `/reglages/calendriers/${id}`}
        columns={[
          { key: 'name', label: t('calendar.one'), render: ({ name }) => say(name) },
          {
            key: 'state',
            label: t('agreement.column.state'),
            width: '14rem',
            render: (artefact) => <StateBadge state={stateOf(artefact)} />,
          },
          {
            key: 'from',
            label: t('agreement.column.from'),
            width: '12rem',
            isWide: true,
            render: ({ inForce }) => (inForce?.inForceFrom ? day(inForce.inForceFrom) : ''),
          },
        ]}
        empty={
          <EmptyState icon={<IconCalendar size={32} />} title={t('calendar.title')} action={create}>
            {t('calendar.explained')}
          </EmptyState>
        }
      />
      {isCreating && <NewCalendar onClose={() => setCreating(false)} />}
    </Page>
  )
}

/** A new one starts from the usual hours of the country and opens to be edited. */
const NewCalendar = ({ onClose }: { onClose: () => void }) => {
  useReturnFocus()
  const { t } = useWords()
  const go = useGo()
  const { provider } = useSession()
  const [name, setName] = useState('')
  const proposition = useApi(calendarApi.propose, {
    country: provider.country,
    ...(provider.region === null ? {} : { region: provider.region }),
  })
  const create = useAction(artefactApi.create, {
    invalidates: [artefactApi.list],
    onSuccess: ({ id }) => go(`/reglages/calendriers/${id}`),
  })
  const usual = proposition.data
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('calendar.create')}
      closeButtonProps={{ 'aria-label': t('shell.confirm.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const words = { fr: name.trim() }
          if (usual !== undefined)
            create.mutate({ kind: 'calendar', name: words, content: { ...usual, name: words } })
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('calendar.createText')}</Text>
          <TextInput
            label={t('calendar.name')}
            required
            data-autofocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <ProblemAlert error={create.error ?? proposition.error} />
          <Button
            type="submit"
            loading={create.isPending}
            disabled={name.trim() === '' || usual === undefined}
          >
            {t('calendar.create')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
