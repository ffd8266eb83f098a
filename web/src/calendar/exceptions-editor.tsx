import type { Calendar, CalendarException } from '#contract/calendar/shape.ts'
import { ActionIcon, Button, Group, Switch, Text, TextInput } from '@mantine/core'
import { IconArrowMoveRight, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { bridgesIn, nextSpan } from './day.ts'
import { sayDate } from './say.ts'
import { SpansFields } from './spans-fields.tsx'
import style from './calendar.module.css'

/** Days that are not as their weekday: a bridge, a Saturday on duty. */
export const ExceptionsEditor = ({ content, onChange }: ExceptionsEditorProps) => {
  const { t, say, locale } = useWords()
  const [date, setDate] = useState('')
  const [reason, setReason] = useState('')
  const { exceptions } = content
  const set = (next: readonly CalendarException[]) =>
    onChange({ ...content, exceptions: next.toSorted((a, b) => a.date.localeCompare(b.date)) })
  const change = (changed: CalendarException) =>
    set(exceptions.map((one) => (one.date === changed.date ? changed : one)))
  const bridges = bridgesIn(content)
  const nameOf = (day: string) => {
    const holiday = content.holidays.find((one) => one.date === day)
    return holiday === undefined ? day : say(holiday.name)
  }
  return (
    <div>
      {exceptions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('calendar.exception.none')}
        </Text>
      )}
      {exceptions.map((exception) => {
        const day = sayDate(locale, exception.date)
        return (
          <div key={exception.date} className={style['day']}>
            <span style={{ width: '11rem' }}>{day}</span>
            <TextInput
              size="xs"
              aria-label={`${t('calendar.exception.reason')}, ${day}`}
              value={exception.reason}
              onChange={({ currentTarget }) => change({ ...exception, reason: currentTarget.value })}
            />
            <Switch
              size="xs"
              label={t('calendar.exception.open')}
              checked={exception.spans.length > 0}
              onChange={({ currentTarget }) =>
                change({ ...exception, spans: currentTarget.checked ? [nextSpan([])] : [] })
              }
            />
            <SpansFields
              day={day}
              spans={exception.spans}
              onChange={(spans) => change({ ...exception, spans })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('calendar.exception.remove', { date: day })}
              onClick={() => set(exceptions.filter((one) => one.date !== exception.date))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        )
      })}
      <Group gap="xs" align="flex-end" mt="sm">
        <TextInput
          type="date"
          size="xs"
          label={t('calendar.exception.date')}
          value={date}
          onChange={({ currentTarget }) => setDate(currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={t('calendar.exception.reason')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={date === '' || reason.trim() === '' || exceptions.some((one) => one.date === date)}
          onClick={() => {
            set([...exceptions, { date, spans: [], reason: reason.trim() }])
            setDate('')
            setReason('')
          }}
        >
          {t('calendar.exception.add')}
        </Button>
        {bridges.length > 0 && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowMoveRight size={14} aria-hidden />}
            onClick={() =>
              set([
                ...exceptions,
                ...bridges.map(({ date: day, of }) => ({
                  date: day,
                  spans: [],
                  reason: t('calendar.exception.bridgeOf', { holiday: nameOf(of) }),
                })),
              ])
            }
          >
            {`${t('calendar.exception.bridge')} (${bridges.length})`}
          </Button>
        )}
      </Group>
    </div>
  )
}

interface ExceptionsEditorProps {
  content: Calendar
  onChange: (content: Calendar) => void
}
