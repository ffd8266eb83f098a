import { commonFields } from '#contract/configuration/shape.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { ActionIcon, Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import type { Result } from './acts.ts'

/** What is otherwise than written, field by field, and what is true; the correction itself is made on the item. */
export const DifferentForm = ({ typeKey, start, onKeep, onClose }: DifferentFormProps) => {
  const { t } = useWords()
  const fields = useFieldNames(typeKey)
  const [lines, setLines] = useState<Line[]>(() =>
    start.fields.length > 0
      ? start.fields.map((one, at) => ({ ...one, key: at }))
      : [{ key: 0, field: 'location', found: '' }],
  )
  const [note, setNote] = useState(start.note)
  const change = (key: number, part: Partial<Line>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const whole = lines.filter(({ found }) => found.trim() !== '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onKeep({
          result: 'different',
          fields: whole.map(({ field, found }) => ({ field, found: found.trim() })),
          note: note.trim(),
        })
      }}
    >
      <Stack gap="xs">
        {lines.map(({ key, field, found }) => (
          <Group key={key} gap="xs" align="flex-end" wrap="nowrap">
            <NativeSelect
              label={t('verification.field')}
              data={fields}
              value={field}
              onChange={({ currentTarget }) => change(key, { field: currentTarget.value })}
              flex={1}
            />
            <TextInput
              label={t('verification.found')}
              value={found}
              maxLength={1000}
              onChange={({ currentTarget }) => change(key, { found: currentTarget.value })}
              flex={1.4}
            />
            {lines.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('verification.removeDifference', {
                  name: fields.find(({ value }) => value === field)?.label ?? field,
                })}
                onClick={() => setLines(lines.filter((line) => line.key !== key))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        <Button
          size="xs"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            setLines([
              ...lines,
              { key: Math.max(...lines.map(({ key }) => key)) + 1, field: 'name', found: '' },
            ])
          }
        >
          {t('verification.addDifference')}
        </Button>
        <Textarea
          label={t('verification.note')}
          autosize
          maxLength={2000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" disabled={whole.length === 0 && note.trim() === ''}>
            {t('verification.keep')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('shell.confirm.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface Line {
  key: number
  field: string
  found: string
}

interface DifferentFormProps {
  typeKey: string
  start: Pick<Result, 'fields' | 'note'>
  onKeep: (result: Result) => void
  onClose: () => void
}

/** Lists that an inventory keeps are not compared by hand. */
const useFieldNames = (typeKey: string) => {
  const { t, say } = useWords()
  const types = useAll(configurationApi.listTypes, {}, { staleTime: 300_000 })
  const type = types.items.find(({ key }) => key === typeKey)
  const common = commonFields
    .filter((field) => field !== 'description')
    .map((field) => ({ value: field, label: t(`configuration.field.${field}`) }))
  const own = (type?.attributes ?? [])
    .filter(({ kind }) => kind !== 'parts')
    .map(({ key, name }) => ({ value: key, label: say(name) }))
  return [...common, ...own] satisfies { value: string; label: string }[]
}
