import { indicatorApi } from '#contract/indicator/api.ts'
import { IndicatorProcess } from '#contract/indicator/formula.ts'
import { formulas } from '#contract/indicator/formulas.ts'
import type { Indicators } from '#contract/indicator/shape.ts'
import { Button, Loader, Select, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { addressOf } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { localAt } from '../record/local-time.ts'
import { ClientPicker } from '../record/pickers.tsx'
import { Page } from '../ui/page.tsx'
import { Part } from '../ui/part.tsx'
import { Figures } from './Figures.tsx'
import style from './indicator.module.css'
import { addMonths, choicesOf, daysOf, isMonth, monthOf } from './month.ts'
import { useSay } from './use-say.ts'

const useAsked = () => {
  const [filters, set] = useFilters(['mois', 'client', 'ouvert'])
  const { zone } = useSession().person
  const thisMonth = monthOf(localAt(useNow(), zone))
  const month = isMonth(filters.mois) && filters.mois <= thisMonth ? filters.mois : addMonths(thisMonth, -1)
  const asked = { ...daysOf(month), ...(filters.client === undefined ? {} : { client: filters.client }) }
  return { filters, set, thisMonth, month, asked }
}

/** The figures of a month, process by process. Nobody is ranked. */
export const IndicatorsPage = () => {
  const { t } = useWords()
  const asking = useAsked()
  const { filters, set, asked } = asking
  const { data, error, refetch } = useApi(indicatorApi.list, asked, { keepsPrevious: true })
  return (
    <Page
      title={t('indicator.title')}
      method={{ text: t('indicator.method') }}
      actions={
        <div className={style['actions']}>
          <Button component="a" variant="default" href={addressOf(indicatorApi.export, asked)} download>
            {t('indicator.csv')}
          </Button>
          <Button variant="default" onClick={() => window.print()}>
            {t('indicator.print')}
          </Button>
        </div>
      }
    >
      <Text size="sm" c="dimmed">
        {t('indicator.lead')}
      </Text>
      <Questions {...asking} />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Loader mx="auto" />}
      {data !== undefined && (
        <>
          <Said indicators={data} month={asking.month} />
          {IndicatorProcess.options.map((process) => (
            <Part key={process} title={t(`indicator.process.${process}`)}>
              <Figures
                label={t(`indicator.process.${process}`)}
                items={data.items.filter((item) => item.process === process)}
                asked={asked}
                opened={filters.ouvert}
                onOpen={(ouvert) => set({ ouvert })}
              />
            </Part>
          ))}
          <Annex />
        </>
      )}
    </Page>
  )
}

const Questions = ({ filters, set, thisMonth, month }: ReturnType<typeof useAsked>) => {
  const { t } = useWords()
  const { month: say } = useSay()
  const go = (to: string) => set({ mois: to, ouvert: undefined })
  return (
    <search className={style['filters']} aria-label={t('shell.list.filter')}>
      <Button variant="default" aria-label={t('indicator.earlier')} onClick={() => go(addMonths(month, -1))}>
        <IconChevronLeft size={16} aria-hidden />
      </Button>
      <Select
        label={t('indicator.month')}
        allowDeselect={false}
        data={choicesOf(thisMonth, month).map((value) => ({ value, label: say(value) }))}
        value={month}
        onChange={(value) => value !== null && go(value)}
      />
      <Button
        variant="default"
        aria-label={t('indicator.later')}
        disabled={month >= thisMonth}
        onClick={() => go(addMonths(month, 1))}
      >
        <IconChevronRight size={16} aria-hidden />
      </Button>
      <ClientPicker
        label={t('indicator.client')}
        placeholder={t('indicator.everyClient')}
        clearButtonProps={{ 'aria-label': t('shell.list.clear') }}
        value={filters.client ?? null}
        onChange={(id) => set({ client: id ?? undefined, ouvert: undefined })}
      />
    </search>
  )
}

const Said = ({ indicators, month }: { indicators: Indicators; month: string }) => {
  const { t } = useWords()
  const { month: say } = useSay()
  const { isRunning, unmeasured } = indicators
  return (
    <Text size="sm" role="status">
      <strong>{say(month)}</strong>
      {isRunning && ` · ${t('indicator.running')}`}
      {unmeasured > 0 && ` · ${t('indicator.unmeasured', { count: unmeasured })}`}
      <br />
      <Text span size="xs" c="dimmed">
        {t('indicator.counted')}
      </Text>
    </Text>
  )
}

/** On paper nothing opens: the formulas stand at its end. */
const Annex = () => {
  const { t, say } = useWords()
  return (
    <dl className={style['annex']}>
      {Object.entries(formulas).map(([key, { name, how, clause }]) => (
        <div key={key}>
          <dt>{say(name)}</dt>
          <dd>
            {say(how)} {t('indicator.clause', { clause })}
          </dd>
        </div>
      ))}
    </dl>
  )
}
