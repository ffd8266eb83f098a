import { procedureApi, ProcessKey, type ProcedureContent } from '#contract/procedure/api.ts'
import type { Procedure } from '#contract/procedure/shape.ts'
import { Group, NativeSelect, Stack, Switch, Text, Title } from '@mantine/core'
import { useCallback, useRef, useState } from 'react'
import type { Definition, ViewProps } from '../artefact/facts.ts'
import { addDays, today } from '../calendar/day.ts'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { ProcedureDrawing } from './drawing.tsx'
import { showHeat } from './heat.ts'
import { Legend } from './legend.tsx'
import type { Drawing } from './open-drawing.ts'
import { procedureFacts } from './procedure-facts.ts'
import { StepsTable, type TrafficRead } from './steps-table.tsx'
import { Overrides, WaysTable } from './traffic-tables.tsx'
import style from './drawing.module.css'

/** The drawing with what real tickets make of it, then the same to be read. */
const ProcedureView = ({ content: { xml, procedure }, versionId }: ViewProps<ProcedureContent>) => {
  const { t, say } = useWords()
  const [isShown, setShown] = useState(true)
  const { traffic, error, periodField } = useTraffic(procedure.process, versionId)
  const decorate = useHeat(procedure, isShown ? traffic : null)
  const isEmpty = traffic !== null && traffic.records === 0
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        {versionId !== undefined && (
          <Group gap="md" align="flex-end">
            {periodField}
            <Switch
              label={t('procedure.traffic.overlay')}
              checked={isShown}
              onChange={({ currentTarget }) => setShown(currentTarget.checked)}
              mb={7}
            />
            {traffic !== null && (
              <Text size="sm" c="dimmed" mb={5} aria-live="polite">
                {isEmpty
                  ? t('procedure.traffic.none')
                  : t('procedure.traffic.records', { count: traffic.records })}
              </Text>
            )}
          </Group>
        )}
        <ProblemAlert error={error} />
        <ProcedureDrawing xml={xml} name={say(procedure.name)} decorate={decorate} />
        <Text size="xs" c="dimmed">
          {t('procedure.drawing.move')}{' '}
          {traffic !== null && !isEmpty && isShown && t('procedure.traffic.legend')}
        </Text>
      </Stack>
      <section>
        <Title order={3} mb={4}>
          {t('procedure.step.title')}
        </Title>
        <StepsTable procedure={procedure} traffic={traffic} />
      </section>
      <Legend procedure={procedure} />
      {traffic !== null && traffic.moves.length > 0 && <WaysTable procedure={procedure} traffic={traffic} />}
      {traffic !== null && <Overrides procedure={procedure} traffic={traffic} />}
    </Stack>
  )
}

const periods = ['d30', 'd90', 'd365', 'all'] as const
const lengths = { d30: 30, d90: 90, d365: 365 }

/** How tickets of the chosen period went through a version; nothing for a drawing that is none of ours yet. */
const useTraffic = (process: string, versionId: string | undefined) => {
  const { t } = useWords()
  const [{ period: asked }, set] = useFilters(['period'])
  const key = ProcessKey.options.find((one) => one === process)
  const period = periods.find((one) => one === asked) ?? 'd365'
  const { data, error } = useApi(
    procedureApi.traffic,
    {
      key: key ?? 'incident',
      ...(versionId === undefined ? {} : { version: versionId }),
      ...(period === 'all' ? {} : { from: addDays(today(), -lengths[period]) }),
    },
    { enabled: key !== undefined && versionId !== undefined, keepsPrevious: true },
  )
  const periodField = (
    <NativeSelect
      label={t('procedure.traffic.period')}
      size="xs"
      value={period}
      data={periods.map((value) => ({ value, label: t(`procedure.traffic.days.${value}`) }))}
      onChange={({ currentTarget }) => set({ period: currentTarget.value })}
    />
  )
  return { traffic: data ?? null, error, periodField }
}

/** Lays the traffic on a drawing, and takes it off before the next. */
const useHeat = (procedure: Procedure, traffic: TrafficRead | null) => {
  const { number, duration } = useTime()
  const undo = useRef<(() => void) | null>(null)
  return useCallback(
    (drawing: Drawing) => {
      undo.current?.()
      undo.current = null
      if (traffic === null) return
      const marks = {
        now: style['now'] ?? '',
        median: style['median'] ?? '',
        count: style['count'] ?? '',
      }
      undo.current = showHeat(
        drawing,
        { traffic, steps: new Set(procedure.steps.map(({ id }) => id)) },
        marks,
        { number, duration },
      )
    },
    [procedure, traffic, number, duration],
  )
}

const isProcedure = (content: unknown): content is ProcedureContent =>
  typeof content === 'object' && content !== null && 'xml' in content && 'procedure' in content

export const procedureDefinition: Definition<ProcedureContent> = {
  is: isProcedure,
  facts: ({ procedure }, words) => procedureFacts(procedure, words),
  View: ProcedureView,
}
