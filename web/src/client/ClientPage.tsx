import { ClientFeed } from '../change/client-feed.tsx'
import { agreementApi } from '#contract/agreement/api.ts'
import { clientApi } from '#contract/client/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { Button, Group, Text, Title } from '@mantine/core'
import { IconPlus, IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import { AgreementForm } from '../agreement/agreement-form.tsx'
import { AgreementList } from '../agreement/agreement-list.tsx'
import { BrandEditor } from '../brand/brand-editor.tsx'
import { ClientDomains } from '../mail/client-domains.tsx'
import { useParam } from '../platform/address.ts'
import { useAll, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { ClientPots } from '../pot/ClientPots.tsx'
import { ClientReports } from '../report/ClientReports.tsx'
import { keepsRelations, writesArtefacts } from '../settings/may-keep.ts'
import { AppLink, TextLink } from '../ui/app-link.tsx'
import { OrganisationFrame } from './organisation-frame.tsx'

/** One screen a client: its tickets, what it was promised, its people. */
export const ClientPage = () => {
  const { t } = useWords()
  const session = useSession()
  const id = useParam('id')
  const [isAdding, setAdding] = useState(false)
  const agreements = useAll(agreementApi.list, { client: id })
  return (
    <OrganisationFrame
      kind="client"
      href="/clients"
      actions={
        <Button
          component={AppLink}
          href={`/nouveau?client=${id}`}
          leftSection={<IconTicket size={16} aria-hidden />}
        >
          {t('client.newTicket')}
        </Button>
      }
    >
      <Tickets clientId={id} />
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={2}>{t('client.services')}</Title>
          {writesArtefacts(session) && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {t('client.addAgreement')}
            </Button>
          )}
        </Group>
        <AgreementList
          query={agreements}
          hasClient={false}
          empty={
            <Text size="sm" c="dimmed">
              {t('client.noServices')}
            </Text>
          }
        />
      </section>
      <ClientPots clientId={id} />
      <ClientReports clientId={id} />
      <ClientFeed clientId={id} />
      <ClientDomains clientId={id} />
      <ClientBrand id={id} />
      {isAdding && <AgreementForm clientId={id} onClose={() => setAdding(false)} />}
    </OrganisationFrame>
  )
}

const ClientBrand = ({ id }: { id: string }) => {
  const mayKeep = keepsRelations(useSession())
  const { data } = useApi(clientApi.read, { id })
  return data === undefined || data.endedAt !== null ? null : (
    <BrandEditor id={id} name={data.name} mayKeep={mayKeep} />
  )
}

const Tickets = ({ clientId }: { clientId: string }) => {
  const { t } = useWords()
  const open = useApi(recordApi.count, { client: clientId, phase: 'new,active,resolved' }).data
  return (
    <Group gap="lg">
      <TextLink href={`/tickets?client=${clientId}&phase=new,active,resolved`} fw={600}>
        {t('client.openTickets')}
        {open !== undefined &&
          ` (${open.isCapped ? t('shell.list.capped', { count: open.count }) : open.count})`}
      </TextLink>
      <TextLink href={`/tickets?client=${clientId}`}>{t('client.allTickets')}</TextLink>
    </Group>
  )
}
