import { agreementApi } from '#contract/agreement/api.ts'
import { artefactApi } from '#contract/artefact/api.ts'
import { Button, Group, Loader, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { ArtefactFrame } from '../artefact/artefact-frame.tsx'
import { useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { useNames } from '../record/use-names.ts'
import { writesArtefacts } from '../settings/may-keep.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'
import { AgreementForm } from './agreement-form.tsx'
import { agreementDefinition } from './definition.tsx'

/** One agreement: between whom, during which hours, what is promised, and what was promised before. */
export const AgreementPage = () => {
  const { t, say } = useWords()
  const session = useSession()
  const names = useNames()
  const id = useParam('id')
  const [isEditing, setEditing] = useState(false)
  const { data: agreement, error, refetch } = useApi(agreementApi.read, { id })
  const calendars = useApi(artefactApi.list, { kind: 'calendar' }).data?.items ?? []
  if (agreement === undefined) {
    return (
      <Page title={t('agreement.one')} crumbs={[{ label: t('agreement.title'), href: '/contrats' }]}>
        {error === null ? <Loader /> : <ProblemAlert error={error} onRetry={() => void refetch()} />}
      </Page>
    )
  }
  const { clientId, serviceId, calendarId } = agreement
  const client = names.client(clientId) ?? '…'
  const calendar = calendars.find((one) => one.id === calendarId)
  return (
    <Page
      title={`${client} – ${names.service(serviceId) ?? '…'}`}
      crumbs={[{ label: t('agreement.title'), href: '/contrats' }]}
      method={{ text: t('agreement.method') }}
    >
      <ArtefactFrame
        id={id}
        definition={agreementDefinition}
        actions={
          writesArtefacts(session) && (
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => setEditing(true)}
            >
              {t('agreement.next.action')}
            </Button>
          )
        }
      >
        <Group gap="lg">
          <Term label={t('agreement.field.client')}>
            <TextLink href={`/clients/${clientId}`}>{client}</TextLink>
          </Term>
          {calendar !== undefined && (
            <Term label={t('agreement.field.calendar')}>
              <TextLink href={`/reglages/calendriers/${calendarId}`}>{say(calendar.name)}</TextLink>
            </Term>
          )}
        </Group>
      </ArtefactFrame>
      {isEditing && <AgreementForm agreement={agreement} onClose={() => setEditing(false)} />}
    </Page>
  )
}

const Term = ({ label, children }: { label: string; children: ReactNode }) => (
  <Text size="sm">
    <Text span c="dimmed">
      {label}
    </Text>{' '}
    {children}
  </Text>
)
