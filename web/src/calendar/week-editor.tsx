import type { Calendar, Span } from '#contract/calendar/shape.ts'
import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { IconArrowsVertical, IconClock24, IconPlus } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { isInOrder, nextSpan, weekdays } from './day.ts'
import { sayWeekday } from './say.ts'
import { SpansFields } from './spans-fields.tsx'
import style from './calendar.module.css'

/** Any number of spans a day; a mistake is said beside the day that has it. */
export const WeekEditor = ({ content, onChange }: WeekEditorProps) => {
  const { t, locale } = useWords()
  const set = (change: Partial<Calendar['week']>) =>
    onChange({ ...content, week: { ...content.week, ...change } })
  const monday = content.week[1]
  const always = [{ from: '00:00', to: '24:00' }]
  return (
    <div>
      {weekdays.map((day) => {
        const spans = content.week[day]
        const name = sayWeekday(locale, day)
        return (
          <div key={day} className={style['day']}>
            <span>{name}</span>
            {spans.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('calendar.closed')}
              </Text>
            )}
            <SpansFields day={name} spans={spans} onChange={(next: Span[]) => set({ [day]: next })} />
            <ActionIcon
              variant="subtle"
              aria-label={t('calendar.addSpan', { day: name })}
              onClick={() => set({ [day]: [...spans, nextSpan(spans)] })}
            >
              <IconPlus size={16} aria-hidden />
            </ActionIcon>
            {!isInOrder(spans) && (
              <Text size="sm" c="var(--mantine-color-error)" role="alert">
                {t('calendar.order')}
              </Text>
            )}
          </div>
        )
      })}
      <Group gap="xs" mt="sm">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowsVertical size={14} aria-hidden />}
          onClick={() => set({ 2: monday, 3: monday, 4: monday, 5: monday })}
        >
          {t('calendar.copyDown')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconClock24 size={14} aria-hidden />}
          onClick={() => set({ 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always })}
        >
          {t('calendar.aroundTheClock')}
        </Button>
      </Group>
    </div>
  )
}

interface WeekEditorProps {
  content: Calendar
  onChange: (content: Calendar) => void
}
