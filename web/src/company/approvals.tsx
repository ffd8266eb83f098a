import { changeApi } from '#contract/change/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { Text, Title } from '@mantine/core'
import { ChangeLines } from '../change/PortalChanges.tsx'
import { useAll, usePages } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { RecordLines } from '../portal/record-line.tsx'
import { isAwaitingConsent } from '../portal/state.tsx'

/** What goes on only once somebody of the company agrees. */
export const Approvals = () => {
  const { t } = useWords()
  const { person } = useSession()
  const { items, isPending } = usePages(recordApi.list, {
    phase: 'new,active',
    sort: 'updated',
    limit: 200,
  })
  const changes = useAll(changeApi.mine, {})
  const asked = changes.items.filter(({ asksDecision }) => asksDecision)
  const waiting = items.filter((item) => isAwaitingConsent(item, person))
  return (
    <section>
      <Title order={2} mb={6}>
        {t('company.approvals')}
      </Title>
      {waiting.length > 0 && <RecordLines records={waiting} />}
      {asked.length > 0 && <ChangeLines changes={asked} />}
      {!isPending && !changes.isPending && waiting.length === 0 && asked.length === 0 && (
        <Text size="sm">{t('company.noApprovals')}</Text>
      )}
    </section>
  )
}
