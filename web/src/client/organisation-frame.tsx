import { clientApi, type Organisation } from '#contract/client/api.ts'
import { personApi } from '#contract/person/api.ts'
import { supplierApi } from '#contract/supplier/api.ts'
import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { IconDoorExit, IconPencil, IconPlus, IconUsers } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useParam } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi, usePages } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { PeopleList } from '../person/people-list.tsx'
import { PersonForm } from '../person/person-form.tsx'
import { keepsRelations } from '../settings/may-keep.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { OrganisationForm } from './organisation-form.tsx'
import style from './organisation.module.css'

/** One client or supplier on one screen: how to reach it and who its people are, with what else belongs to it. */
export const OrganisationFrame = ({ kind, href, actions, children }: OrganisationFrameProps) => {
  const { t } = useWords()
  const { day } = useTime()
  const session = useSession()
  const id = useParam('id')
  const api = kind === 'client' ? clientApi : supplierApi
  const [open, setOpen] = useState<'edit' | 'end' | null>(null)
  const { data: organisation, error, refetch } = useApi(api.read, { id })
  const end = useAction(api.end, {
    invalidates: [api.list, api.read, personApi.list],
    onSuccess: () => setOpen(null),
  })
  const mayKeep = keepsRelations(session) && organisation?.endedAt === null
  const close = () => setOpen(null)
  return (
    <Page
      title={organisation?.name ?? t(`${kind}.title`)}
      crumbs={[{ label: t(`${kind}.title`), href }]}
      actions={
        mayKeep && (
          <>
            {actions}
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => setOpen('edit')}
            >
              {t('client.edit')}
            </Button>
          </>
        )
      }
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {organisation === undefined && error === null && <Loader />}
      {organisation !== undefined && (
        <>
          {organisation.endedAt !== null && (
            <Alert variant="light" color="gray">
              {t(`${kind}.ended`, { date: day(organisation.endedAt) })}
            </Alert>
          )}
          <div className={style['frame']}>
            <Stack gap="xl">
              {children}
              <People kind={kind} organisation={organisation} mayKeep={mayKeep} />
            </Stack>
            <Aside organisation={organisation}>
              {mayKeep && (
                <Button
                  variant="subtle"
                  color="red"
                  size="xs"
                  leftSection={<IconDoorExit size={14} aria-hidden />}
                  onClick={() => setOpen('end')}
                >
                  {t(`${kind}.end`)}
                </Button>
              )}
            </Aside>
          </div>
          {open === 'edit' && (
            <OrganisationForm kind={kind} organisation={organisation} onDone={close} onClose={close} />
          )}
          <ConfirmDialog
            isOpen={open === 'end'}
            title={t(`${kind}.endTitle`, { name: organisation.name })}
            action={t(`${kind}.end`)}
            isDangerous
            isPending={end.isPending}
            error={end.error}
            onConfirm={() => end.mutate({ id })}
            onClose={close}
          >
            {t(`${kind}.endText`)}
          </ConfirmDialog>
        </>
      )}
    </Page>
  )
}

interface OrganisationFrameProps {
  kind: 'client' | 'supplier'
  href: string
  actions?: ReactNode
  children?: ReactNode
}

const People = ({
  kind,
  organisation,
  mayKeep,
}: {
  kind: 'client' | 'supplier'
  organisation: Organisation
  mayKeep: boolean
}) => {
  const { t } = useWords()
  const [isAdding, setAdding] = useState(false)
  const query = usePages(personApi.list, { [kind]: organisation.id })
  const add = mayKeep && (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {t('client.addPerson')}
    </Button>
  )
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('client.people')}</Title>
        {query.items.length > 0 && add}
      </Group>
      <PeopleList
        label={t('client.people')}
        query={query}
        hasOrganisation={false}
        empty={
          <EmptyState icon={<IconUsers size={28} />} title={t('client.people')} action={add}>
            {t(kind === 'client' ? 'client.noPeople' : 'supplier.noPeople')}
          </EmptyState>
        }
      />
      {isAdding && (
        <PersonForm
          start={{
            belongs: kind,
            clientId: kind === 'client' ? organisation.id : null,
            supplierId: kind === 'supplier' ? organisation.id : null,
          }}
          onDone={() => setAdding(false)}
          onClose={() => setAdding(false)}
        />
      )}
    </section>
  )
}

const Aside = ({ organisation, children }: { organisation: Organisation; children: ReactNode }) => {
  const { t } = useWords()
  const { email, phone, address, notes } = organisation
  return (
    <aside className={style['aside']}>
      <section>
        <Title order={2} size="h3" mb={4}>
          {t('client.details')}
        </Title>
        <Stack gap={4} fz="sm">
          {phone !== null && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>}
          {email !== null && <a href={`mailto:${email}`}>{email}</a>}
          {address !== null && (
            <Text size="sm" className={style['lines'] ?? ''}>
              {address}
            </Text>
          )}
          {phone === null && email === null && address === null && <Text size="sm">–</Text>}
        </Stack>
      </section>
      <section>
        <Title order={2} size="h3" mb={4}>
          {t('client.field.notes')}
        </Title>
        <Text size="sm" className={style['lines'] ?? ''} {...(notes === null ? { c: 'dimmed' } : {})}>
          {notes ?? t('client.noNotes')}
        </Text>
      </section>
      {children}
    </aside>
  )
}
