import { lineResults, type ImportPreview, type LineResult } from '#contract/import/shape.ts'
import { Button, Group, SegmentedControl, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { Figures } from './figures.tsx'
import { LineList } from './line-list.tsx'

interface PreviewProps {
  preview: ImportPreview
  isPending: boolean
  onBack: () => void
  onBegin: (reason: string) => void
}

/** What would change, counted and line by line; then the import. */
export const Preview = ({ preview, isPending, onBack, onBegin }: PreviewProps) => {
  const { t } = useWords()
  const { number } = useTime()
  const { counts, needsReason } = preview
  const [shown, setShown] = useState<LineResult | 'all'>('all')
  const [reason, setReason] = useState('')
  const count = counts.create + counts.change
  const items = preview.lines.filter(({ result }) => shown === 'all' || result === shown)
  return (
    <Stack>
      <div>
        <Title order={2} size="h3">
          {t('import.preview.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('import.preview.lead')}
        </Text>
      </div>
      <Figures counts={counts} labelOf={(result) => t(`import.counts.${result}`)} />
      {needsReason && (
        <Textarea
          label={t('import.reason')}
          description={t('import.reasonHelp')}
          value={reason}
          maw={640}
          autosize
          minRows={2}
          withAsterisk
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Group>
        <Button
          loading={isPending}
          disabled={count === 0 || (needsReason && reason.trim().length < 3)}
          onClick={() => onBegin(reason.trim())}
        >
          {count === 1 ? t('import.beginOne') : t('import.begin', { count: number(count) })}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('import.back')}
        </Button>
        {count === 0 && <Text size="sm">{t('import.nothingToDo')}</Text>}
      </Group>
      {counts.error > 0 && (
        <Text size="sm" c="dimmed">
          {t('import.skipped')}
        </Text>
      )}
      <SegmentedControl
        size="xs"
        aria-label={t('import.preview.title')}
        value={shown}
        style={{ alignSelf: 'flex-start', maxWidth: '100%', flexWrap: 'wrap' }}
        data={[
          { value: 'all', label: t('import.preview.all') },
          ...lineResults.map((result) => ({ value: result, label: t(`import.counts.${result}`) })),
        ]}
        onChange={(value) => setShown(lineResults.find((result) => result === value) ?? 'all')}
      />
      <LineList query={{ items, isPending: false, error: null, refetch: () => undefined }} isPlanned />
      {preview.lines.length < preview.lineCount && (
        <Text size="xs" c="dimmed">
          {t('import.preview.first', { count: 100 })}
        </Text>
      )}
    </Stack>
  )
}
