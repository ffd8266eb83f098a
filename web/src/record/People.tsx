import { recordApi } from '#contract/record/api.ts'
import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconEye, IconEyeOff, IconId, IconPlus, IconX } from '@tabler/icons-react'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useShortcuts } from '../platform/shortcuts.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { PersonName } from '../ui/person-name.tsx'
import { PersonPicker } from './CallerField.tsx'
import { Field, Unsaid } from './Field.tsx'
import { InPlace } from './InPlace.tsx'
import { ClientPicker, ColleaguePicker, TeamPicker } from './pickers.tsx'
import style from './record.module.css'
import { Section } from './Section.tsx'
import { isUnderWay, type Ticket } from './ticket.ts'
import type { Edit } from './use-edit.ts'
import { useColleagues, useNames } from './use-names.ts'

/** For whom, by whom, and who else wants to know. */
export const People = ({ ticket, edit }: { ticket: Ticket; edit: Edit }) => {
  const { t } = useWords()
  const names = useNames()
  const canEdit = ticket.actions.includes('edit')
  const canAssign = ticket.actions.includes('assign')
  return (
    <Section title={t('record.people.title')} action={<WatchButton ticket={ticket} />}>
      <dl className={style['facts']}>
        <Field
          label={t('record.people.assignee')}
          canEdit={canAssign}
          text={ticket.assigneeName === null ? null : <PersonName name={ticket.assigneeName} />}
          value={ticket.assigneeId}
          onChange={(assigneeId) => edit.edit({ assigneeId })}
          picker={ColleaguePicker}
        />
        <Field
          label={t('record.people.team')}
          canEdit={canAssign}
          text={ticket.teamId === null ? null : (names.team(ticket.teamId) ?? '…')}
          value={ticket.teamId}
          onChange={(teamId) => edit.edit({ teamId })}
          picker={TeamPicker}
        />
        <Field
          label={t('record.field.clientId')}
          canEdit={canEdit}
          text={ticket.clientName}
          value={ticket.clientId}
          onChange={(clientId) => edit.edit({ clientId, requesterId: null })}
          picker={ClientPicker}
        />
        <Requester ticket={ticket} edit={edit} canEdit={canEdit} />
        {isUnderWay(ticket) && ticket.level > 0 && (
          <>
            <dt>{t('record.people.level')}</dt>
            <dd>
              <Text size="sm" py={3}>
                {t('record.page.level', { level: ticket.level })}
              </Text>
            </dd>
          </>
        )}
        <Watchers ticket={ticket} />
      </dl>
    </Section>
  )
}

const Requester = ({ ticket, edit, canEdit }: { ticket: Ticket; edit: Edit; canEdit: boolean }) => {
  const { t } = useWords()
  const label = t('record.people.requester')
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <Group gap={6} wrap="nowrap">
          <InPlace label={label} canEdit={canEdit} value={ticket.requesterName ?? <Unsaid />}>
            {(close) => (
              <PersonPicker
                aria-label={label}
                size="xs"
                value={ticket.requesterId}
                {...(ticket.clientId === null ? {} : { client: ticket.clientId })}
                onChange={(requesterId) => {
                  if (requesterId === null) return
                  close()
                  edit.edit({ requesterId })
                }}
              />
            )}
          </InPlace>
          {ticket.requesterId === null && ticket.caller !== null && (
            <Text size="xs" c="dimmed">
              {t('record.people.callerText')}
            </Text>
          )}
          {ticket.requesterId !== null && (
            <ActionIcon
              component={AppLink}
              href={`/personnes/${ticket.requesterId}`}
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t('record.people.sheet', { name: ticket.requesterName ?? '' })}
            >
              <IconId size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </dd>
    </>
  )
}

const Watchers = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const colleagues = useColleagues()
  const read = [recordApi.read, { number: ticket.number }] as const
  const add = useAction(recordApi.watch, { invalidates: [read, recordApi.mine] })
  const remove = useAction(recordApi.unwatch, { invalidates: [read, recordApi.mine] })
  const others = colleagues.filter(({ id }) => ticket.watchers.every((watcher) => watcher.id !== id))
  return (
    <>
      <dt>{t('record.people.watchers')}</dt>
      <dd>
        <Group gap={4}>
          {ticket.watchers.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('record.people.noWatcher')}
            </Text>
          )}
          {ticket.watchers.map(({ id, name }) => (
            <Group key={id} gap={0} wrap="nowrap">
              <PersonName name={name} />
              <ActionIcon
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={t('record.people.removeWatcher', { name })}
                onClick={() => remove.mutate({ number: ticket.number, personId: id })}
              >
                <IconX size={12} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          {others.length > 0 && (
            <Menu position="bottom-start" width={240}>
              <Menu.Target>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('record.people.addWatcher')}
                >
                  <IconPlus size={14} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown mah={300} style={{ overflowY: 'auto' }}>
                <Menu.Label>{t('record.people.addWatcher')}</Menu.Label>
                {others.map(({ id, name }) => (
                  <Menu.Item key={id} onClick={() => add.mutate({ number: ticket.number, personId: id })}>
                    {name}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </Group>
      </dd>
    </>
  )
}

const WatchButton = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const { person } = useSession()
  const isWatching = ticket.watchers.some(({ id }) => id === person.id)
  const invalidates = [[recordApi.read, { number: ticket.number }], recordApi.mine] as const
  const watch = useAction(isWatching ? recordApi.unwatch : recordApi.watch, { invalidates })
  const toggle = () => watch.mutate({ number: ticket.number })
  useShortcuts([{ key: 'w', label: t('record.key.watch'), run: toggle }])
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      loading={watch.isPending}
      leftSection={isWatching ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
      onClick={toggle}
    >
      {t(isWatching ? 'record.people.unwatch' : 'record.people.watch')}
    </Button>
  )
}
