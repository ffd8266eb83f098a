import { importApi } from '#contract/import/api.ts'
import { lineResults, type Import, type LineResult } from '#contract/import/shape.ts'
import { Button, Group, Loader, Progress, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useParam } from '../platform/address.ts'
import { addressOf } from '../platform/api.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useApi, usePages } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import { Page } from '../ui/page.tsx'
import { Figures } from './figures.tsx'
import { LineList } from './line-list.tsx'
import { ImportState } from './past-imports.tsx'
import { UndoImport } from './undo-import.tsx'

/** One import: how far it is, what it came to, and its undoing. */
export const ImportResultPage = () => {
  const { t } = useWords()
  const id = useParam('id')
  const [isMoving, setMoving] = useState(true)
  const { data, error, refetch } = useApi(
    importApi.read,
    { id },
    { refetchInterval: isMoving ? 1000 : 30_000 },
  )
  const moves = data === undefined || isUnderWay(data)
  if (moves !== isMoving) setMoving(moves)
  return (
    <Page
      title={data?.fileName ?? t('import.title')}
      crumbs={[
        { label: t('configuration.title'), href: '/parc' },
        { label: t('import.title'), href: '/parc/import' },
      ]}
      method={{ text: t('import.method') }}
      actions={
        <Button
          component={AppLink}
          href="/parc/import"
          variant="default"
          leftSection={<IconUpload size={16} aria-hidden />}
        >
          {t('import.another')}
        </Button>
      }
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data === undefined ? error === null && <Loader /> : <Result item={data} />}
    </Page>
  )
}

const isUnderWay = ({ state }: Import): boolean => state !== 'done' && state !== 'undone'

const Result = ({ item }: { item: Import }) => {
  const { t } = useWords()
  const { short } = useTime()
  const moves = isUnderWay(item)
  return (
    <Stack>
      <Group gap="sm">
        <ImportState item={item} />
        <Text size="sm" c="dimmed">
          {[
            t('import.startedBy', { at: short(item.startedAt), name: item.byName ?? '–' }),
            item.finishedAt === null ? null : t('import.finished', { at: short(item.finishedAt) }),
            item.undoneAt === null ? null : t('import.undoneAt', { at: short(item.undoneAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Group>
      {moves && <HowFar item={item} />}
      <Figures counts={item.counts} labelOf={(result) => t(`import.done.${result}`)} />
      {item.keptCount > 0 && (
        <Text size="sm">
          {item.keptCount === 1
            ? t('import.undo.keptOne')
            : t('import.undo.keptCount', { count: item.keptCount })}
        </Text>
      )}
      {!moves && (
        <Group>
          {item.problemCount > 0 && (
            <Button
              component="a"
              href={addressOf(importApi.errors, { id: item.id })}
              download
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('import.errorFile', { count: item.problemCount })}
            </Button>
          )}
          {item.actions.includes('undo') && <UndoImport id={item.id} />}
        </Group>
      )}
      {!moves && <Lines id={item.id} />}
    </Stack>
  )
}

const HowFar = ({ item: { state, counts, doneCount, lineCount } }: { item: Import }) => {
  const { t } = useWords()
  const { number } = useTime()
  const whole = state === 'undoing' ? counts.create + counts.change : lineCount
  const label = t('import.progress', { done: number(doneCount), count: number(whole) })
  return (
    <Stack gap={4} maw={720} role="status">
      <Progress value={whole === 0 ? 100 : (doneCount / whole) * 100} aria-label={label} animated />
      <Text size="sm">
        {label} · {t('import.canLeave')}
      </Text>
    </Stack>
  )
}

const Lines = ({ id }: { id: string }) => {
  const { t } = useWords()
  const [shown, setShown] = useState<LineResult | 'all'>('all')
  const query = usePages(importApi.lines, { id, ...(shown === 'all' ? {} : { result: shown }) })
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={t('import.preview.what')}
        value={shown}
        style={{ alignSelf: 'flex-start', maxWidth: '100%', flexWrap: 'wrap' }}
        data={[
          { value: 'all', label: t('import.preview.all') },
          ...lineResults.map((result) => ({ value: result, label: t(`import.done.${result}`) })),
        ]}
        onChange={(value) => setShown(lineResults.find((result) => result === value) ?? 'all')}
      />
      <LineList query={query} isPlanned={false} />
    </Stack>
  )
}
