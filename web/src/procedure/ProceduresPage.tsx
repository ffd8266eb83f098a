import { artefactApi } from '#contract/artefact/api.ts'
import { procedureApi } from '#contract/procedure/api.ts'
import { Loader, Text, Title } from '@mantine/core'
import { StateBadge, stateOf } from '../artefact/state-badge.tsx'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'
import style from './procedure.module.css'

/** Every procedure, what is in force, and how much work is under way. */
export const ProceduresPage = () => {
  const { t, say } = useWords()
  const { day } = useTime()
  const { data, error, refetch } = useApi(procedureApi.list, {})
  const artefacts = useApi(artefactApi.list, { kind: 'procedure' }).data?.items ?? []
  return (
    <Page title={t('procedure.title')} method={{ text: t('procedure.method') }}>
      <Text size="sm" maw={720}>
        {t('procedure.lead')}
      </Text>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Loader />}
      <ul className={style['cards']}>
        {data?.items.map(({ key, name, inForce, openRecords, artefactId }) => {
          const artefact = artefacts.find(({ id }) => id === artefactId)
          return (
            <li key={key}>
              <AppLink href={`/methode/procedures/${key}`} className={style['card']}>
                <Title order={2} size="h3">
                  {say(name)}
                </Title>
                <span>{artefact !== undefined && <StateBadge state={stateOf(artefact)} />}</span>
                <Text size="sm" c="dimmed">
                  {inForce === null
                    ? t('procedure.notInForce')
                    : `${t('artefact.versionOf', { number: inForce.number })} · ${t('artefact.inForceSince', { date: day(inForce.from) })}`}
                </Text>
                <Text size="sm">{t('procedure.open', { count: openRecords })}</Text>
              </AppLink>
            </li>
          )
        })}
      </ul>
    </Page>
  )
}
