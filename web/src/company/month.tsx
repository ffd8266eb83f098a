import { companyApi } from '#contract/company/api.ts'
import { dateFormat } from '#contract/say-date.ts'
import { NativeSelect, Text, Title } from '@mantine/core'
import { useFilters } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import style from './company.module.css'

const monthsBack = 13

/** `2026-03` of the reader's zone, and the months before it. */
const monthsUntil = (now: number, zone: string): string[] => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' })
    .formatToParts(now)
    .reduce<Record<string, string>>((parts, { type, value }) => ({ ...parts, [type]: value }), {})
  const [year, month] = [Number(today['year']), Number(today['month'])]
  return Array.from({ length: monthsBack }, (_, back) => {
    const count = year * 12 + (month - 1) - back
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
  })
}

/** What a month brought: opened, solved, within the agreed delay, service by service. */
export const Month = () => {
  const { t, locale } = useWords()
  const { person } = useSession()
  const now = useNow(3_600_000)
  const [{ mois }, set] = useFilters(['mois'])
  const months = monthsUntil(now, person.zone)
  const month = months.find((one) => one === mois) ?? months[0]
  const { data, error } = useApi(companyApi.figures, { month }, { keepsPrevious: true })
  const named = dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return (
    <section>
      <div className={style['head']}>
        <Title order={2}>{t('company.month.title')}</Title>
        <NativeSelect
          aria-label={t('company.month.choose')}
          value={month ?? ''}
          data={months.map((one) => ({ value: one, label: named.format(new Date(`${one}-15T12:00:00Z`)) }))}
          onChange={({ currentTarget }) =>
            set({ mois: currentTarget.value === months[0] ? '' : currentTarget.value })
          }
        />
      </div>
      <ProblemAlert error={error} />
      {data?.services.length === 0 && <Text size="sm">{t('company.month.empty')}</Text>}
      {data !== undefined && data.services.length > 0 && (
        <QuietTable
          label={t('company.month.title')}
          minWidth={480}
          isStacked
          head={
            <>
              <th>{t('company.month.service')}</th>
              <th>{t('company.month.opened')}</th>
              <th>{t('company.month.solved')}</th>
              <th>{t('company.month.kept')}</th>
            </>
          }
        >
          {data.services.map((row) => (
            <Line
              key={row.serviceId ?? ''}
              name={row.serviceName ?? t('company.month.noService')}
              counts={row}
            />
          ))}
          {data.services.length > 1 && <Line name={t('company.month.total')} counts={data.total} />}
        </QuietTable>
      )}
      <Text size="xs" c="dimmed" mt={6}>
        {t('company.month.note')}
      </Text>
    </section>
  )
}

interface LineProps {
  name: string
  counts: { opened: number; solved: number; promised: number; kept: number }
}

const Line = ({ name, counts: { opened, solved, promised, kept } }: LineProps) => {
  const { t } = useWords()
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={t('company.month.opened')}>{opened}</td>
      <td data-label={t('company.month.solved')}>{solved}</td>
      <td data-label={t('company.month.kept')}>
        {promised === 0
          ? solved === 0
            ? '–'
            : t('company.month.noPromise')
          : t('company.month.keptOf', { kept, promised })}
      </td>
    </tr>
  )
}
