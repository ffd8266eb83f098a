import { notificationApi, type Notification } from '#contract/notification/api.ts'
import { Text } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useApi, useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords, type Key } from '../platform/words.ts'
import style from './app-shell.module.css'
import { Dropdown, DropdownAction, DropdownLabel, DropdownLink } from './dropdown.tsx'

/** What I was told and have not read; opening one marks it. `ticketBase`: where numbers lead. */
export const NotificationBell = ({ ticketBase }: { ticketBase: string }) => {
  const { t } = useWords()
  const { data } = useApi(notificationApi.list, { unread: 'true', limit: 20 })
  const markRead = useAction(notificationApi.markRead, { invalidates: [notificationApi.list] })
  const items = data?.items ?? []
  const label =
    items.length === 0
      ? t('shell.notifications.title')
      : t('shell.notifications.unread', { count: items.length })
  return (
    <Dropdown
      label={label}
      className={style['bell'] ?? ''}
      face={
        <>
          <IconBell size={20} aria-hidden />
          {items.length > 0 && (
            <span className={style['count']} aria-hidden>
              {data?.nextCursor == null ? items.length : `${items.length}+`}
            </span>
          )}
        </>
      }
    >
      {(close) => (
        <>
          <DropdownLabel>{t('shell.notifications.title')}</DropdownLabel>
          {items.length === 0 && (
            <Text size="sm" c="dimmed" px="sm" py="xs">
              {t('shell.notifications.none')}
            </Text>
          )}
          {items.map((item) => (
            <DropdownLink
              key={item.id}
              href={item.number === null ? '/' : `${ticketBase}/${item.number}`}
              onClick={() => {
                markRead.mutate({ ids: [item.id] })
                close()
              }}
            >
              <Line {...item} />
            </DropdownLink>
          ))}
          {items.length > 0 && (
            <DropdownAction onClick={() => markRead.mutate({})}>
              {t('shell.notifications.markAll')}
            </DropdownAction>
          )}
        </>
      )}
    </Dropdown>
  )
}

const Line = ({ event, number, title, at }: Notification) => {
  const { t } = useWords()
  const { relative, exact } = useTime()
  return (
    <>
      <Text size="sm" fw={600}>
        {t(wordOf(event))}
      </Text>
      <Text size="sm" truncate>
        {[number, title].filter(Boolean).join(' · ')}
      </Text>
      <Text size="xs" c="dimmed" title={exact(at)}>
        {relative(at)}
      </Text>
    </>
  )
}

const words: Readonly<Record<string, Key>> = {
  'record.created': 'shell.notifications.created',
  'record.moved': 'shell.notifications.moved',
  'record.commented': 'shell.notifications.commented',
  'record.resolved': 'shell.notifications.resolved',
  'record.reopened': 'shell.notifications.reopened',
  'record.edited': 'shell.notifications.assigned',
  'record.escalated': 'shell.notifications.escalated',
  'record.breached': 'shell.notifications.breached',
  'record.reminded': 'shell.notifications.reminded',
}

const wordOf = (event: string): Key => words[event] ?? 'shell.notifications.other'
