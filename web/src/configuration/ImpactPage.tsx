import { configurationApi } from '#contract/configuration/api.ts'
import { useFilters, useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'
import { ImpactView } from './ImpactView.tsx'

/** The impact of one item on the whole width of a window. */
export const ImpactPage = () => {
  const { t } = useWords()
  const number = useParam('number')
  const [{ at }] = useFilters(['at'])
  const { data, error } = useApi(configurationApi.read, { number, ...(at === undefined ? {} : { at }) })
  const name = data?.name ?? number
  return (
    <Page
      title={t('configuration.impact.pageTitle', { name })}
      crumbs={[
        { label: t('configuration.title'), href: '/parc' },
        { label: `${number} · ${name}`, href: `/parc/${number}` },
      ]}
    >
      {error === null ? (
        <ImpactView number={number} {...(at === undefined ? {} : { at })} />
      ) : (
        <ProblemAlert error={error} />
      )}
    </Page>
  )
}
