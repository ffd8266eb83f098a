import { personApi } from '#contract/person/api.ts'
import { asPersonAnswer } from '#contract/request/form.ts'
import { Autocomplete, type AutocompleteProps } from '@mantine/core'
import { useApi } from '../platform/query.ts'

/** Somebody of the client: chosen among those on file that the reader may see, or simply named. */
export const PersonField = ({ value, onChange, clientId, ...rest }: PersonFieldProps) => {
  const people =
    useApi(
      personApi.list,
      { limit: 200, ...(clientId === null ? {} : { client: clientId }) },
      { enabled: clientId !== null, staleTime: 60_000 },
    ).data?.items ?? []
  const given = asPersonAnswer(value)
  const shown = given === null ? '' : 'name' in given ? given.name : nameOf(people, given.id)
  const choose = (text: string) => {
    const found = people.filter(({ name }) => name === text)
    const [person] = found
    if (text.trim() === '') onChange(undefined)
    else onChange(person !== undefined && found.length === 1 ? { id: person.id } : { name: text })
  }
  return (
    <Autocomplete
      {...rest}
      data={[...new Set(people.map(({ name }) => name))]}
      limit={20}
      maxLength={200}
      autoComplete="off"
      value={shown}
      onChange={choose}
    />
  )
}

const nameOf = (people: readonly { id: string; name: string }[], id: string): string =>
  people.find((person) => person.id === id)?.name ?? ''

interface PersonFieldProps extends Omit<AutocompleteProps, 'value' | 'onChange' | 'data'> {
  value: unknown
  onChange: (value: unknown) => void
  clientId: string | null
}
