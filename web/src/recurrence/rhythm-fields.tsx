import type { Weekday } from '#contract/calendar/shape.ts'
import { Nth, type Rhythm } from '#contract/recurrence/api.ts'
import { Chip, Group, Input, NumberInput, SegmentedControl, Select, Stack } from '@mantine/core'
import { weekdays } from '../calendar/day.ts'
import { sayWeekday } from '../calendar/say.ts'
import { useWords } from '../platform/words.ts'
import { nths } from './say-rhythm.ts'

const kinds = ['day', 'week', 'month', 'year'] as const

const blank = {
  day: { every: 'day', interval: 1 },
  week: { every: 'week', interval: 1, on: [1] },
  month: { every: 'month', interval: 1, on: { day: 1 } },
  year: { every: 'year', interval: 1 },
} as const satisfies Record<(typeof kinds)[number], Rhythm>

interface RhythmFieldsProps {
  rhythm: Rhythm
  onChange: (rhythm: Rhythm) => void
}

/** Every day, week, month or year, and on which day of it. */
export const RhythmFields = ({ rhythm, onChange }: RhythmFieldsProps) => {
  const { t } = useWords()
  return (
    <Stack gap="sm">
      <div>
        <Input.Label labelElement="div">{t('recurrence.rhythm')}</Input.Label>
        <SegmentedControl
          fullWidth
          aria-label={t('recurrence.rhythm')}
          value={rhythm.every}
          onChange={(value) => onChange(copyOf(kinds.find((kind) => kind === value) ?? 'week'))}
          data={kinds.map((value) => ({ value, label: t(`recurrence.every.${value}`) }))}
        />
      </div>
      <NumberInput
        label={t('recurrence.interval')}
        min={1}
        max={rhythm.every === 'year' ? 10 : rhythm.every === 'month' ? 12 : 52}
        allowDecimal={false}
        suffix={t(`recurrence.units.${rhythm.every}`, { count: rhythm.interval }).replace(/^\d+/, '')}
        value={rhythm.interval}
        onChange={(given) =>
          typeof given === 'number' && given > 0 && onChange({ ...rhythm, interval: given })
        }
      />
      {rhythm.every === 'week' && (
        <Weekdays chosen={rhythm.on} onChange={(on) => onChange({ ...rhythm, on })} />
      )}
      {rhythm.every === 'month' && <MonthDay on={rhythm.on} onChange={(on) => onChange({ ...rhythm, on })} />}
    </Stack>
  )
}

const copyOf = (kind: (typeof kinds)[number]): Rhythm => {
  if (kind === 'week') return { ...blank.week, on: [...blank.week.on] }
  return kind === 'month' ? { ...blank.month, on: { ...blank.month.on } } : { ...blank[kind] }
}

const Weekdays = ({
  chosen,
  onChange,
}: {
  chosen: readonly Weekday[]
  onChange: (on: Weekday[]) => void
}) => {
  const { t, locale } = useWords()
  return (
    <div role="group" aria-label={t('recurrence.weekdays')}>
      <Input.Label labelElement="div">{t('recurrence.weekdays')}</Input.Label>
      <Chip.Group
        multiple
        value={chosen.map(String)}
        onChange={(given) => {
          const on = weekdays.filter((day) => given.includes(String(day)))
          if (on.length > 0) onChange(on)
        }}
      >
        <Group gap={6}>
          {weekdays.map((day) => (
            <Chip key={day} size="xs" value={String(day)}>
              {sayWeekday(locale, day)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  )
}

type MonthOn = Extract<Rhythm, { every: 'month' }>['on']

const MonthDay = ({ on, onChange }: { on: MonthOn; onChange: (on: MonthOn) => void }) => {
  const { t, locale } = useWords()
  return (
    <>
      <SegmentedControl
        aria-label={t('recurrence.monthBy')}
        value={'day' in on ? 'day' : 'nth'}
        onChange={(value) => onChange(value === 'day' ? { day: 1 } : { nth: 1, weekday: 1 })}
        data={[
          { value: 'day', label: t('recurrence.monthDay') },
          { value: 'nth', label: t('recurrence.monthNth') },
        ]}
      />
      {'day' in on ? (
        <NumberInput
          label={t('recurrence.day')}
          description={t('recurrence.dayHelp')}
          min={1}
          max={31}
          allowDecimal={false}
          value={on.day}
          onChange={(given) => typeof given === 'number' && given > 0 && onChange({ day: given })}
        />
      ) : (
        <Group grow>
          <Select
            label={t('recurrence.nth')}
            allowDeselect={false}
            data={nths.map(([value, name]) => ({
              value: String(value),
              label: t(`recurrence.nths.${name}`),
            }))}
            value={String(on.nth)}
            onChange={(value) => onChange({ ...on, nth: Nth.parse(Number(value)) })}
          />
          <Select
            label={t('recurrence.weekday')}
            allowDeselect={false}
            data={weekdays.map((day) => ({ value: String(day), label: sayWeekday(locale, day) }))}
            value={String(on.weekday)}
            onChange={(value) =>
              onChange({ ...on, weekday: weekdays.find((day) => String(day) === value) ?? on.weekday })
            }
          />
        </Group>
      )}
    </>
  )
}
