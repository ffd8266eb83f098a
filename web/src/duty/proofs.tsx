import { dutyApi, DutyProcess, DutyState, type DutyEvidence } from '#contract/duty/api.ts'
import { Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconCheck, IconClockExclamation, IconProgress, IconX } from '@tabler/icons-react'
import { useFilters } from '../platform/address.ts'
import { usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { DataList } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** What was due, and the proof that it was done: for the auditor, by procedure, state and time. */
export const Proofs = () => {
  const { t } = useWords()
  const { date, day } = useTime()
  const [{ etat, procedure, du, au }, set] = useFilters(['etat', 'procedure', 'du', 'au'])
  const state = DutyState.options.find((one) => one === etat)
  const process = DutyProcess.options.find((one) => one === procedure)
  const query = usePages(dutyApi.list, {
    ...(state === undefined ? {} : { state }),
    ...(process === undefined ? {} : { process }),
    ...(isDay(du) ? { from: du } : {}),
    ...(isDay(au) ? { to: au } : {}),
    limit: 50,
  })
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('duty.proofs')}
      </Title>
      <Group gap="xs" mb="sm" align="flex-end">
        <Select
          size="xs"
          label={t('duty.list.state')}
          placeholder={t('duty.list.all')}
          clearable
          clearButtonProps={{ 'aria-label': t('duty.list.all') }}
          data={DutyState.options.map((value) => ({ value, label: t(`duty.list.states.${value}`) }))}
          value={state ?? null}
          onChange={(value) => set({ etat: value ?? undefined })}
        />
        <Select
          size="xs"
          w={280}
          label={t('duty.process')}
          placeholder={t('duty.list.all')}
          clearable
          clearButtonProps={{ 'aria-label': t('duty.list.all') }}
          data={DutyProcess.options.map((value) => ({ value, label: t(`duty.processes.${value}`) }))}
          value={process ?? null}
          onChange={(value) => set({ procedure: value ?? undefined })}
        />
        <TextInput
          size="xs"
          type="date"
          label={t('duty.list.from')}
          value={du ?? ''}
          onChange={({ currentTarget }) => set({ du: currentTarget.value || undefined })}
        />
        <TextInput
          size="xs"
          type="date"
          label={t('duty.list.to')}
          value={au ?? ''}
          onChange={({ currentTarget }) => set({ au: currentTarget.value || undefined })}
        />
      </Group>
      <DataList<DutyEvidence>
        label={t('duty.proofs')}
        query={query}
        keyOf={({ number }) => number}
        addressOf={({ number }) => `/tickets/${number}`}
        columns={[
          {
            key: 'duty',
            label: t('duty.list.duty'),
            render: ({ number, title, clientName }) =>
              `${number} · ${title}${clientName === null ? '' : ` – ${clientName}`}`,
          },
          {
            key: 'dueOn',
            label: t('duty.list.dueOn'),
            width: '8.5rem',
            render: ({ dueOn }) => date(dueOn),
          },
          {
            key: 'state',
            label: t('duty.list.state'),
            width: '10rem',
            render: (one) => <State of={one} />,
          },
          {
            key: 'who',
            label: t('duty.list.who'),
            width: '13rem',
            isWide: true,
            render: ({ closedBy, closedAt, assigneeName }) =>
              closedAt === null ? (
                (assigneeName ?? '')
              ) : (
                <Stack gap={0}>
                  <span>{closedBy ?? ''}</span>
                  <Text size="xs" c="dimmed">
                    {day(closedAt)}
                  </Text>
                </Stack>
              ),
          },
          {
            key: 'minutes',
            label: t('duty.list.minutes'),
            isWide: true,
            render: (one) => <Proof of={one} />,
          },
        ]}
        empty={<EmptyState title={t('duty.proofs')}>{t('duty.noProofs')}</EmptyState>}
      />
    </section>
  )
}

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text)

const State = ({ of: { phase, isLate } }: { of: DutyEvidence }) => {
  const { t } = useWords()
  if (phase === 'cancelled') {
    return (
      <ToneBadge tone="neutral" icon={<IconX aria-hidden />}>
        {t('duty.cancelled')}
      </ToneBadge>
    )
  }
  if (phase === 'closed') {
    return (
      <ToneBadge tone={isLate ? 'caution' : 'success'} icon={<IconCheck aria-hidden />}>
        {t(isLate ? 'duty.doneLate' : 'duty.done')}
      </ToneBadge>
    )
  }
  return (
    <ToneBadge
      tone={isLate ? 'danger' : 'information'}
      icon={isLate ? <IconClockExclamation aria-hidden /> : <IconProgress aria-hidden />}
    >
      {t(isLate ? 'duty.late' : 'duty.isDue')}
    </ToneBadge>
  )
}

/** The minutes, and below what else proves it. */
const Proof = ({ of }: { of: DutyEvidence }) => {
  const { t } = useWords()
  const { day } = useTime()
  const { itemsVerified, deviations, baseline, campaign, report, files, links } = of
  const more = [
    ...(itemsVerified === null ? [] : [t('duty.list.verified', { count: itemsVerified })]),
    ...(deviations === null ? [] : [t('duty.list.deviations', { count: deviations })]),
    ...(baseline === null ? [] : [t('duty.list.baseline', { name: baseline.name })]),
    ...(files === 0 ? [] : [t('duty.list.files', { count: files })]),
    ...(links.length === 0 ? [] : [t('duty.list.linked', { numbers: links.join(', ') })]),
  ]
  return (
    <Stack gap={0}>
      {of.minutes !== null && (
        <Text size="sm" lineClamp={3}>
          {of.minutes}
        </Text>
      )}
      {more.length > 0 && (
        <Text size="xs" c="dimmed">
          {more.join(' · ')}
        </Text>
      )}
      {campaign !== null && (
        <TextLink size="xs" href={`/parc/verifications/${campaign.id}`}>
          {t('duty.list.campaign', { name: campaign.name })}
        </TextLink>
      )}
      {report !== null && (
        <TextLink size="xs" href={`/parc/rapports/${report.id}`}>
          {t('duty.list.report', { at: day(report.at) })}
        </TextLink>
      )}
    </Stack>
  )
}
