import type { PriorityGrid } from '#contract/grid/shape.ts'
import type { Words } from '#contract/words.ts'
import { Fieldset, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useWords } from '../platform/words.ts'

/** What agents read when they choose: labels and help of every level, in both languages. */
export const LabelsEditor = ({ grid, onChange }: LabelsEditorProps) => {
  const { t } = useWords()
  return (
    <Stack gap="md">
      {(['impacts', 'urgencies'] as const).map((axis) =>
        grid[axis].map((level, at) => (
          <Fieldset
            key={`${axis} ${level.value}`}
            legend={t('grid.labels.of', {
              axis: t(axis === 'impacts' ? 'grid.impact' : 'grid.urgency'),
              value: level.value,
            })}
          >
            <WordsFields
              labels={[t('grid.labels.fr'), t('grid.labels.en')]}
              words={level.label}
              onChange={(label) =>
                onChange({ ...grid, [axis]: replaced(grid[axis], at, { ...level, label }) })
              }
            />
            <WordsFields
              labels={[t('grid.labels.help'), t('grid.labels.helpEn')]}
              words={level.help ?? { fr: '' }}
              onChange={(help) =>
                onChange({ ...grid, [axis]: replaced(grid[axis], at, withHelp(level, help)) })
              }
            />
          </Fieldset>
        )),
      )}
      {grid.priorities.map((priority, at) => (
        <Fieldset
          key={priority.value}
          legend={t('grid.labels.of', { axis: t('grid.priority'), value: priority.value })}
        >
          <WordsFields
            labels={[t('grid.labels.fr'), t('grid.labels.en')]}
            words={priority.label}
            onChange={(label) =>
              onChange({ ...grid, priorities: replaced(grid.priorities, at, { ...priority, label }) })
            }
          />
          <WordsFields
            labels={[t('grid.labels.inform'), t('grid.labels.informEn')]}
            words={priority.inform ?? { fr: '' }}
            onChange={(inform) =>
              onChange({ ...grid, priorities: replaced(grid.priorities, at, withInform(priority, inform)) })
            }
          />
        </Fieldset>
      ))}
    </Stack>
  )
}

interface LabelsEditorProps {
  grid: PriorityGrid
  onChange: (grid: PriorityGrid) => void
}

/** One text in both languages, side by side. */
export const WordsFields = ({ labels, words, onChange }: WordsFieldsProps) => (
  <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mb={4}>
    <TextInput
      label={labels[0]}
      size="xs"
      value={words.fr}
      onChange={({ currentTarget }) => onChange({ ...words, fr: currentTarget.value })}
    />
    <TextInput
      label={labels[1]}
      size="xs"
      value={words.en ?? ''}
      onChange={({ currentTarget: { value } }) =>
        onChange(value === '' ? { fr: words.fr } : { ...words, en: value })
      }
    />
  </SimpleGrid>
)

interface WordsFieldsProps {
  labels: readonly [string, string]
  words: Words
  onChange: (words: Words) => void
}

type Level = PriorityGrid['impacts'][number]
type Priority = PriorityGrid['priorities'][number]

const withHelp = ({ value, label }: Level, help: Words): Level =>
  isEmpty(help) ? { value, label } : { value, label, help }

const withInform = ({ value, label }: Priority, inform: Words): Priority =>
  isEmpty(inform) ? { value, label } : { value, label, inform }

const isEmpty = ({ fr, en }: Words): boolean => fr === '' && en === undefined

const replaced = <Item,>(items: readonly Item[], place: number, item: Item): Item[] =>
  items.map((one, at) => (at === place ? item : one))
