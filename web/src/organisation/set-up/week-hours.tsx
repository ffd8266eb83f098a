import type { Calendar, Span, Weekday } from '#contract/calendar/shape.ts'
import { ActionIcon, Checkbox, Group, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useWords } from '../../platform/words.ts'
import style from './week-hours.module.css'

type Week = Calendar['week']

/** Seven days with their hours, to be corrected where they are wrong. */
export const WeekHours = ({ week, onChange }: { week: Week; onChange: (week: Week) => void }) => {
  const { t, locale } = useWords()
  const nameOf = dayNames(locale)
  return (
    <div className={style['week']}>
      {weekdays.map((weekday) => {
        const spans = week[weekday]
        const day = nameOf(weekday)
        const set = (next: Span[]) => onChange({ ...week, [weekday]: next })
        return (
          <div key={weekday} className={style['day']}>
            <Checkbox
              label={day}
              aria-label={t('organisation.setUp.hours.open', { day })}
              checked={spans.length > 0}
              onChange={() => set(spans.length > 0 ? [] : [...usual])}
            />
            <Group gap="xs">
              {spans.length === 0 && (
                <Text size="sm" c="dimmed">
                  {t('organisation.setUp.hours.closed')}
                </Text>
              )}
              {spans.map((span, at) => (
                <SpanFields
                  key={at}
                  day={day}
                  span={span}
                  onChange={(next) => set(spans.map((other, index) => (index === at ? next : other)))}
                  onRemove={() => set(spans.filter((_, index) => index !== at))}
                />
              ))}
              {spans.length > 0 && spans.length < 3 && (
                <ActionIcon
                  variant="subtle"
                  aria-label={t('organisation.setUp.hours.add', { day })}
                  onClick={() => set([...spans, following(spans.at(-1))])}
                >
                  <IconPlus size={16} aria-hidden />
                </ActionIcon>
              )}
            </Group>
          </div>
        )
      })}
    </div>
  )
}

interface SpanFieldsProps {
  day: string
  span: Span
  onChange: (span: Span) => void
  onRemove: () => void
}

const SpanFields = ({ day, span, onChange, onRemove }: SpanFieldsProps) => {
  const { t } = useWords()
  const shared = { type: 'time', size: 'xs', required: true } as const
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        {...shared}
        aria-label={t('organisation.setUp.hours.from', { day })}
        value={span.from}
        onChange={({ currentTarget }) => onChange({ ...span, from: currentTarget.value })}
      />
      <span aria-hidden>–</span>
      <TextInput
        {...shared}
        aria-label={t('organisation.setUp.hours.to', { day })}
        value={span.to === '24:00' ? '23:59' : span.to}
        min={span.from}
        onChange={({ currentTarget }) => onChange({ ...span, to: currentTarget.value })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t('organisation.setUp.hours.remove', { day, from: span.from, to: span.to })}
        onClick={onRemove}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const usual: readonly Span[] = [{ from: '09:00', to: '17:00' }]

const following = (last: Span | undefined): Span =>
  last === undefined || last.to >= '22:00' ? { from: '22:00', to: '23:00' } : { from: last.to, to: '23:00' }

/** 1 January 2024 was a Monday. */
const dayNames = (locale: string) => {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  return (weekday: number) => format.format(Date.UTC(2024, 0, weekday))
}
