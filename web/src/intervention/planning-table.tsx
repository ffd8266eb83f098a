import type { Clash, Intervention } from '#contract/intervention/api.ts'
import { Table, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { localAt } from '../record/local-time.ts'
import { useColleagues } from '../record/use-names.ts'
import { AppLink } from '../ui/app-link.tsx'
import style from './planning.module.css'
import { addDays } from '../record/week.ts'

/** Where a visit goes: another day, minutes later, from one person to another. */
export interface Target {
  day?: string
  minutes?: number
  from?: string
  to?: string
}

interface Absence {
  personId: string
  startsAt: string
  endsAt: string
}

interface PlanningTableProps {
  items: readonly Intervention[]
  absences: readonly Absence[]
  clashes: readonly Clash[]
  days: readonly string[]
  onMove: (visit: Intervention, to: Target) => void
}

/** People down, days across; what is dragged or moved by arrows lands in another place of it. */
export const PlanningTable = ({ items, absences, clashes, days, onMove }: PlanningTableProps) => {
  const { t } = useWords()
  const { person } = useSession()
  const { day: dayName } = useTime()
  const colleagues = useColleagues()
  const [dragged, drag] = useState<{ visit: Intervention; from: string } | null>(null)
  const [over, setOver] = useState('')
  const dayOf = (instant: string) => localAt(instant, person.zone).slice(0, 10)
  const named = new Map(items.flatMap(({ people }) => people.map(({ id, name }) => [id, name] as const)))
  for (const { id, name } of colleagues) named.set(id, name)
  const shown = [...named].sort(([, a], [, b]) => a.localeCompare(b))
  return (
    <Table.ScrollContainer minWidth={days.length === 1 ? 280 : 680}>
      <Table className={style['table'] ?? ''} withColumnBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('intervention.planning.person')}</Table.Th>
            {days.map((day) => (
              <Table.Th key={day} scope="col">
                {dayName(`${day}T12:00:00`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(([id, name]) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">{name}</Table.Th>
              {days.map((day) => {
                const cell = `${id} ${day}`
                const visits = items.filter(
                  ({ people, plannedFrom }) =>
                    people.some((one) => one.id === id) && dayOf(plannedFrom) === day,
                )
                const isAway = absences.some(
                  (one) => one.personId === id && dayOf(one.startsAt) <= day && dayOf(one.endsAt) >= day,
                )
                return (
                  <Table.Td
                    key={day}
                    data-over={over === cell || undefined}
                    onDragOver={(event) => {
                      if (dragged === null) return
                      event.preventDefault()
                      setOver(cell)
                    }}
                    onDragLeave={() => setOver('')}
                    onDrop={(event) => {
                      event.preventDefault()
                      setOver('')
                      if (dragged !== null) onMove(dragged.visit, { day, from: dragged.from, to: id })
                      drag(null)
                    }}
                  >
                    {isAway && (
                      <Text size="xs" c="dimmed">
                        {t('intervention.planning.absent')}
                      </Text>
                    )}
                    {visits.map((visit) => (
                      <Card
                        key={visit.id}
                        visit={visit}
                        hasClash={clashes.some(
                          ({ interventionId, otherId, personId }) =>
                            personId === id && (interventionId === visit.id || otherId === visit.id),
                        )}
                        onDrag={() => drag({ visit, from: id })}
                        onMove={(to) => onMove(visit, to)}
                      />
                    ))}
                  </Table.Td>
                )
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

const steps: Readonly<Record<string, { days: number; minutes: number }>> = {
  ArrowLeft: { days: -1, minutes: 0 },
  ArrowRight: { days: 1, minutes: 0 },
  ArrowUp: { days: 0, minutes: -15 },
  ArrowDown: { days: 0, minutes: 15 },
}

const Card = ({ visit, hasClash, onDrag, onMove }: CardProps) => {
  const { t } = useWords()
  const { clock } = useTime()
  const { person } = useSession()
  const mayMove = visit.actions.includes('edit')
  const onKey = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined || !mayMove) return
    event.preventDefault()
    const day = localAt(visit.plannedFrom, person.zone).slice(0, 10)
    onMove({ day: addDays(day, step.days), minutes: step.minutes })
  }
  return (
    <div className={style['card']} data-state={visit.state}>
      <AppLink
        href={`/interventions/${visit.id}`}
        draggable={mayMove}
        onDragStart={onDrag}
        onKeyDown={onKey}
        title={mayMove ? t('intervention.planning.move') : undefined}
      >
        {clock(visit.plannedFrom)} – {clock(visit.plannedUntil)}
        {hasClash && <IconAlertTriangle size={13} aria-hidden />}
        <br />
        {visit.number} · {visit.clientName ?? visit.title}
      </AppLink>
      <span>
        {t(`intervention.state.${visit.state}`)}
        {hasClash ? ` · ${t('intervention.planning.clashes')}` : ''}
      </span>
      {visit.answers.map(({ name, answer }) => (
        <span key={name} data-answer={answer}>
          {t('intervention.answered', { name, answer: t(`intervention.answer.${answer}`) })}
        </span>
      ))}
    </div>
  )
}

interface CardProps {
  visit: Intervention
  hasClash: boolean
  onDrag: () => void
  onMove: (to: Target) => void
}
