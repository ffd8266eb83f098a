import { calendarApi } from '#contract/calendar/api.ts'
import type { Calendar, Holiday } from '#contract/calendar/shape.ts'
import { Checkbox, Radio, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../../platform/errors.tsx'
import { useApi } from '../../platform/query.ts'
import { useTime } from '../../platform/time.ts'
import { useWords } from '../../platform/words.ts'
import { WeekEditor } from '../../calendar/week-editor.tsx'
import type { StepProps } from './draft.ts'

/** The usual hours of the place, its holidays, and what the law leaves to the firm. */
export const HoursStep = ({ draft, change }: StepProps) => {
  const { t } = useWords()
  const place = { country: draft.country, region: draft.region ?? undefined }
  const proposed = useApi(calendarApi.propose, place, { staleTime: Infinity })
  const [from] = useState(() => new Date().getFullYear())
  const holidays = useApi(
    calendarApi.holidays,
    { ...place, ...draft.answers, from, to: from + 1 },
    { staleTime: Infinity, keepsPrevious: true },
  )
  const calendar = draft.calendar ?? proposed.data
  if (calendar === undefined) {
    return proposed.isError ? (
      <ProblemAlert error={proposed.error} onRetry={() => void proposed.refetch()} />
    ) : (
      <Skeleton h={380} />
    )
  }
  const set = (part: Partial<Calendar>) => change({ calendar: { ...calendar, ...part } })
  /** Another answer gives another list: what was unticked in the old one is asked anew. */
  const answer = (id: string, option: string) =>
    change({ answers: { ...draft.answers, [id]: option }, calendar: { ...calendar, holidays: [] } })
  const known = holidays.data?.items ?? []
  const isUntouched = draft.calendar === null || calendar.holidays.length === 0
  const kept = isUntouched ? known : calendar.holidays
  return (
    <Stack gap="lg">
      <section>
        <Title order={2} size="h3" mb="xs">
          {t('organisation.setUp.hours.week')}
        </Title>
        <WeekEditor content={calendar} onChange={({ week }) => set({ week, holidays: [...kept] })} />
      </section>
      {holidays.data?.questions.map((question) => (
        <Question
          key={question.id}
          {...question}
          value={draft.answers[question.id] ?? question.options[0]?.id ?? ''}
          onChange={(option) => answer(question.id, option)}
        />
      ))}
      <ProblemAlert error={holidays.error} onRetry={() => void holidays.refetch()} />
      {known.length > 0 && (
        <Holidays from={from} known={known} kept={kept} onChange={(next) => set({ holidays: next })} />
      )}
    </Stack>
  )
}

interface QuestionProps {
  label: { fr: string; en?: string | undefined }
  options: readonly { id: string; label: { fr: string; en?: string | undefined } }[]
  value: string
  onChange: (option: string) => void
}

const Question = ({ label, options, value, onChange }: QuestionProps) => {
  const { say } = useWords()
  return (
    <Radio.Group label={say(label)} value={value} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {options.map((option) => (
          <Radio key={option.id} value={option.id} label={say(option.label)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

interface HolidaysProps {
  from: number
  known: readonly Holiday[]
  kept: readonly Holiday[]
  onChange: (kept: Holiday[]) => void
}

const Holidays = ({ from, known, kept, onChange }: HolidaysProps) => {
  const { t, say } = useWords()
  const { date: sayDate } = useTime()
  const dates = new Set(kept.map(({ date }) => date))
  const toggle = (date: string) =>
    onChange(known.filter((holiday) => (holiday.date === date ? !dates.has(date) : dates.has(holiday.date))))
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <Title order={2} size="h3" component="legend">
        {t('organisation.setUp.hours.holidays', { from, to: from + 1 })}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('organisation.setUp.hours.holidaysText')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        {known.map(({ date, name }) => (
          <Checkbox
            key={date}
            label={say(name)}
            description={sayDate(date)}
            checked={dates.has(date)}
            onChange={() => toggle(date)}
          />
        ))}
      </SimpleGrid>
    </fieldset>
  )
}
