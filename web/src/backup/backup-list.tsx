import { backupApi, type Backup } from '#contract/backup/api.ts'
import { Code, Stack, Text, Title } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconDatabaseExport,
  IconLock,
  IconTrash,
} from '@tabler/icons-react'
import { usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { DataList, type Column } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Ago } from '../ui/times.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** What was made, latest first. `isWaiting`: one was asked for and is looked for more often. */
export const BackupList = ({ isWaiting }: { isWaiting: boolean }) => {
  const { t } = useWords()
  const { bytes } = useTime()
  const query = usePages(backupApi.list, {}, { refetchInterval: isWaiting ? 3000 : 60_000 })
  const columns: readonly Column<Backup>[] = [
    {
      key: 'at',
      label: t('backup.list.at'),
      width: '9rem',
      render: ({ startedAt }) => <Ago at={startedAt} />,
    },
    { key: 'state', label: t('backup.list.state'), width: '11rem', render: (item) => <State item={item} /> },
    { key: 'file', label: t('backup.list.file'), render: (item) => <File item={item} /> },
    {
      key: 'cause',
      label: t('backup.list.cause'),
      width: '9rem',
      isWide: true,
      render: ({ cause }) => t(`backup.cause.${cause}`),
    },
    {
      key: 'size',
      label: t('backup.list.size'),
      width: '6rem',
      align: 'end',
      isWide: true,
      render: ({ size }) => (size === null ? '–' : bytes(size)),
    },
    {
      key: 'rehearsal',
      label: t('backup.list.rehearsal'),
      width: '13rem',
      isWide: true,
      render: (item) => <Rehearsed item={item} />,
    },
  ]
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('backup.list.title')}
      </Title>
      <DataList<Backup>
        label={t('backup.list.title')}
        query={query}
        columns={columns}
        keyOf={({ id }) => id}
        empty={
          <EmptyState icon={<IconDatabaseExport size={40} />} title={t('backup.list.emptyTitle')}>
            {t('backup.list.emptyText')}
          </EmptyState>
        }
      />
      {query.items.length > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('backup.proof.help')}
        </Text>
      )}
    </section>
  )
}

const State = ({ item: { failure, removedAt, isEncrypted } }: { item: Backup }) => {
  const { t } = useWords()
  if (failure !== null)
    return (
      <ToneBadge tone="danger" icon={<IconAlertTriangle aria-hidden />}>
        {t('backup.state.failed')}
      </ToneBadge>
    )
  if (removedAt !== null)
    return (
      <ToneBadge tone="neutral" icon={<IconTrash aria-hidden />}>
        {t('backup.state.removed')}
      </ToneBadge>
    )
  return (
    <ToneBadge tone="success" icon={isEncrypted ? <IconLock aria-hidden /> : <IconCircleCheck aria-hidden />}>
      {t(isEncrypted ? 'backup.state.encrypted' : 'backup.state.made')}
    </ToneBadge>
  )
}

/** Its path, and what an auditor compares: the file's digest and the heads of the chains. */
const File = ({ item: { file, sha256, heads, sealDay, failure } }: { item: Backup }) => {
  const { t } = useWords()
  const { date } = useTime()
  if (failure !== null)
    return <Text size="sm">{t(`backup.failure.${failure.code}`, { detail: failure.detail })}</Text>
  return (
    <Stack gap={2} style={{ overflowWrap: 'anywhere' }}>
      <Text size="sm">{file}</Text>
      <details>
        <summary>
          <Text span size="xs" c="dimmed">
            {t('backup.list.proof')}
          </Text>
        </summary>
        <Text size="xs">
          {t('backup.proof.digest')} <Code>{sha256}</Code>
        </Text>
        <Text size="xs">
          {t('backup.proof.heads')} <Code>{heads}</Code>
        </Text>
        {sealDay !== null && <Text size="xs">{t('backup.proof.seal', { day: date(sealDay) })}</Text>}
      </details>
    </Stack>
  )
}

const Rehearsed = ({ item: { rehearsal, failure } }: { item: Backup }) => {
  const { t } = useWords()
  if (failure !== null) return null
  if (rehearsal === null)
    return (
      <Text size="sm" c="dimmed">
        {t('backup.rehearsal.none')}
      </Text>
    )
  if (rehearsal.failure !== null)
    return (
      <Stack gap={2}>
        <ToneBadge tone="danger">{t('backup.rehearsal.failed')}</ToneBadge>
        <Text size="xs">
          {t(`backup.failure.${rehearsal.failure.code}`, { detail: rehearsal.failure.detail })}
        </Text>
      </Stack>
    )
  const faults = rehearsal.faults ?? 0
  return faults === 0 ? (
    <Text size="sm">{t('backup.rehearsal.sound')}</Text>
  ) : (
    <ToneBadge tone="danger">{t('backup.rehearsal.faulty', { count: faults })}</ToneBadge>
  )
}
