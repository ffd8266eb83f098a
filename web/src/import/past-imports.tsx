import { importApi } from '#contract/import/api.ts'
import type { Import } from '#contract/import/shape.ts'
import { Text, Title } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck, IconLoader2 } from '@tabler/icons-react'
import { usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { DataList, type Column } from '../ui/data-list.tsx'
import { Ago } from '../ui/times.tsx'
import { ToneBadge } from '../ui/tone-badge.tsx'

/** What was imported, latest first. */
export const PastImports = () => {
  const { t } = useWords()
  const { number } = useTime()
  const query = usePages(importApi.list, {}, { refetchInterval: 15_000 })
  const columns: readonly Column<Import>[] = [
    { key: 'file', label: t('import.file'), render: ({ fileName }) => fileName },
    {
      key: 'state',
      label: t('import.past.state'),
      width: '11rem',
      render: (item) => <ImportState item={item} />,
    },
    {
      key: 'started',
      label: t('import.past.started'),
      width: '9rem',
      isWide: true,
      render: ({ startedAt }) => <Ago at={startedAt} />,
    },
    {
      key: 'by',
      label: t('import.past.by'),
      width: '12rem',
      isWide: true,
      render: ({ byName }) => byName ?? '–',
    },
    ...(['create', 'change', 'error'] as const).map((result): Column<Import> => ({
      key: result,
      label: t(`import.done.${result}`),
      width: '6.5rem',
      align: 'end',
      isWide: true,
      render: ({ counts }) => number(counts[result]),
    })),
  ]
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('import.past.title')}
      </Title>
      <DataList<Import>
        label={t('import.past.title')}
        query={query}
        columns={columns}
        keyOf={({ id }) => id}
        addressOf={({ id }) => `/parc/import/${id}`}
        nameOf={({ fileName }) => fileName}
        empty={
          <Text size="sm" c="dimmed">
            {t('import.past.none')}
          </Text>
        }
      />
    </section>
  )
}

export const ImportState = ({ item: { state } }: { item: Import }) => {
  const { t } = useWords()
  const label = t(`import.states.${state}`)
  if (state === 'done')
    return (
      <ToneBadge tone="success" icon={<IconCircleCheck aria-hidden />}>
        {label}
      </ToneBadge>
    )
  if (state === 'undone')
    return (
      <ToneBadge tone="neutral" icon={<IconArrowBackUp aria-hidden />}>
        {label}
      </ToneBadge>
    )
  return (
    <ToneBadge tone="information" icon={<IconLoader2 aria-hidden />}>
      {label}
    </ToneBadge>
  )
}
