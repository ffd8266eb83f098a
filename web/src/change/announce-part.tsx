import { changeCalendarApi, type Announcements } from '#contract/change/calendar.ts'
import type { Change } from '#contract/change/shape.ts'
import { journalApi } from '#contract/journal/api.ts'
import { Button, Text, Textarea } from '@mantine/core'
import { IconSpeakerphone } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import style from './change.module.css'
import { Part } from '../ui/part.tsx'

/** One action that writes to the clients hit, and who was told what, when. */
export const AnnouncePart = ({ change }: { change: Change }) => {
  const { t } = useWords()
  const { data, error } = useApi(changeCalendarApi.announcements, { number: change.number })
  const [isAsking, setAsking] = useState(false)
  const [message, setMessage] = useState('')
  const announce = useAction(changeCalendarApi.announce, {
    invalidates: [changeCalendarApi.announcements, journalApi.ofRecord],
    onSuccess: () => {
      setAsking(false)
      setMessage('')
    },
  })
  if (data === undefined) return <ProblemAlert error={error} />
  const { next, why, people, items, mayAnnounce } = data
  // Of what was never planned for anybody nothing needs to be said.
  if (items.length === 0 && (why === 'over' || why === 'no-window')) return null
  return (
    <Part
      title={t('changeCalendar.announce.title')}
      action={
        next !== null &&
        mayAnnounce && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconSpeakerphone size={14} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t(`changeCalendar.announce.next.${next}`)}
          </Button>
        )
      }
    >
      {next === 'moved' && (
        <Text size="sm" fw={600}>
          {t('changeCalendar.announce.stale')}
        </Text>
      )}
      {why !== null && <Text size="sm">{t(`changeCalendar.announce.why.${why}`)}</Text>}
      <ul className={style['list']}>
        {items.map((item) => (
          <li key={`${item.kind} ${item.at}`}>
            <Told item={item} />
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={isAsking}
        title={t(`changeCalendar.announce.next.${next ?? 'planned'}`)}
        action={t(`changeCalendar.announce.next.${next ?? 'planned'}`)}
        isPending={announce.isPending}
        error={announce.error}
        onConfirm={() => announce.mutate({ number: change.number, message })}
        onClose={() => setAsking(false)}
      >
        <Text size="sm">{t('changeCalendar.announce.text')}</Text>
        <Text size="sm">
          {t('changeCalendar.announce.recipients', {
            count: people.length,
            names: people.map(({ name, clientName }) => `${name} (${clientName})`).join(', '),
          })}
        </Text>
        <Textarea
          label={t('changeCalendar.announce.message')}
          autosize
          minRows={2}
          maxLength={5000}
          value={message}
          onChange={({ currentTarget }) => setMessage(currentTarget.value)}
        />
      </ConfirmDialog>
    </Part>
  )
}

const Told = ({ item }: { item: Announcements['items'][number] }) => {
  const { t } = useWords()
  const { short, exact } = useTime()
  return (
    <>
      <Text size="sm" title={exact(item.at)}>
        {t('changeCalendar.announce.line', {
          kind: t(`changeCalendar.announce.kinds.${item.kind}`),
          when: short(item.at),
          by: item.byName ?? t('changeCalendar.announce.product'),
        })}
        {' · '}
        {t('changeCalendar.announce.window', { from: short(item.from), to: short(item.to) })}
      </Text>
      <Text size="sm">{item.people.map(({ name, clientName }) => `${name} (${clientName})`).join(', ')}</Text>
      {item.message !== '' && (
        <Text size="sm" c="dimmed">
          {item.message}
        </Text>
      )}
    </>
  )
}
