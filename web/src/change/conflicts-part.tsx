import { changeCalendarApi, type Conflict } from '#contract/change/calendar.ts'
import type { Change } from '#contract/change/shape.ts'
import { Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconCalendarEvent, IconInfoCircle, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { localAt } from '../record/local-time.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ToneText } from '../ui/tone-badge.tsx'
import style from './change.module.css'
import { Part } from '../ui/part.tsx'

const mostShown = 8

/** Where the window does not fit, each in words with where it leads; warned before the change is submitted. */
export const ConflictsPart = ({ change }: { change: Change }) => {
  const { t } = useWords()
  const { person } = useSession()
  const { number, window } = change
  const { data, error } = useApi(changeCalendarApi.conflicts, { number }, { enabled: window !== null })
  const [isWhole, setWhole] = useState(false)
  const items = data?.items ?? []
  const serious = items.filter(({ isSerious }) => isSerious).length
  const shown = isWhole ? items : items.slice(0, mostShown)
  const rest = items.length - shown.length
  return (
    <Part
      title={t('changeCalendar.conflict.title')}
      action={
        <Button
          component="a"
          variant="default"
          size="xs"
          href={`/api/v1/changes/${number}/schedule`}
          download
          leftSection={<IconPrinter size={14} aria-hidden />}
        >
          {t('changeCalendar.conflict.schedule')}
        </Button>
      }
    >
      <ProblemAlert error={error} />
      {window === null && <Text size="sm">{t('changeCalendar.conflict.noWindow')}</Text>}
      {window !== null && data !== undefined && items.length === 0 && (
        <Text size="sm">{t('changeCalendar.conflict.none')}</Text>
      )}
      {serious > 0 && change.actions.includes('edit') && (
        <Text size="sm" fw={600} role="status">
          {t('changeCalendar.conflict.serious', { count: serious })}
        </Text>
      )}
      <ul className={style['list']}>
        {shown.map((conflict, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- they have no name of their own
          <li key={at}>
            <Line conflict={conflict} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button variant="subtle" size="compact-xs" onClick={() => setWhole(true)}>
          {t('changeCalendar.conflict.more', { count: rest })}
        </Button>
      )}
      {window !== null && (
        <Text size="sm" mt="xs">
          <TextLink
            href={`/changements/calendrier?vue=semaine&jour=${localAt(window.from, person.zone).slice(0, 10)}`}
          >
            <IconCalendarEvent size={14} aria-hidden /> {t('changeCalendar.conflict.calendar')}
          </TextLink>
        </Text>
      )}
    </Part>
  )
}

const Line = ({ conflict }: { conflict: Conflict }) => {
  const { t, say } = useWords()
  const { short, clock, exact } = useTime()
  const { kind, isSerious, other, freeze, client, person, items, minutes, from, to } = conflict
  const said = t(`changeCalendar.conflict.says.${kind}`, {
    items: items
      .map(({ ours, theirs, name }) =>
        ours === theirs ? name : t('changeCalendar.conflict.pair', { ours, theirs, name }),
      )
      .join(', '),
    name: freeze === null ? '' : say(freeze.name),
    client: client?.name ?? '',
    person: person?.name ?? '',
    minutes: t('changeCalendar.minutes', { count: minutes ?? 0 }),
  })
  const isSameDay = short(from).split(',')[0] === short(to).split(',')[0]
  return (
    <>
      <ToneText
        tone={isSerious ? 'danger' : 'information'}
        icon={
          isSerious ? <IconAlertTriangle size={14} aria-hidden /> : <IconInfoCircle size={14} aria-hidden />
        }
      >
        {t(`changeCalendar.conflict.kinds.${kind}`)}
        {isSerious ? '' : ` (${t('changeCalendar.conflict.toKnow')})`}
      </ToneText>{' '}
      {other !== null && (
        <>
          <TextLink href={`/tickets/${other.number}`}>
            {other.number} · {other.title}
          </TextLink>{' '}
        </>
      )}
      {said}
      {freeze !== null && freeze.reason !== '' && ` – ${freeze.reason}`}
      <Text size="xs" c="dimmed" title={`${exact(from)} – ${exact(to)}`}>
        {t('changeCalendar.conflict.when', {
          from: short(from),
          to: isSameDay ? clock(to) : short(to),
        })}
      </Text>
    </>
  )
}
