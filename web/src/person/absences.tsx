import { personApi } from '#contract/person/api.ts'
import { Button, Group, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useNow, useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useColleagues } from '../record/use-names.ts'
import { keepsAccounts } from '../settings/may-keep.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** Who stands in for whom, now and later; of one person where `of` says so. */
export const Absences = ({ of }: { of?: string }) => {
  const { t } = useWords()
  const { short } = useTime()
  const now = useNow()
  const session = useSession()
  const colleagues = useColleagues()
  const [ending, setEnding] = useState<string | null>(null)
  const all = useApi(personApi.listSubstitutions, {}).data?.items ?? []
  const end = useAction(personApi.endSubstitution, {
    invalidates: [personApi.listSubstitutions],
    onSuccess: () => setEnding(null),
  })
  const shown = all.filter(
    ({ personId, substituteId }) => of === undefined || personId === of || substituteId === of,
  )
  if (of === undefined && shown.length === 0) return null
  const nameOf = (id: string) => colleagues.find((person) => person.id === id)?.name ?? t('shell.nobody')
  const chosen = shown.find(({ id }) => id === ending)
  const names = (one: { personId: string; substituteId: string }) => ({
    person: nameOf(one.personId),
    substitute: nameOf(one.substituteId),
  })
  return (
    <section>
      <Title order={2} size="h3">
        {t('person.absence.title')}
      </Title>
      <Text size="sm" c="dimmed" maw={720}>
        {t('person.absence.text')}
      </Text>
      {shown.length === 0 && (
        <Text size="sm" mt={4}>
          {t('person.absence.none')}
        </Text>
      )}
      {shown.map((one) => (
        <Group key={one.id} gap="sm" mt="xs">
          <ToneBadge tone={Date.parse(one.startsAt) <= now ? 'success' : 'neutral'}>
            {t(Date.parse(one.startsAt) <= now ? 'person.absence.now' : 'person.absence.later')}
          </ToneBadge>
          <Text size="sm">{t('person.absence.by', names(one))}</Text>
          <Text size="sm" c="dimmed">
            {t('person.absence.period', { from: short(one.startsAt), to: short(one.endsAt) })}
          </Text>
          {(keepsAccounts(session) || one.personId === session.person.id) && (
            <Button size="xs" variant="subtle" color="gray" onClick={() => setEnding(one.id)}>
              {t('person.absence.end')}
            </Button>
          )}
        </Group>
      ))}
      <ConfirmDialog
        isOpen={chosen !== undefined}
        title={t('person.absence.endTitle')}
        action={t('person.absence.end')}
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => chosen !== undefined && end.mutate({ id: chosen.id })}
        onClose={() => setEnding(null)}
      >
        {chosen === undefined ? '' : t('person.absence.endText', names(chosen))}
      </ConfirmDialog>
    </section>
  )
}
