import { teamApi, type Team } from '#contract/team/api.ts'
import { Button, Group, Loader, Text, Title } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { RoleChips } from '../person/role-chips.tsx'
import { keepsRelations } from '../settings/may-keep.ts'
import { TextLink } from '../ui/app-link.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { PersonName } from '../ui/person-name.tsx'
import { TeamForm } from './team-form.tsx'
import style from './team.module.css'

/** Teams: who is in them, and for which roles they act. */
export const TeamsPage = () => {
  const { t } = useWords()
  const session = useSession()
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  const [ending, setEnding] = useState<Team | null>(null)
  const { data, error, refetch } = useApi(teamApi.list, {})
  const end = useAction(teamApi.end, { invalidates: [teamApi.list], onSuccess: () => setEnding(null) })
  const mayKeep = keepsRelations(session)
  const create = mayKeep && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
      {t('team.create')}
    </Button>
  )
  return (
    <Page title={t('team.title')} method={{ text: t('team.method') }} actions={create}>
      <Text size="sm" maw={720}>
        {t('team.explained')}
      </Text>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Loader />}
      {data?.items.length === 0 && (
        <EmptyState icon={<IconUsersGroup size={32} />} title={t('team.empty.title')} action={create}>
          {t('team.empty.text')}
        </EmptyState>
      )}
      <ul className={style['teams']}>
        {data?.items.map((team) => (
          <li key={team.id}>
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <Title order={2} size="h3">
                {team.name}
              </Title>
              {mayKeep && (
                <Group gap={4} wrap="nowrap">
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconPencil size={14} aria-hidden />}
                    aria-label={`${t('team.edit')} – ${team.name}`}
                    onClick={() => setEditing(team)}
                  >
                    {t('team.edit')}
                  </Button>
                  <Button
                    size="xs"
                    variant="subtle"
                    color="gray"
                    leftSection={<IconTrash size={14} aria-hidden />}
                    aria-label={`${t('team.end')} – ${team.name}`}
                    onClick={() => setEnding(team)}
                  >
                    {t('team.end')}
                  </Button>
                </Group>
              )}
            </Group>
            {team.mandates.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('team.actsForNobody')}
              </Text>
            ) : (
              <Group gap="xs">
                <Text size="sm">{t('team.mandates')}</Text>
                <RoleChips roles={team.mandates} />
              </Group>
            )}
            <Group gap="sm">
              {team.members.length === 0 && (
                <Text size="sm" c="dimmed">
                  {t('team.noMember')}
                </Text>
              )}
              {team.members.map(({ id, name }) => (
                <PersonName key={id} id={id} name={name} />
              ))}
            </Group>
            <TextLink href={`/tickets?team=${team.id}`} fz="sm">
              {t('team.tickets')}
            </TextLink>
          </li>
        ))}
      </ul>
      {editing !== null && (
        <TeamForm {...(editing === 'new' ? {} : { team: editing })} onClose={() => setEditing(null)} />
      )}
      <ConfirmDialog
        isOpen={ending !== null}
        title={t('team.endTitle', { name: ending?.name ?? '' })}
        action={t('team.end')}
        isDangerous
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => ending !== null && end.mutate({ id: ending.id })}
        onClose={() => setEnding(null)}
      >
        {t('team.endText')}
      </ConfirmDialog>
    </Page>
  )
}
