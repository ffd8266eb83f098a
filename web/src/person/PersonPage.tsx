import { personApi, type Person } from '#contract/person/api.ts'
import { teamApi } from '#contract/team/api.ts'
import { Anchor, Button, Group, List, Loader, Stack, Text, Title } from '@mantine/core'
import {
  IconDoorExit,
  IconLink,
  IconPencil,
  IconShieldCheck,
  IconShieldOff,
  IconUserShare,
} from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useParam } from '../platform/address.ts'
import { ResetFactor } from '../access/reset-factor.tsx'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { useNames } from '../record/use-names.ts'
import { keepsAccounts, keepsRelations } from '../settings/may-keep.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Page } from '../ui/page.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'
import { Absences } from './absences.tsx'
import { AccessBadge } from './access-badge.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { Standing } from './people-list.tsx'
import { PersonForm } from './person-form.tsx'
import { belongingOf } from './person-values.ts'
import { SubstituteForm } from './substitute-form.tsx'

type Open = 'edit' | 'invite' | 'substitute' | 'reset' | 'end' | null

/** One person: how to reach it, what it may do and why, who stands in for it. */
export const PersonPage = () => {
  const { t } = useWords()
  const id = useParam('id')
  const { data: person, error, refetch } = useApi(personApi.read, { id })
  const [open, setOpen] = useState<Open>(null)
  return (
    <Page
      title={person?.name ?? t('person.one')}
      crumbs={[{ label: t('person.title'), href: '/personnes' }]}
      actions={
        person !== undefined && person.endedAt === null && <Actions person={person} onOpen={setOpen} />
      }
      width="read"
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {person === undefined ? error === null && <Loader /> : <Details person={person} />}
      {person !== undefined && <Dialogs person={person} open={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

const Actions = ({ person, onOpen }: { person: Person; onOpen: (open: Open) => void }) => {
  const { t } = useWords()
  const session = useSession()
  const isOurs = belongingOf(person) === 'provider'
  const mayKeep = isOurs ? keepsAccounts(session) : keepsRelations(session)
  const maySubstitute = isOurs && (keepsAccounts(session) || session.person.id === person.id)
  return (
    <>
      {mayKeep && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => onOpen('edit')}
        >
          {t('person.edit')}
        </Button>
      )}
      {mayKeep && (
        <Button
          variant={person.hasPassword ? 'default' : 'filled'}
          leftSection={<IconLink size={16} aria-hidden />}
          onClick={() => onOpen('invite')}
        >
          {t(person.hasPassword ? 'person.invite.again' : 'person.invite.action')}
        </Button>
      )}
      {maySubstitute && (
        <Button
          variant="default"
          leftSection={<IconUserShare size={16} aria-hidden />}
          onClick={() => onOpen('substitute')}
        >
          {t('person.absence.add')}
        </Button>
      )}
      {person.hasSecondFactor === true && keepsAccounts(session) && session.person.id !== person.id && (
        <Button
          variant="default"
          leftSection={<IconShieldOff size={16} aria-hidden />}
          onClick={() => onOpen('reset')}
        >
          {t('access.reset.action')}
        </Button>
      )}
      {mayKeep && session.person.id !== person.id && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconDoorExit size={16} aria-hidden />}
          onClick={() => onOpen('end')}
        >
          {t('person.end.action')}
        </Button>
      )}
    </>
  )
}

const Details = ({ person }: { person: Person }) => {
  const { t } = useWords()
  const names = useNames()
  const teams =
    useApi(teamApi.list, {}).data?.items.filter(({ members }) =>
      members.some(({ id }) => id === person.id),
    ) ?? []
  const { clientId, supplierId, email, phone, zone, language } = person
  const isOurs = belongingOf(person) === 'provider'
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <Standing person={person} />
        <AccessBadge person={person} />
        {person.hasSecondFactor === true && (
          <ToneBadge tone="success" icon={<IconShieldCheck aria-hidden />}>
            {t('access.reset.badge')}
          </ToneBadge>
        )}
      </Group>
      <Part title={t('person.details')}>
        <List size="sm" listStyleType="none" spacing={4}>
          <List.Item>
            {clientId !== null && (
              <TextLink href={`/clients/${clientId}`}>
                {names.client(clientId) ?? t('person.field.client')}
              </TextLink>
            )}
            {supplierId !== null && (
              <TextLink href={`/fournisseurs/${supplierId}`}>
                {names.supplier(supplierId) ?? t('person.field.supplier')}
              </TextLink>
            )}
            {isOurs && t('person.belongs.provider')}
          </List.Item>
          {email !== null && (
            <List.Item>
              <Anchor href={`mailto:${email}`}>{email}</Anchor>
            </List.Item>
          )}
          {phone !== null && (
            <List.Item>
              <Anchor href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</Anchor>
            </List.Item>
          )}
          <List.Item>
            {t(`shell.language.${language}`)} · {zone}
          </List.Item>
        </List>
      </Part>
      <Part title={t('person.mayDo')}>
        {person.roles.length === 0 && <Text size="sm">{t('person.noRole')}</Text>}
        <List size="sm" spacing={6}>
          {person.clientLevel === null ? (
            person.roles.map((role) => (
              <List.Item key={role}>
                <strong>{t(`person.role.${role}.name`)}</strong> – {t(`person.role.${role}.text`)}
              </List.Item>
            ))
          ) : (
            <List.Item>
              <strong>{t(`person.level.${person.clientLevel}.name`)}</strong> –{' '}
              {t(`person.level.${person.clientLevel}.text`)}
            </List.Item>
          )}
          {person.isAdministrator && (
            <List.Item>
              <strong>{t('person.field.administrator')}</strong> – {t('person.field.administratorHelp')}
            </List.Item>
          )}
          {teams.map(({ id, name, mandates }) => (
            <List.Item key={id}>
              <strong>{name}</strong> –{' '}
              {mandates.length === 0
                ? t('team.actsForNobody')
                : t('team.actsFor', {
                    roles: mandates.map((role) => t(`person.role.${role}.name`)).join(', '),
                  })}
            </List.Item>
          ))}
        </List>
      </Part>
      <Group gap="lg">
        <TextLink href={`/tickets?requester=${person.id}`}>{t('person.tickets')}</TextLink>
        {isOurs && <TextLink href={`/tickets?assignee=${person.id}`}>{t('person.assigned')}</TextLink>}
      </Group>
      {isOurs && <Absences of={person.id} />}
    </Stack>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <Title order={2} size="h3" mb={4}>
      {title}
    </Title>
    {children}
  </section>
)

const Dialogs = ({ person, open, onClose }: { person: Person; open: Open; onClose: () => void }) => {
  const { t } = useWords()
  const { name, id } = person
  const end = useAction(personApi.end, {
    invalidates: [personApi.list, personApi.read],
    onSuccess: () => {
      void notify(t('person.end.done', { name }))
      onClose()
    },
  })
  if (open === 'edit') return <PersonForm person={person} onDone={onClose} onClose={onClose} />
  if (open === 'invite') return <InviteDialog person={person} onClose={onClose} />
  if (open === 'reset') return <ResetFactor person={person} onClose={onClose} />
  if (open === 'substitute') return <SubstituteForm person={person} onClose={onClose} />
  return (
    <ConfirmDialog
      isOpen={open === 'end'}
      title={t('person.end.title', { name })}
      action={t('person.end.action')}
      isDangerous
      isPending={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate({ id })}
      onClose={onClose}
    >
      {t('person.end.text')}
    </ConfirmDialog>
  )
}
