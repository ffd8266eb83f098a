import type { OutputOf } from '#contract/endpoint.ts'
import { recordApi } from '#contract/record/api.ts'
import { List, Loader, Stack, Text, Title } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { timesOf, type Times } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { isDeadlineStep, isDelay, type DeadlineStep } from './deadline-step.ts'
import { Deadlines } from './Deadlines.tsx'
import { useDelay } from './use-grid.ts'

/** « Pourquoi cette échéance ? »: each stretch that counted or did not, on the clock of the calendar that counts. */
export const Explanation = ({ number }: { number: string }) => {
  const { t, locale } = useWords()
  const { data, error } = useApi(recordApi.explain, { number })
  if (data === undefined) return error === null ? <Loader size="xs" /> : <ProblemAlert error={error} />
  const times = timesOf({ locale, zone: data.calendar?.zone })
  return (
    <Stack gap="sm">
      <Text size="xs">{t(sources[data.source])}</Text>
      {(['response', 'resolution'] as const).map((clock) => (
        <Reckoning key={clock} name={clock} clock={data[clock]} times={times} />
      ))}
      {data.calendar !== null && (
        <Text size="xs" c="dimmed">
          {t('record.clock.calendar', { name: data.calendar.name, zone: data.calendar.zone })}
        </Text>
      )}
      <Deadlines deadlines={data.deadlines} />
    </Stack>
  )
}

const sources = {
  level: 'record.clock.sourceLevel',
  model: 'record.clock.sourceModel',
  agreement: 'record.clock.sourceAgreement',
  grid: 'record.clock.sourceGrid',
  none: 'record.clock.sourceNone',
} as const

type Clock = OutputOf<typeof recordApi.explain>['response']

const Reckoning = ({ name, clock, times }: ReckoningProps) => {
  const { t } = useWords()
  const delayOf = useDelay()
  const sentenceOf = useSentence(times)
  const steps = clock.steps.filter(isDeadlineStep).filter(takesTime)
  const target = isDelay(clock.target) ? clock.target : null
  if (steps.length === 0) return null
  return (
    <div>
      <Title order={3} fz="xs" fw={650} mb={2}>
        {t(`record.clock.${name}`)}
      </Title>
      <List size="xs" type="ordered" spacing={2} withPadding>
        {steps.map((step, at) => (
          <List.Item key={at}>{sentenceOf(step, at)}</List.Item>
        ))}
      </List>
      {target !== null && (
        <Text size="xs" c="dimmed" mt={2}>
          {t('record.clock.elapsed', {
            length: times.duration(clock.elapsedMinutes),
            target: delayOf(target),
          })}
          {clock.heldMinutes > 0 &&
            ` · ${t('record.clock.heldFor', { length: times.duration(clock.heldMinutes) })}`}
        </Text>
      )}
    </div>
  )
}

interface ReckoningProps {
  name: 'response' | 'resolution'
  clock: Clock
  times: Times
}

const useSentence = (times: Times) => {
  const { t, say } = useWords()
  const delayOf = useDelay()
  const moment = (at: string) => `${times.day(at)}, ${times.clock(at)}`
  const span = (from: string, to: string) =>
    t('record.why.span', {
      from: moment(from),
      to: times.day(from) === times.day(to) ? times.clock(to) : moment(to),
    })
  return (step: DeadlineStep, position: number): string => {
    switch (step.kind) {
      case 'start':
        if (step.opensAt === null) return t('record.why.startNever', { at: moment(step.at) })
        return isSameMinute(step.at, step.opensAt)
          ? t('record.why.start', { at: moment(step.at) })
          : t('record.why.startLater', { at: moment(step.at), opensAt: moment(step.opensAt) })
      case 'target':
        return position <= 1
          ? t('record.why.target', { delay: delayOf(step.delay) })
          : t('record.why.targetAgain', { at: moment(step.at), delay: delayOf(step.delay) })
      case 'agreed':
        return t('record.why.agreed', { at: moment(step.at), until: moment(step.until) })
      case 'counted':
        return t(step.isMerged ? 'record.why.countedMerged' : 'record.why.counted', {
          span: span(step.from, step.to),
          length: times.duration(step.minutes),
        })
      case 'closed':
        return t(`record.why.${step.why}`, {
          span: span(step.from, step.to),
          name: step.name === null ? '' : say(step.name),
        })
      case 'held':
      case 'stopped':
        return t(`record.why.${step.kind}`, { span: span(step.from, step.to) })
      case 'due':
        break
    }
    return t('record.why.due', { at: moment(step.at) })
  }
}

/** Less than a minute is nothing to tell. */
const takesTime = (step: DeadlineStep): boolean => !('from' in step) || !isSameMinute(step.from, step.to)

const isSameMinute = (a: string, b: string): boolean =>
  Math.abs(new Date(a).getTime() - new Date(b).getTime()) < 60_000
