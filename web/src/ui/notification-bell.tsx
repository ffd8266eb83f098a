import { notificationApi, type Notification } from '#contract/notification/api.ts'
import { Text } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useApi, useAction } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import style from './app-shell.module.css'
import { addressOfNotification, topicOfNotification, wordOfNotification } from './notification-words.ts'
import { Dropdown, DropdownAction, DropdownLabel, DropdownLink } from './dropdown.tsx'

/** What I was told and have not read; opening one marks it. `ticketBase`: where numbers lead; `seeAll`: the whole list. */
export const NotificationBell = ({ ticketBase, seeAll }: { ticketBase: string; seeAll?: string }) => {
  const { t } = useWords()
  const { data } = useApi(notificationApi.list, { unread: 'true', limit: 20 })
  const markRead = useAction(notificationApi.markRead, { invalidates: [notificationApi.list] })
  const items = data?.items ?? []
  const label =
    items.length === 0 ? t('notification.title') : t('shell.notifications.unread', { count: items.length })
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
          <DropdownLabel>{t('notification.title')}</DropdownLabel>
          {items.length === 0 && (
            <Text size="sm" c="dimmed" px="sm" py="xs">
              {t('notification.emptyText')}
            </Text>
          )}
          {items.map((item) => (
            <DropdownLink
              key={item.id}
              href={addressOfNotification(item, ticketBase) ?? '/'}
              onClick={() => {
                markRead.mutate({ ids: [item.id] })
                close()
              }}
            >
              <Line {...item} />
            </DropdownLink>
          ))}
          {items.length > 0 && (
            <DropdownAction onClick={() => markRead.mutate({})}>{t('notification.markAll')}</DropdownAction>
          )}
          {seeAll !== undefined && (
            <DropdownLink href={seeAll} onClick={close}>
              {t('notification.see')}
            </DropdownLink>
          )}
        </>
      )}
    </Dropdown>
  )
}

const Line = (item: Notification) => {
  const { event, at } = item
  const { t } = useWords()
  const { relative, exact } = useTime()
  return (
    <>
      <Text size="sm" fw={600}>
        {t(wordOfNotification(event))}
      </Text>
      <Text size="sm" truncate>
        {topicOfNotification(item)}
      </Text>
      <Text size="xs" c="dimmed" title={exact(at)}>
        {relative(at)}
      </Text>
    </>
  )
}
