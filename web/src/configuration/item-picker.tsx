import { configurationApi } from '#contract/configuration/api.ts'
import type { CiSummary } from '#contract/configuration/shape.ts'
import { Group, Select, Text, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useApi, usePages } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TypeIcon } from './type-icons.tsx'
import { useTypes } from './use-types.ts'

/** Another item, found by its number, its name or what is written of it. The value is its number. */
export const ItemPicker = ({ value, onChange, types, except = [], client, ...rest }: ItemPickerProps) => {
  const { t } = useWords()
  const { of, nameOf } = useTypes()
  const [words, setWords] = useState('')
  const [asked] = useDebouncedValue(words.trim(), 150)
  const chosen = useChosen(value)
  const label = chosen === null ? '' : labelOf(chosen)
  // What stands in the field once one is chosen is no question.
  const q = asked === label ? '' : asked
  const { items } = usePages(configurationApi.list, {
    ...(q === '' ? {} : { q }),
    ...(types === undefined || types.length === 0 ? {} : { type: types.join(',') }),
    ...(client === undefined || q !== '' ? {} : { client }),
    state: 'planned,ordered,in-stock,in-test,in-service,in-repair',
    limit: 12,
  })
  const offered = items.filter(({ number }) => !except.includes(number))
  const isIn = chosen !== null && offered.some(({ number }) => number === chosen.number)
  const shown = chosen === null || isIn ? offered : [...offered, chosen]
  return (
    <Select
      searchable
      clearable
      selectFirstOptionOnChange
      nothingFoundMessage={t('configuration.nothingFound.title')}
      value={value}
      onChange={onChange}
      searchValue={words}
      onSearchChange={setWords}
      filter={({ options }) => options}
      data={shown.map((item) => ({ value: item.number, label: labelOf(item) }))}
      maxDropdownHeight={300}
      renderOption={({ option }) => {
        const item = shown.find(({ number }) => number === option.value)
        return (
          <Group gap="xs" wrap="nowrap">
            <TypeIcon name={of(item?.type ?? '')?.icon} />
            <div>
              <Text size="sm">{item?.name}</Text>
              <Text size="xs" c="dimmed">
                {[option.value, nameOf(item?.type ?? ''), item?.clientName].filter(Boolean).join(' · ')}
              </Text>
            </div>
          </Group>
        )
      }}
      {...rest}
    />
  )
}

/** The chosen one by its number: its name stands in the field, whatever is searched. */
const useChosen = (
  number: string | null,
): Pick<CiSummary, 'number' | 'name' | 'type' | 'clientName'> | null => {
  const { data } = useApi(configurationApi.read, { number: number ?? '' }, { enabled: number !== null })
  return number === null ? null : (data ?? null)
}

const labelOf = ({ number, name }: Pick<CiSummary, 'number' | 'name'>): string => `${name} (${number})`

interface ItemPickerProps extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'filter'> {
  value: string | null
  onChange: (number: string | null) => void
  /** Keys of the types that may be chosen; all where none is named. */
  types?: readonly string[] | undefined
  /** Numbers that may not. */
  except?: readonly string[]
  /** Whose items are offered while nothing is typed. */
  client?: string
}
