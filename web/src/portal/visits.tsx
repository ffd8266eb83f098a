import { attachmentApi } from '#contract/attachment/api.ts'
import { interventionApi, type PortalIntervention } from '#contract/intervention/api.ts'
import { Anchor, Text, Title } from '@mantine/core'
import { addressOf } from '../platform/api.ts'
import { useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import style from './portal.module.css'

/** Who comes, who came, and what was signed. */
export const Visits = ({ number }: { number: string }) => {
  const { t } = useWords()
  const { items } = useAll(interventionApi.ofRecord, { number })
  if (items.length === 0) return null
  return (
    <section>
      <Title order={2} size="h3" mb={8}>
        {t('intervention.portal.title')}
      </Title>
      <ul className={style['files']}>
        {items.map((visit) => (
          <li key={visit.id} style={{ display: 'block' }}>
            <Visit visit={visit} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Visit = ({ visit }: { visit: PortalIntervention }) => {
  const { t } = useWords()
  const { short } = useTime()
  const when = short(visit.finishedAt ?? visit.startedAt ?? visit.plannedFrom)
  return (
    <>
      <Text>
        {t(`intervention.portal.${visit.state}`, { when })}{' '}
        {t('intervention.portal.with', { names: visit.people.map(({ name }) => name).join(', ') })}
      </Text>
      {visit.notes.map((note) => (
        <Text key={note.id} size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {note.body}
        </Text>
      ))}
      {visit.signedName !== null && (
        <Text size="sm">{t('intervention.portal.signed', { name: visit.signedName })}</Text>
      )}
      {visit.reportId !== null && (
        <Anchor href={addressOf(attachmentApi.download, { id: visit.reportId })} download underline="always">
          {t('intervention.report')}
        </Anchor>
      )}
    </>
  )
}
