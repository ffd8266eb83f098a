import type { Calendar } from '#contract/calendar/shape.ts'
import { SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Definition, Fact } from '../artefact/facts.ts'
import { WordsFields } from '../grid/labels-editor.tsx'
import { useWords, type WordsInUse } from '../platform/words.ts'
import { isInOrder, weekdays } from './day.ts'
import { ExceptionsEditor } from './exceptions-editor.tsx'
import { HolidaysEditor } from './holidays-editor.tsx'
import { sayDate, saySpans, sayWeekday } from './say.ts'
import { WeekEditor } from './week-editor.tsx'
import { WeekTable } from './week-table.tsx'
import { YearView } from './year-view.tsx'
import { ZoneField } from './zone-field.tsx'

const CalendarView = ({ content }: { content: Calendar }) => {
  const { t } = useWords()
  return (
    <Stack gap="lg">
      <Part title={t('calendar.week')}>
        <WeekTable content={content} />
      </Part>
      <YearView content={content} />
    </Stack>
  )
}

const CalendarEditor = ({
  content,
  onChange,
}: {
  content: Calendar
  onChange: (content: Calendar) => void
}) => {
  const { t } = useWords()
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
      <Stack gap="lg">
        <div>
          <WordsFields
            labels={[t('calendar.name'), t('calendar.nameEn')]}
            words={content.name}
            onChange={(name) => onChange({ ...content, name })}
          />
          <ZoneField
            label={t('calendar.zone')}
            description={t('calendar.zoneHelp')}
            size="xs"
            zone={content.zone}
            onChange={(zone) => onChange({ ...content, zone })}
          />
        </div>
        <Part title={t('calendar.week')}>
          <WeekEditor content={content} onChange={onChange} />
        </Part>
        <Part title={t('calendar.holiday.title')} text={t('calendar.holiday.text')}>
          <HolidaysEditor content={content} onChange={onChange} />
        </Part>
        <Part title={t('calendar.exception.title')} text={t('calendar.exception.text')}>
          <ExceptionsEditor content={content} onChange={onChange} />
        </Part>
      </Stack>
      <YearView content={content} />
    </SimpleGrid>
  )
}

const Part = ({ title, text, children }: { title: string; text?: string; children: ReactNode }) => (
  <section>
    <Title order={3} mb={4}>
      {title}
    </Title>
    {text !== undefined && (
      <Text size="sm" c="dimmed" mb="xs">
        {text}
      </Text>
    )}
    {children}
  </section>
)

const factsOf = ({ name, zone, week, holidays, exceptions }: Calendar, words: WordsInUse): Fact[] => {
  const { t, say, locale } = words
  return [
    { label: t('calendar.name'), value: say(name) },
    { label: t('calendar.zone'), value: zone },
    ...weekdays.map((day) => ({ label: sayWeekday(locale, day), value: saySpans(words, week[day]) })),
    ...holidays.map((holiday) => ({
      label: `${sayDate(locale, holiday.date)} (${t('calendar.year.legend.holiday')})`,
      value: say(holiday.name),
    })),
    ...exceptions.map(({ date, spans, reason }) => ({
      label: `${sayDate(locale, date)} (${t('calendar.year.legend.exception')})`,
      value: `${saySpans(words, spans)} – ${reason}`,
    })),
  ]
}

const check = ({ name, week, exceptions }: Calendar, { t, locale }: WordsInUse): string[] => [
  ...(name.fr.trim() === '' ? [t('calendar.unnamed')] : []),
  ...weekdays.flatMap((day) =>
    isInOrder(week[day]) ? [] : [`${sayWeekday(locale, day)} – ${t('calendar.order')}`],
  ),
  ...exceptions.flatMap(({ date, spans, reason }) => [
    ...(isInOrder(spans) ? [] : [`${sayDate(locale, date)} – ${t('calendar.order')}`]),
    ...(reason.trim() === '' ? [t('calendar.reasonMissing', { date: sayDate(locale, date) })] : []),
  ]),
]

const isCalendar = (content: unknown): content is Calendar =>
  typeof content === 'object' && content !== null && 'week' in content && 'holidays' in content

export const calendarDefinition: Definition<Calendar> = {
  is: isCalendar,
  facts: factsOf,
  View: CalendarView,
  Editor: CalendarEditor,
  check,
}
