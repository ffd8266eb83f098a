import type { Procedure } from '#contract/procedure/shape.ts'
import { Text, Title } from '@mantine/core'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { Ago } from '../ui/times.tsx'
import { labelIn } from './nodes.ts'
import type { TrafficRead } from './steps-table.tsx'

/** How often each way was taken: what the strokes of the drawing say, in numbers. */
export const WaysTable = ({ procedure, traffic }: TrafficProps) => {
  const { t, say } = useWords()
  const { number, percent } = useTime()
  const leaving = (from: string) =>
    traffic.moves.filter((move) => move.from === from).reduce((sum, { count }) => sum + count, 0)
  return (
    <section>
      <Title order={3} mb={4}>
        {t('procedure.traffic.ways')}
      </Title>
      <QuietTable
        label={t('procedure.traffic.ways')}
        minWidth={480}
        head={
          <>
            <th>{t('procedure.traffic.from')}</th>
            <th>{t('procedure.traffic.to')}</th>
            <th data-end>{t('procedure.traffic.count')}</th>
            <th data-end>{t('procedure.traffic.share')}</th>
          </>
        }
      >
        {traffic.moves
          .toSorted((a, b) => a.from.localeCompare(b.from, 'en', { numeric: true }) || b.count - a.count)
          .map(({ from, to, count }) => (
            <tr key={`${from} ${to}`}>
              <th scope="row">{say(labelIn(procedure, from))}</th>
              <td>{to === 'cancelled' ? t('shell.phase.cancelled') : say(labelIn(procedure, to))}</td>
              <td data-end>{number(count)}</td>
              <td data-end>{percent(count / Math.max(1, leaving(from)))}</td>
            </tr>
          ))}
      </QuietTable>
    </section>
  )
}

/** Tickets that were put on another step against the procedure, each with its reason. */
export const Overrides = ({ procedure, traffic }: TrafficProps) => {
  const { t, say } = useWords()
  return (
    <section>
      <Title order={3}>{t('procedure.overrides.title')}</Title>
      <Text size="sm" c="dimmed" mb={4} maw={720}>
        {t('procedure.overrides.text')}
      </Text>
      {traffic.overrides.length === 0 ? (
        <Text size="sm">{t('procedure.overrides.none')}</Text>
      ) : (
        <QuietTable
          label={t('procedure.overrides.title')}
          minWidth={640}
          head={
            <>
              <th>{t('procedure.overrides.ticket')}</th>
              <th>{t('procedure.overrides.from')}</th>
              <th>{t('procedure.overrides.to')}</th>
              <th>{t('procedure.overrides.when')}</th>
              <th>{t('procedure.overrides.reason')}</th>
            </>
          }
        >
          {traffic.overrides.map(({ number, from, to, at, reason }) => (
            <tr key={`${number} ${at}`}>
              <th scope="row">
                <TextLink href={`/tickets/${number}`}>{number}</TextLink>
              </th>
              <td>{say(labelIn(procedure, from))}</td>
              <td>{say(labelIn(procedure, to))}</td>
              <td>
                <Ago at={at} />
              </td>
              <td>{reason}</td>
            </tr>
          ))}
        </QuietTable>
      )}
    </section>
  )
}

interface TrafficProps {
  procedure: Procedure
  traffic: TrafficRead
}
