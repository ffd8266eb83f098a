import { agreementApi } from '#contract/agreement/api.ts'
import { artefactApi } from '#contract/artefact/api.ts'
import { serviceApi, type Service } from '#contract/service/api.ts'
import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconPlus, IconServer2, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAll, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { keepsRelations } from '../settings/may-keep.ts'
import { TextLink } from '../ui/app-link.tsx'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { Categories } from './categories.tsx'
import { EndService } from './end-service.tsx'
import { ServiceForm } from './service-form.tsx'

/** The catalogue, and the words by which tickets are sorted. */
export const ServicesPage = () => {
  const { t, say } = useWords()
  const session = useSession()
  const [editing, setEditing] = useState<Service | 'new' | null>(null)
  const [ending, setEnding] = useState<Service | null>(null)
  const query = useAll(serviceApi.list, {})
  const agreements = useApi(agreementApi.list, {}).data?.items ?? []
  const calendars = useApi(artefactApi.list, { kind: 'calendar' }).data?.items ?? []
  const mayKeep = keepsRelations(session)
  const hoursOf = ({ calendarId }: Service) => {
    const calendar = calendars.find(({ id }) => id === calendarId)
    return calendar === undefined ? t('service.field.calendarNone') : say(calendar.name)
  }
  const create = mayKeep && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
      {t('service.create')}
    </Button>
  )
  return (
    <Page title={t('service.title')} method={{ text: t('service.method') }} actions={create}>
      <DataList
        label={t('service.title')}
        query={query}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'name',
            label: t('service.column.name'),
            render: ({ name, description, isEssential }) => (
              <>
                <Group gap="xs">
                  <Text size="sm" fw={550}>
                    {name}
                  </Text>
                  {isEssential && (
                    <ToneBadge tone="warning" icon={<IconAlertTriangle aria-hidden />}>
                      {t('service.essential')}
                    </ToneBadge>
                  )}
                </Group>
                {description !== '' && (
                  <Text size="xs" c="dimmed">
                    {description}
                  </Text>
                )}
              </>
            ),
          },
          { key: 'hours', label: t('service.column.hours'), width: '14rem', isWide: true, render: hoursOf },
          {
            key: 'agreements',
            label: t('service.column.agreements'),
            width: '9rem',
            render: ({ id }) => {
              const count = agreements.filter(({ serviceId }) => serviceId === id).length
              return count === 0 ? (
                t('service.noAgreement')
              ) : (
                <TextLink href={`/contrats?service=${id}`}>{t('service.agreements', { count })}</TextLink>
              )
            },
          },
          ...(mayKeep
            ? [
                {
                  key: 'actions',
                  label: '',
                  width: '9rem',
                  render: (service: Service) => (
                    <Group gap={4} justify="flex-end" wrap="nowrap">
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={`${t('service.edit')} – ${service.name}`}
                        onClick={() => setEditing(service)}
                      >
                        {t('service.edit')}
                      </Button>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={`${t('service.end')} – ${service.name}`}
                        title={t('service.end')}
                        onClick={() => setEnding(service)}
                      >
                        <IconTrash size={16} aria-hidden />
                      </ActionIcon>
                    </Group>
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <EmptyState icon={<IconServer2 size={32} />} title={t('service.empty.title')} action={create}>
            {t('service.empty.text')}
          </EmptyState>
        }
      />
      <Categories mayKeep={mayKeep} />
      {editing !== null && (
        <ServiceForm {...(editing === 'new' ? {} : { service: editing })} onClose={() => setEditing(null)} />
      )}
      {ending !== null && <EndService service={ending} onClose={() => setEnding(null)} />}
    </Page>
  )
}
