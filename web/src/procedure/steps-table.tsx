import type { OutputOf } from '#contract/endpoint.ts'
import type { procedureApi } from '#contract/procedure/api.ts'
import type { Procedure, Step } from '#contract/procedure/shape.ts'
import { Text } from '@mantine/core'
import { sayDelay } from '../grid/delay.ts'
import { RoleChip } from '../person/role-chips.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { PhaseBadge } from '../ui/badges.tsx'
import { branchesOf, gatewayAt, isEnd, labelIn, nameOfProcess, stepsInOrder } from './nodes.ts'
import style from './procedure.module.css'

export type TrafficRead = OutputOf<typeof procedureApi.traffic>

/** The drawing for those who would rather read; with `traffic`, what real tickets made of it. */
export const StepsTable = ({ procedure, traffic = null }: StepsTableProps) => {
  const { t } = useWords()
  return (
    <QuietTable
      label={t('procedure.step.title')}
      minWidth={traffic === null ? 640 : 860}
      isTop
      isStacked
      head={
        <>
          <th>{t('procedure.step.step')}</th>
          <th>{t('procedure.step.role')}</th>
          <th>{t('procedure.step.phase')}</th>
          <th>{t('procedure.step.ways')}</th>
          {traffic !== null && (
            <>
              <th data-end>{t('procedure.traffic.now')}</th>
              <th data-end>{t('procedure.traffic.visits')}</th>
              <th data-end>{t('procedure.traffic.median')}</th>
            </>
          )}
        </>
      }
    >
      {stepsInOrder(procedure).map((step) => (
        <StepRow key={step.id} procedure={procedure} step={step} traffic={traffic} />
      ))}
    </QuietTable>
  )
}

interface StepsTableProps {
  procedure: Procedure
  traffic?: TrafficRead | null
}

const StepRow = ({
  procedure,
  step,
  traffic,
}: {
  procedure: Procedure
  step: Step
  traffic: TrafficRead | null
}) => {
  const { t, say } = useWords()
  const { number } = useTime()
  const own = traffic?.steps.find(({ id }) => id === step.id)
  return (
    <tr>
      <th scope="row">
        {say(step.label)} <span className={style['code']}>{step.id}</span>
        {step.guide !== undefined && (
          <Text size="xs" c="dimmed" maw={420}>
            {say(step.guide)}
          </Text>
        )}
      </th>
      <td>
        <RoleChip role={step.role} />
      </td>
      <td>
        <PhaseBadge phase={step.phase} />
      </td>
      <td data-wide>
        <Ways procedure={procedure} step={step} />
      </td>
      {traffic !== null && (
        <>
          <td data-end data-label={t('procedure.traffic.now')}>
            {own === undefined || own.now === 0 ? (
              '–'
            ) : (
              <TextLink
                href={`/tickets?kind=${procedure.kind}&step=${step.id}`}
                aria-label={t('procedure.traffic.open', { count: own.now, step: say(step.label) })}
              >
                {number(own.now)}
              </TextLink>
            )}
          </td>
          <td data-end data-label={t('procedure.traffic.visits')}>
            {number(own?.visits ?? 0)}
          </td>
          <td data-end data-label={t('procedure.traffic.median')}>
            <Median minutes={own?.medianMinutes ?? null} />
          </td>
        </>
      )}
    </tr>
  )
}

const Median = ({ minutes }: { minutes: number | null }) => {
  const { t } = useWords()
  const { duration } = useTime()
  if (minutes === null) return '–'
  return minutes < 1 ? t('procedure.traffic.instant') : duration(minutes)
}

const Ways = ({ procedure, step }: { procedure: Procedure; step: Step }) => {
  const words = useWords()
  const { t, say } = words
  return (
    <ul className={style['ways']}>
      {step.moves.map(({ id, label, target }) => (
        <li key={id}>
          <Leading label={say(label)} procedure={procedure} target={target} />
        </li>
      ))}
      {step.timers.map(({ id, label, delay, target }) => (
        <li key={id}>
          <Leading
            label={`${say(label)} (${t('procedure.step.timer', { delay: sayDelay(words, delay) })})`}
            procedure={procedure}
            target={target ?? null}
          />
        </li>
      ))}
      {step.call !== undefined && (
        <li>{t('procedure.step.calls', { process: nameOfProcess(t, step.call.process) })}</li>
      )}
    </ul>
  )
}

/** What is chosen, and where it leads; an automatic decision on the way is spelt out. */
const Leading = ({
  label,
  procedure,
  target,
}: {
  label: string
  procedure: Procedure
  target: string | null
}) => {
  const { t, say } = useWords()
  if (target === null) return label
  const gateway = gatewayAt(procedure, target)
  if (gateway === undefined) {
    const end = isEnd(procedure, target) ? ` (${t('procedure.step.end')})` : ''
    return t('procedure.step.leadsTo', { label, target: `${say(labelIn(procedure, target))}${end}` })
  }
  return (
    <>
      {t('procedure.step.leadsTo', { label, target: say(gateway.label) })}
      <ul className={style['ways']}>
        {branchesOf(gateway).map((branch) => (
          <li key={branch.id}>
            <Leading
              label={branch.label === null ? t('procedure.step.otherwise') : say(branch.label)}
              procedure={procedure}
              target={branch.target}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
