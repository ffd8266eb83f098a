import { searchApi } from '#contract/search/api.ts'
import { Autocomplete, Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useCategories, useClients, useColleagues, useServices, useSuppliers, useTeams } from './use-names.ts'

export interface PickerProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value: string | null
  onChange: (id: string | null) => void
}

interface Choice {
  value: string
  label: string
}

/** One name out of a list, found by typing. */
const NamePicker = ({ data, ...rest }: PickerProps & { data: readonly Choice[] }) => {
  const { t } = useWords()
  return (
    <Select
      searchable
      clearable
      selectFirstOptionOnChange
      nothingFoundMessage={t('record.pick.nothingFound')}
      data={data}
      maxDropdownHeight={300}
      limit={100}
      {...rest}
    />
  )
}

const choices = (list: readonly { id: string; name: string }[]): Choice[] =>
  list.map(({ id, name }) => ({ value: id, label: name }))

export const ColleaguePicker = (props: PickerProps) => (
  <NamePicker data={choices(useColleagues())} {...props} />
)
export const ClientPicker = (props: PickerProps) => <NamePicker data={choices(useClients())} {...props} />
export const ServicePicker = (props: PickerProps) => <NamePicker data={choices(useServices())} {...props} />
export const TeamPicker = (props: PickerProps) => <NamePicker data={choices(useTeams())} {...props} />
export const SupplierPicker = (props: PickerProps) => <NamePicker data={choices(useSuppliers())} {...props} />

/** Of one kind of ticket; of all where none is given. */
export const CategoryPicker = ({ kind, ...props }: PickerProps & { kind?: 'INC' | 'REQ' }) => {
  const { say } = useWords()
  const data = useCategories()
    .filter((category) => kind === undefined || category.kind === kind)
    .map(({ id, name }) => ({ value: id, label: say(name) }))
  return <NamePicker data={data} {...props} />
}

/** A ticket by its number, or by words of its title. */
export const TicketPicker = ({ value, onChange, except, kinds = 'INC,REQ', ...rest }: TicketPickerProps) => {
  const [words] = useDebouncedValue(value.trim(), 150)
  const { data } = useApi(
    searchApi.find,
    { q: words, kind: kinds, limit: 8 },
    { enabled: words.length > 1, keepsPrevious: true },
  )
  const found = (data?.items ?? []).filter(({ address }) => address !== except)
  return (
    <Autocomplete
      value={value}
      onChange={onChange}
      data={found.map(({ address }) => address)}
      filter={({ options }) => options}
      selectFirstOptionOnChange
      // All that is asked for fits: no line is cut in the middle.
      maxDropdownHeight={480}
      renderOption={({ option }) => {
        const ticket = found.find(({ address }) => address === option.value)
        return [option.value, ticket?.title, ticket?.context].filter(Boolean).join(' · ')
      }}
      {...rest}
    />
  )
}

interface TicketPickerProps {
  value: string
  onChange: (text: string) => void
  except?: string
  /** Of which kinds, when not of all. */
  kinds?: 'INC' | 'PRB' | 'INC,REQ'
  label: string
  description?: string
  required?: boolean
  error?: string | undefined
}

/** « inc 42 » and « INC-42 · Titre » both mean INC-42. */
export const numberIn = (text: string): string | null => {
  const match = /\b([a-z]{3})[\s-]?([1-9]\d{0,9})\b/i.exec(text)
  return match === null ? null : `${match[1]?.toUpperCase() ?? ''}-${match[2] ?? ''}`
}

/** Only where nothing else was typed: a name may hold digits too. */
export const wholeNumberIn = (text: string): string | null =>
  /^\s*[a-z]{3}[\s-]?[1-9]\d{0,9}\s*$/i.test(text) ? numberIn(text) : null
