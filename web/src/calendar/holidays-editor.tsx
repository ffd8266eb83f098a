import type { Calendar, Holiday } from '#contract/calendar/shape.ts'
import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core'
import { IconPlus, IconWorld, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { HolidayProposal } from './holiday-proposal.tsx'
import { sayDate } from './say.ts'
import style from './calendar.module.css'

/** The holidays that count: proposed by country, confirmed by somebody, one added by hand where needed. */
export const HolidaysEditor = ({ content, onChange }: HolidaysEditorProps) => {
  const { t, say, locale } = useWords()
  const [isProposing, setProposing] = useState(false)
  const [date, setDate] = useState('')
  const [name, setName] = useState('')
  const set = (holidays: readonly Holiday[]) => onChange({ ...content, holidays: sorted(holidays) })
  const isKnown = content.holidays.some((holiday) => holiday.date === date)
  const years = [...new Set(content.holidays.map((holiday) => holiday.date.slice(0, 4)))]
  return (
    <div>
      {isProposing ? (
        <HolidayProposal
          onClose={() => setProposing(false)}
          onConfirm={(confirmed, { from, to }) => {
            const others = content.holidays.filter(({ date: day }) => {
              const year = Number(day.slice(0, 4))
              return year < from || year > to
            })
            set([...others, ...confirmed])
            setProposing(false)
          }}
        />
      ) : (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconWorld size={14} aria-hidden />}
          onClick={() => setProposing(true)}
        >
          {t('calendar.holiday.load')}
        </Button>
      )}
      {content.holidays.length === 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('calendar.holiday.none')}
        </Text>
      )}
      {years.map((year) => (
        <details key={year} open={Number(year) === new Date().getFullYear()} style={{ marginTop: '0.5rem' }}>
          <summary>{year}</summary>
          <ul className={style['list']}>
            {content.holidays
              .filter((holiday) => holiday.date.startsWith(year))
              .map((holiday) => (
                <li key={holiday.date}>
                  <span>{`${sayDate(locale, holiday.date)} – ${say(holiday.name)}`}</span>
                  <ActionIcon
                    size="sm"
                    variant="subtle"
                    color="gray"
                    aria-label={`${t('calendar.holiday.remove', { name: say(holiday.name) })}, ${holiday.date}`}
                    onClick={() => set(content.holidays.filter((one) => one.date !== holiday.date))}
                  >
                    <IconX size={14} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
          </ul>
        </details>
      ))}
      <Group gap="xs" align="flex-end" mt="sm">
        <TextInput
          type="date"
          size="xs"
          label={t('calendar.holiday.date')}
          value={date}
          onChange={({ currentTarget }) => setDate(currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={t('calendar.holiday.name')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={date === '' || name.trim() === '' || isKnown}
          onClick={() => {
            set([...content.holidays, { date, name: { fr: name.trim() } }])
            setDate('')
            setName('')
          }}
        >
          {t('calendar.holiday.add')}
        </Button>
      </Group>
    </div>
  )
}

interface HolidaysEditorProps {
  content: Calendar
  onChange: (content: Calendar) => void
}

const sorted = (holidays: readonly Holiday[]): Holiday[] =>
  holidays.toSorted((a, b) => a.date.localeCompare(b.date))
