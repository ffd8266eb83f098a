import type { ImportMapping, ImportPreview } from '#contract/import/shape.ts'
import { Button, Group, Select, Stack, Text, Title } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import { useClients } from '../record/use-names.ts'
import { DataList, type Column } from '../ui/data-list.tsx'
import type { Choices } from './ImportPage.tsx'
import { useTargets, useTypes } from './use-targets.ts'

interface ColumnsFormProps {
  preview: ImportPreview
  mapping: ImportMapping
  choices: Choices
  isPending: boolean
  onMapping: (mapping: ImportMapping) => void
  onChoices: (choices: Choices) => void
  onCheck: () => void
}

interface Line {
  index: number
  header: string
  samples: string[]
}

/** What each column holds, with some of its cells beside it; and what lines are that say nothing themselves. */
export const ColumnsForm = (props: ColumnsFormProps) => {
  const { preview, mapping, isPending, onMapping, onCheck } = props
  const { t } = useWords()
  const { groups } = useTargets()
  const single = mapping.filter((target) => target !== null && !target.startsWith('relation:'))
  const isTwice = new Set(single).size < single.length
  const nameOf = ({ header, index }: Line) =>
    header === '' ? t('import.columns.noHeader', { number: index + 1 }) : header
  const columns: readonly Column<Line>[] = [
    { key: 'header', label: t('import.columns.header'), width: '30%', render: nameOf },
    {
      key: 'target',
      label: t('import.columns.target'),
      render: (line) => (
        <Select
          size="xs"
          aria-label={`${nameOf(line)} : ${t('import.columns.target')}`}
          data={groups}
          value={mapping[line.index] ?? null}
          placeholder={t('import.columns.ignored')}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('import.columns.ignored') }}
          onChange={(value) => onMapping(mapping.with(line.index, value))}
        />
      ),
    },
    {
      key: 'samples',
      label: t('import.columns.samples'),
      isWide: true,
      render: ({ samples }) => (
        <Text size="xs" c="dimmed" truncate>
          {samples.join(' · ')}
        </Text>
      ),
    },
  ]
  const items = preview.columns.map(({ header, samples }, index) => ({ index, header, samples }))
  return (
    <Stack>
      <div>
        <Title order={2} size="h3">
          {t('import.columns.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('import.columns.lead')}
        </Text>
      </div>
      <DataList<Line>
        label={t('import.columns.title')}
        query={{ items, isPending: false, error: null, refetch: () => undefined }}
        columns={columns}
        keyOf={({ index }) => String(index)}
        empty={null}
      />
      <Defaults {...props} />
      {isTwice && (
        <Text size="sm" c="danger" role="alert">
          {t('import.columns.twice')}
        </Text>
      )}
      <Group>
        <Button onClick={onCheck} loading={isPending} disabled={isTwice}>
          {t('import.check')}
        </Button>
      </Group>
    </Stack>
  )
}

const Defaults = ({ choices, onChoices }: ColumnsFormProps) => {
  const { t, say } = useWords()
  const clients = useClients()
  const types = useTypes()
  const modes = ['both', 'create', 'change'] as const
  return (
    <Group align="flex-end" gap="sm">
      <Select
        w={{ base: '100%', sm: 260 }}
        label={t('import.defaults.type')}
        data={types
          .filter(({ key }) => key !== 'service')
          .map(({ key, name }) => ({ value: key, label: say(name) }))}
        value={choices.type === '' ? null : choices.type}
        placeholder={t('import.defaults.none')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('import.defaults.none') }}
        onChange={(type) => onChoices({ ...choices, type: type ?? '' })}
      />
      <Select
        w={{ base: '100%', sm: 280 }}
        label={t('import.defaults.client')}
        data={clients.map(({ id, name }) => ({ value: id, label: name }))}
        value={choices.client === '' ? null : choices.client}
        placeholder={t('import.defaults.none')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('import.defaults.none') }}
        onChange={(client) => onChoices({ ...choices, client: client ?? '' })}
      />
      <Select
        w={{ base: '100%', sm: 300 }}
        label={t('import.defaults.mode')}
        data={modes.map((mode) => ({ value: mode, label: t(`import.defaults.modes.${mode}`) }))}
        value={choices.mode}
        allowDeselect={false}
        onChange={(value) => {
          const mode = modes.find((one) => one === value)
          if (mode !== undefined) onChoices({ ...choices, mode })
        }}
      />
    </Group>
  )
}
