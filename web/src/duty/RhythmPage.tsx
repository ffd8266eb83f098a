import { dutyApi, type ListedRule } from '#contract/duty/api.ts'
import { Button, Stack, Text, Title } from '@mantine/core'
import { IconCalendarEvent, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { sayRhythm } from '../recurrence/say-rhythm.ts'
import { TextLink } from '../ui/app-link.tsx'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { DutyForm } from './duty-form.tsx'
import { Proofs } from './proofs.tsx'
import { Propositions } from './propositions.tsx'
import { Standing } from './standing.tsx'

/** The rhythm of the firm: what falls due, when, for whom, and the proof that it was done. */
export const RhythmPage = () => {
  const words = useWords()
  const { t, say } = words
  const { date, day } = useTime()
  const query = useApi(dutyApi.listRules, {})
  const [open, setOpen] = useState<ListedRule | 'new' | null>(null)
  const { items = [], mayWrite = false, mayAdopt = false } = query.data ?? {}
  const create = mayWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      {t('duty.create')}
    </Button>
  )
  return (
    <Page title={t('duty.title')} actions={create}>
      <Stack gap="lg">
        <Text size="sm" maw={760}>
          {t('duty.lead')}
        </Text>
        <Propositions mayAdopt={mayAdopt} />
        <section>
          <Title order={2} size="h3" mb="xs">
            {t('duty.rhythm')}
          </Title>
          <DataList<ListedRule>
            label={t('duty.rhythm')}
            query={{ ...query, items }}
            keyOf={({ id }) => id}
            columns={[
              {
                key: 'name',
                label: t('duty.list.duty'),
                render: (rule) => (
                  <Stack gap={0} align="flex-start">
                    {mayWrite ? (
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        ml={-8}
                        h="auto"
                        styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
                        onClick={() => setOpen(rule)}
                      >
                        {say(rule.name)}
                      </Button>
                    ) : (
                      <Text size="sm" fw={600}>
                        {say(rule.name)}
                      </Text>
                    )}
                    <Text size="xs" c="dimmed">
                      {rule.clientName ?? t('duty.internal')} · {sayRhythm(words, rule.rhythm, null)}
                    </Text>
                  </Stack>
                ),
              },
              {
                key: 'owner',
                label: t('duty.ownedBy'),
                width: '14rem',
                isWide: true,
                render: ({ ownerName, ownerRole }) => ownerName ?? t(`duty.roles.${ownerRole}`),
              },
              {
                key: 'last',
                label: t('duty.last'),
                width: '11rem',
                isWide: true,
                render: ({ lastDone }) =>
                  lastDone === null ? (
                    <Text size="sm" c="dimmed">
                      {t('duty.never')}
                    </Text>
                  ) : (
                    <TextLink href={`/tickets/${lastDone.number}`} fz="sm">
                      {day(lastDone.at)}
                    </TextLink>
                  ),
              },
              {
                key: 'next',
                label: t('duty.next'),
                width: '9rem',
                isWide: true,
                render: ({ next, isPaused }) =>
                  isPaused || next[0] === undefined ? t('duty.noNext') : date(next[0].dueOn),
              },
              {
                key: 'standing',
                label: t('duty.list.state'),
                width: '13rem',
                render: (rule) => <Standing rule={rule} />,
              },
            ]}
            empty={
              <EmptyState icon={<IconCalendarEvent size={32} />} title={t('duty.rhythm')} action={create}>
                {t('duty.emptyText')}
              </EmptyState>
            }
          />
        </section>
        <Proofs />
      </Stack>
      {open !== null && <DutyForm rule={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}
