import { calendarApi } from '#contract/calendar/api.ts'
import type { Holiday } from '#contract/calendar/shape.ts'
import type { InputOf } from '#contract/endpoint.ts'
import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  Radio,
  SimpleGrid,
  Stack,
  Text,
} from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { sayDate } from './say.ts'

type Answers = Omit<InputOf<typeof calendarApi.holidays>, 'country' | 'region' | 'from' | 'to'>

/** Public holidays as a library knows them: nothing counts until somebody has looked at the list. */
export const HolidayProposal = ({ onConfirm, onClose }: HolidayProposalProps) => {
  const { t, say, locale } = useWords()
  const { provider } = useSession()
  const [thisYear] = useState(() => new Date().getFullYear())
  const [country, setCountry] = useState(provider.country)
  const [region, setRegion] = useState(provider.region ?? '')
  const [answers, setAnswers] = useState<Answers>({})
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set())
  const countries = useApi(calendarApi.listCountries, {}, { staleTime: Infinity }).data?.items ?? []
  const years = { from: thisYear, to: thisYear + 2 }
  const { data, error } = useApi(
    calendarApi.holidays,
    { country, ...(region === '' ? {} : { region }), ...years, ...answers },
    { keepsPrevious: true, staleTime: Infinity },
  )
  const regions = countries.find(({ code }) => code === country)?.regions ?? []
  const offered = data?.items ?? []
  const kept = offered.filter(({ date }) => !refused.has(date))
  return (
    <Fieldset legend={t('calendar.holiday.load')}>
      <Stack gap="sm">
        <Group gap="sm">
          <NativeSelect
            label={t('calendar.holiday.country')}
            value={country}
            data={countries.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={({ currentTarget }) => {
              setCountry(currentTarget.value)
              setRegion('')
            }}
          />
          {regions.length > 0 && (
            <NativeSelect
              label={t('calendar.holiday.region')}
              value={region}
              data={[
                { value: '', label: t('calendar.holiday.noRegion') },
                ...regions.map(({ code, name }) => ({ value: code, label: name })),
              ]}
              onChange={({ currentTarget }) => setRegion(currentTarget.value)}
            />
          )}
        </Group>
        {data?.questions.map(({ id, label, options }) => (
          <Radio.Group
            key={id}
            label={say(label)}
            value={Object.entries(answers).find(([name]) => name === id)?.[1] ?? options[0]?.id ?? ''}
            onChange={(value) => setAnswers({ ...answers, [id]: value })}
          >
            <Group gap="md" mt={4}>
              {options.map((option) => (
                <Radio key={option.id} value={option.id} label={say(option.label)} size="sm" />
              ))}
            </Group>
          </Radio.Group>
        ))}
        <ProblemAlert error={error} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing={4}>
          {offered.map(({ date, name }) => (
            <Checkbox
              key={date}
              size="sm"
              label={t('calendar.holiday.keep', { name: say(name), date: sayDate(locale, date) })}
              checked={!refused.has(date)}
              onChange={({ currentTarget }) => setRefused(toggled(refused, date, !currentTarget.checked))}
            />
          ))}
        </SimpleGrid>
        <Group gap="xs">
          <Button disabled={offered.length === 0} onClick={() => onConfirm(kept, years)}>
            {t('calendar.holiday.confirm')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('shell.confirm.cancel')}
          </Button>
          <Text size="sm" c="dimmed" aria-live="polite">
            {t('calendar.holiday.confirmed', { count: kept.length })}
          </Text>
        </Group>
      </Stack>
    </Fieldset>
  )
}

interface HolidayProposalProps {
  onConfirm: (holidays: readonly Holiday[], years: { from: number; to: number }) => void
  onClose: () => void
}

const toggled = (chosen: ReadonlySet<string>, date: string, isIn: boolean): ReadonlySet<string> => {
  const next = new Set(chosen)
  if (isIn) next.add(date)
  else next.delete(date)
  return next
}
