import type { PriorityGrid } from '#contract/grid/shape.ts'
import { Grid, NativeSelect, Group, Stack, Text, Title } from '@mantine/core'
import type { Definition, Fact } from '../artefact/facts.ts'
import { useWords, type WordsInUse } from '../platform/words.ts'
import { countPriorities, resize, setCell } from './change.ts'
import { sayDelay } from './delay.ts'
import { GridPreview } from './grid-preview.tsx'
import { LabelsEditor } from './labels-editor.tsx'
import { labelOf, Matrix } from './matrix.tsx'
import { TargetsEditor } from './targets-editor.tsx'
import { TargetsTable } from './targets-table.tsx'

const GridView = ({ content }: { content: PriorityGrid }) => {
  const { t } = useWords()
  return (
    <Stack gap="lg">
      <Matrix grid={content} />
      <div>
        <Title order={3}>{t('grid.targets.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('grid.targets.text')}
        </Text>
        <TargetsTable targets={content.targets} priorities={content.priorities} />
      </div>
    </Stack>
  )
}

const GridEditor = ({
  content,
  onChange,
}: {
  content: PriorityGrid
  onChange: (grid: PriorityGrid) => void
}) => {
  const { t } = useWords()
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <Count
          label={t('grid.size.impacts')}
          value={content.impacts.length}
          choices={[3, 4, 5]}
          onChange={(count) => onChange(resize(content, 'impacts', count))}
        />
        <Count
          label={t('grid.size.urgencies')}
          value={content.urgencies.length}
          choices={[3, 4, 5]}
          onChange={(count) => onChange(resize(content, 'urgencies', count))}
        />
        <Count
          label={t('grid.size.priorities')}
          value={content.priorities.length}
          choices={[3, 4, 5, 6, 7, 8, 9]}
          onChange={(count) => onChange(countPriorities(content, count))}
        />
      </Group>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Matrix
            grid={content}
            onPick={({ impact, urgency }, priority) => onChange(setCell(content, impact, urgency, priority))}
          />
          <Text size="xs" c="dimmed" mt={4}>
            {t('grid.hint')}
          </Text>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Title order={3} mb={4}>
            {t('grid.preview.title')}
          </Title>
          <GridPreview grid={content} />
        </Grid.Col>
      </Grid>
      <div>
        <Title order={3}>{t('grid.targets.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('grid.targets.text')}
        </Text>
        <TargetsEditor
          targets={content.targets}
          priorities={content.priorities}
          onChange={(targets) => onChange({ ...content, targets })}
        />
      </div>
      <details {...(hasUnnamed(content) ? { open: true } : {})}>
        <Title order={3} component="summary">
          {t('grid.labels.title')}
        </Title>
        <Text size="sm" c="dimmed" mb="xs">
          {t('grid.labels.text')}
        </Text>
        <LabelsEditor grid={content} onChange={onChange} />
      </details>
    </Stack>
  )
}

/** A level that was just added is still called by its number. */
const hasUnnamed = ({ impacts, urgencies }: PriorityGrid): boolean =>
  [...impacts, ...urgencies].some(({ value, label }) => label.fr === String(value))

const Count = ({ label, value, choices, onChange }: CountProps) => (
  <NativeSelect
    label={label}
    size="xs"
    value={String(value)}
    data={choices.map(String)}
    onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
  />
)

interface CountProps {
  label: string
  value: number
  choices: readonly number[]
  onChange: (count: number) => void
}

const factsOf = (grid: PriorityGrid, words: WordsInUse): Fact[] => {
  const { t, say } = words
  const levels = (['impacts', 'urgencies'] as const).flatMap((axis) =>
    grid[axis].map(({ value, label, help }) => ({
      label: t('grid.labels.of', { axis: t(axis === 'impacts' ? 'grid.impact' : 'grid.urgency'), value }),
      value: help === undefined ? say(label) : `${say(label)} – ${say(help)}`,
    })),
  )
  const priorities = grid.priorities.map(({ value, label, inform }) => ({
    label: t('grid.labels.of', { axis: t('grid.priority'), value }),
    value: inform === undefined ? say(label) : `${say(label)} – ${say(inform)}`,
  }))
  const cells = grid.cells.flatMap((row, impact) =>
    row.map((priority, urgency) => ({
      label: `${t('grid.impact')} ${impact + 1} × ${t('grid.urgency')} ${urgency + 1}`,
      value: labelOf(grid, priority, say),
    })),
  )
  return [...cells, ...targetFacts(grid.targets, words), ...levels, ...priorities]
}

/** What targets promise, in facts; agreements say theirs the same way. */
export const targetFacts = (targets: PriorityGrid['targets'], words: WordsInUse): Fact[] =>
  targets.flatMap(({ priority, response, resolution, kind }) => [
    {
      label: words.t('grid.targets.responseOf', { priority: `P${priority}` }),
      value: sayDelay(words, response),
    },
    {
      label: words.t('grid.targets.resolutionOf', { priority: `P${priority}` }),
      value: sayDelay(words, resolution),
    },
    { label: `${words.t('grid.targets.kind')}, P${priority}`, value: words.t(`grid.targets.${kind}`) },
  ])

/** Labels may be empty while somebody types, never when they are saved. */
const check = (grid: PriorityGrid, { t }: WordsInUse): string[] =>
  (['impacts', 'urgencies', 'priorities'] as const).flatMap((list) =>
    grid[list].flatMap(({ value, label }) =>
      label.fr.trim() === '' ? [t('grid.labels.missing', { of: t(`grid.size.${list}`), value })] : [],
    ),
  )

const isGrid = (content: unknown): content is PriorityGrid =>
  typeof content === 'object' && content !== null && 'cells' in content && 'impacts' in content

export const gridDefinition: Definition<PriorityGrid> = {
  is: isGrid,
  facts: factsOf,
  View: GridView,
  Editor: GridEditor,
  check,
}
