import { notificationApi, type Notification } from '#contract/notification/api.ts'
import { Button, Tabs } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { useAction, usePages } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addressOfNotification, topicOfNotification, wordOfNotification } from '../ui/notification-words.ts'
import { Page } from '../ui/page.tsx'
import { Ago } from '../ui/times.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** Everything that I was told, read and unread. */
export const NotificationsPage = () => {
  const { t } = useWords()
  const [{ lues }, set] = useFilters(['lues'])
  const query = usePages(notificationApi.list, lues === 'toutes' ? {} : { unread: 'true' })
  const markRead = useAction(notificationApi.markRead, { invalidates: [notificationApi.list] })
  const columns: readonly Column<Notification>[] = [
    { key: 'event', label: t('notification.title'), render: (item) => <Sentence item={item} /> },
    { key: 'at', label: t('journal.at'), width: '9rem', render: ({ at }) => <Ago at={at} /> },
    {
      key: 'read',
      label: '',
      width: '11rem',
      align: 'end',
      render: ({ id, readAt }) =>
        readAt === null && (
          <Button size="compact-xs" variant="subtle" onClick={() => markRead.mutate({ ids: [id] })}>
            {t('notification.markOne')}
          </Button>
        ),
    },
  ]
  return (
    <Page
      title={t('notification.title')}
      width="read"
      actions={
        <>
          <Button component={AppLink} href="/profil/notifications" variant="subtle">
            {t('notification.preference.open')}
          </Button>
          <Button variant="default" loading={markRead.isPending} onClick={() => markRead.mutate({})}>
            {t('notification.markAll')}
          </Button>
        </>
      }
    >
      <Tabs
        value={lues === 'toutes' ? 'toutes' : 'nouvelles'}
        onChange={(next) => set({ lues: next === 'toutes' ? next : undefined })}
      >
        <Tabs.List aria-label={t('notification.title')}>
          <Tabs.Tab value="nouvelles">{t('notification.unread')}</Tabs.Tab>
          <Tabs.Tab value="toutes">{t('notification.all')}</Tabs.Tab>
        </Tabs.List>
      </Tabs>
      <DataList<Notification>
        label={t('notification.title')}
        query={query}
        columns={columns}
        keyOf={({ id }) => id}
        addressOf={(item) => addressOfNotification(item)}
        empty={
          <EmptyState icon={<IconBell size={40} />} title={t('notification.emptyTitle')}>
            {t('notification.emptyText')}
          </EmptyState>
        }
      />
    </Page>
  )
}

const Sentence = ({ item }: { item: Notification }) => {
  const { t } = useWords()
  const topic = topicOfNotification(item)
  return (
    <>
      {t(wordOfNotification(item.event))}
      {topic !== '' && ` · ${topic}`}{' '}
      {item.readAt === null && <ToneBadge tone="information">{t('notification.new')}</ToneBadge>}
    </>
  )
}
