import { brandApi } from '#contract/brand/api.ts'
import { Stack, Text } from '@mantine/core'
import { useApi } from '../platform/query.ts'
import { seesCompany, useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { NotFound } from '../ui/not-found.tsx'
import { Page } from '../ui/page.tsx'
import { Agreed } from './agreed.tsx'
import { Approvals } from './approvals.tsx'
import { Month } from './month.tsx'
import { People } from './people.tsx'
import { Reports } from './reports.tsx'
import { Tickets } from './tickets.tsx'

/** « Mon entreprise »: what a contact answers for, on one page. A requester has none. */
export const Company = () => {
  const { t } = useWords()
  const session = useSession()
  const name = useApi(brandApi.mine, {}, { staleTime: 300_000 }).data?.client?.name ?? ''
  if (!seesCompany(session)) return <NotFound />
  return (
    <Page title={t('company.title')}>
      <Text c="dimmed">{t('company.lead', { name })}</Text>
      <Stack gap="xl">
        <Approvals />
        <Tickets />
        <Month />
        <People clientId={session.person.clientId ?? ''} />
        <Agreed />
        <Reports />
      </Stack>
    </Page>
  )
}
