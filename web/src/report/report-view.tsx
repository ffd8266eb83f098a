import type { ConfigurationReport } from '#contract/report/shape.ts'
import { Alert, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { History } from './history.tsx'
import style from './report.module.css'

interface ReportProps {
  report: ConfigurationReport
  /** Where an item and a ticket are read; null: they are named only. */
  itemAddress: (number: string) => string | null
  ticketAddress: (number: string) => string
}

/** The report on screen: the same sections as on paper, in the same order (figure 10). */
export const ReportView = ({ report, itemAddress, ticketAddress }: ReportProps) => {
  const { t } = useWords()
  return (
    <Stack gap="xl">
      {report.isCut && <Alert variant="light">{t('report.cut')}</Alert>}
      <Section title={t('report.summary.title')}>
        <Summary report={report} />
      </Section>
      <Section title={t('report.items.title')}>
        <Items report={report} itemAddress={itemAddress} />
      </Section>
      <Section title={t('report.history.title')}>
        <History changes={report.history} />
      </Section>
      <Section title={t('report.tickets.title')}>
        <Tickets report={report} ticketAddress={ticketAddress} />
      </Section>
      {report.deviations !== null && (
        <Section title={t('report.deviations.title')}>
          <Deviations deviations={report.deviations} />
        </Section>
      )}
      <Section title={t('report.expiries.title')}>
        <Expiries report={report} />
      </Section>
    </Stack>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <Title order={2} size="h3" mb="xs">
      {title}
    </Title>
    {children}
  </section>
)

const Summary = ({ report: { summary } }: { report: ConfigurationReport }) => {
  const { t, say } = useWords()
  return (
    <>
      <dl className={style['counts']}>
        {(['total', 'added', 'changed', 'gone'] as const).map((key) => (
          <div key={key}>
            <dt>{t(`report.summary.${key}`)}</dt>
            <dd>{summary[key]}</dd>
          </div>
        ))}
      </dl>
      {summary.types.length > 0 && (
        <QuietTable
          label={t('report.summary.title')}
          head={
            <>
              <th scope="col">{t('report.summary.type')}</th>
              <th scope="col" data-end>
                {t('report.summary.total')}
              </th>
              <th scope="col">{t('report.summary.states')}</th>
            </>
          }
        >
          {summary.types.map(({ type, total, states }) => (
            <tr key={type.fr}>
              <th scope="row">{say(type)}</th>
              <td data-end>{total}</td>
              <td>
                {states
                  .map(({ state, count }) => `${t(`configuration.states.${state}`)} ${count}`)
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </QuietTable>
      )}
    </>
  )
}

const Items = ({ report: { items }, itemAddress }: Pick<ReportProps, 'report' | 'itemAddress'>) => {
  const { t, say } = useWords()
  const { day, date } = useTime()
  if (items.length === 0) return <Nothing>{t('report.items.none')}</Nothing>
  const names = ['name', 'type', 'state', 'location', 'owner', 'services', 'ends', 'verified'] as const
  return (
    <QuietTable
      label={t('report.items.title')}
      minWidth={980}
      isTop
      isStacked
      head={names.map((name) => (
        <th key={name} scope="col">
          {t(`report.items.${name}`)}
        </th>
      ))}
    >
      {items.map((item) => {
        const href = itemAddress(item.number)
        const cell = (name: (typeof names)[number], value: ReactNode) => (
          <td {...(value === '' ? {} : { 'data-label': t(`report.items.${name}`) })}>{value}</td>
        )
        return (
          <tr key={item.number}>
            <th scope="row">
              {href === null ? item.name : <TextLink href={href}>{item.name}</TextLink>}
              <Text size="xs" c="dimmed">
                {item.number}
              </Text>
            </th>
            {cell('type', say(item.type))}
            {cell('state', t(`configuration.states.${item.state}`))}
            {cell('location', item.location)}
            {cell('owner', item.owner ?? '')}
            {cell('services', item.services.join(', '))}
            {cell(
              'ends',
              item.ends
                .map(({ label, on }) => t('report.pair', { label: say(label), value: date(on) }))
                .join(', '),
            )}
            {cell('verified', item.verifiedAt === null ? t('report.items.never') : day(item.verifiedAt))}
          </tr>
        )
      })}
    </QuietTable>
  )
}

const Tickets = ({ report: { tickets }, ticketAddress }: Pick<ReportProps, 'report' | 'ticketAddress'>) => {
  const { t } = useWords()
  const { day } = useTime()
  if (tickets.length === 0) return <Nothing>{t('report.tickets.none')}</Nothing>
  return (
    <ul className={style['answers']}>
      {tickets.map(({ number, title, recordedAt, items }) => (
        <li key={number}>
          <TextLink href={ticketAddress(number)}>{`${number} ${title}`}</TextLink>
          <Text size="sm" c="dimmed">
            {[day(recordedAt), items.map((item) => `${item.number} ${item.name}`).join(', ')].join(' · ')}
          </Text>
        </li>
      ))}
    </ul>
  )
}

const Deviations = ({ deviations }: { deviations: NonNullable<ConfigurationReport['deviations']> }) => {
  const { t, say } = useWords()
  if (deviations.length === 0) return <Nothing>{t('report.deviations.none')}</Nothing>
  return (
    <ul className={style['answers']}>
      {deviations.map(({ number, name, label, standing, found }) => (
        <li key={`${number} ${label.fr}`}>
          <Text size="sm">
            {number} {name} · {say(label)}
          </Text>
          <Text size="sm" c="dimmed">
            {[
              { label: t('report.deviations.standing'), value: standing },
              { label: t('report.deviations.found'), value: found },
            ]
              .map(({ label: heading, value }) =>
                t('report.pair', {
                  label: heading,
                  value: value === null ? t('report.history.nothing') : say(value),
                }),
              )
              .join(' · ')}
          </Text>
        </li>
      ))}
    </ul>
  )
}

const Expiries = ({ report: { expiries } }: { report: ConfigurationReport }) => {
  const { t, say } = useWords()
  const { date } = useTime()
  if (expiries.length === 0) return <Nothing>{t('report.expiries.none')}</Nothing>
  const left = (days: number) =>
    days < 0
      ? t('report.expiries.past')
      : days === 0
        ? t('report.expiries.today')
        : t('report.expiries.in', { count: days })
  return (
    <ul className={style['answers']}>
      {expiries.map(({ number, name, label, on, days }) => (
        <li key={`${number} ${label.fr}`}>
          <Text size="sm">
            {number} {name} · {say(label)} {t('report.expiries.on', { on: date(on) })} ({left(days)})
          </Text>
        </li>
      ))}
    </ul>
  )
}

export const Nothing = ({ children }: { children: ReactNode }) => (
  <Text size="sm" c="dimmed">
    {children}
  </Text>
)
