import type { CalendarChange } from '#contract/change/calendar.ts'
import { Table } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ToneText } from '../ui/tone-badge.tsx'
import style from './calendar.module.css'

/** The same for those who read rather than look: one change a line, by time; on a phone one below the other. */
export const CalendarList = ({ changes }: { changes: readonly CalendarChange[] }) => {
  const { t } = useWords()
  const { day, clock, exact } = useTime()
  return (
    <Table className={style['list'] ?? ''}>
      <Table.Thead>
        <Table.Tr>
          {(['when', 'change', 'who', 'people', 'risk', 'outage', 'state'] as const).map((column) => (
            <Table.Th key={column} scope="col">
              {t(`changeCalendar.columns.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map((change) => (
          <Table.Tr key={change.number}>
            <Table.Td>
              <time dateTime={change.from} title={`${exact(change.from)} – ${exact(change.to)}`}>
                {day(change.from)}, {clock(change.from)} –{' '}
                {day(change.to) === day(change.from) ? '' : `${day(change.to)}, `}
                {clock(change.to)}
              </time>
            </Table.Td>
            <Table.Td>
              <TextLink href={`/tickets/${change.number}`}>
                {change.number} · {change.title}
              </TextLink>
            </Table.Td>
            <Table.Td>{[change.client?.name, change.service?.name].filter(Boolean).join(' · ')}</Table.Td>
            <Table.Td>{change.people.map(({ name }) => name).join(', ')}</Table.Td>
            <Table.Td data-label={t('changeCalendar.columns.risk')}>
              {change.risk === null ? '' : t(`change.riskLevel.${change.risk}`)}
            </Table.Td>
            <Table.Td data-label={t('changeCalendar.columns.outage')}>
              {change.outageMinutes === null || change.outageMinutes === 0
                ? t('changeCalendar.none')
                : t('changeCalendar.minutes', { count: change.outageMinutes })}
            </Table.Td>
            <Table.Td>
              {t(`changeCalendar.states.${change.state}`)}
              {change.conflicts.length > 0 && (
                <>
                  {' '}
                  <ToneText tone="warning" icon={<IconAlertTriangle size={14} aria-hidden />}>
                    {[
                      ...new Set(change.conflicts.map((kind) => t(`changeCalendar.conflict.kinds.${kind}`))),
                    ].join(', ')}
                  </ToneText>
                </>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
