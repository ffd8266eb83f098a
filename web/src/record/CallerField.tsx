import { clientApi } from '#contract/client/api.ts'
import { personApi, type Person } from '#contract/person/api.ts'
import { Combobox, Group, Loader, Text, TextInput, useCombobox, type TextInputProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useClients } from './use-names.ts'

/** Somebody on file, or just a name. */
export type Caller = { kind: 'person'; person: Person } | { kind: 'name'; name: string }

/** Who calls, by name or telephone: Enter takes the first; a name that nobody has is chosen on purpose. */
export const CallerField = ({
  text,
  onText,
  onChoose,
  client,
  allowsName = true,
  sayName,
  ...rest
}: CallerFieldProps) => {
  const { t } = useWords()
  const asName = sayName ?? ((name: string) => t('incident.new.callerUnknown', { name }))
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [words] = useDebouncedValue(text.trim(), 120)
  const { data, isFetching } = useApi(
    personApi.list,
    { q: words, limit: 8, ...(client === undefined ? {} : { client }) },
    { enabled: words.length > 1, keepsPrevious: true },
  )
  const people = words.length > 1 && text.trim().length > 1 ? (data?.items ?? []) : []
  const takesName = allowsName && text.trim().length > 1 && people.every(({ name }) => name !== text.trim())
  const first = people[0]?.id
  const isSettled = words === text.trim() && !isFetching
  // Who types faster than the answer comes has meant the first that it brings.
  const isEntered = useRef(false)
  const takeFirst = useEffectEvent(() => {
    if (isEntered.current && first !== undefined) submit(first)
    isEntered.current = false
  })
  useEffect(() => {
    if (isSettled) takeFirst()
  }, [isSettled])
  useEffect(() => {
    if (first !== undefined && combobox.dropdownOpened) combobox.selectFirstOption()
    else combobox.resetSelectedOption()
    // oxlint-disable-next-line react/exhaustive-deps -- the first answer is marked whenever the answer changes
  }, [first])
  const submit = (value: string) => {
    combobox.closeDropdown()
    const person = people.find(({ id }) => id === value)
    onChoose(person === undefined ? { kind: 'name', name: text.trim() } : { kind: 'person', person })
  }
  return (
    <Combobox store={combobox} onOptionSubmit={submit}>
      <Combobox.Target>
        <TextInput
          autoComplete="off"
          value={text}
          onChange={(event) => {
            onText(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onKeyDown={(event) => {
            isEntered.current = event.key === 'Enter' && text.trim().length > 1 && !isSettled
            if (isEntered.current) event.preventDefault()
          }}
          onFocus={() => text.trim().length > 1 && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          rightSection={isFetching && words.length > 1 ? <Loader size={14} /> : null}
          {...rest}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={people.length === 0 && !takesName}>
        <Combobox.Options aria-label={t('record.pick.person')}>
          {people.map((person) => (
            <Combobox.Option key={person.id} value={person.id}>
              <PersonLine person={person} />
            </Combobox.Option>
          ))}
          {takesName && (
            <Combobox.Option value="as-name">
              <Text size="sm" c="dimmed">
                {asName(text.trim())}
              </Text>
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

interface CallerFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  text: string
  onText: (text: string) => void
  onChoose: (caller: Caller) => void
  /** Only this client’s people. */
  client?: string | undefined
  allowsName?: boolean
  /** What is offered for words that are nobody’s name on file. */
  sayName?: (text: string) => string
}

const PersonLine = ({ person }: { person: Person }) => {
  const client = useClientName(person.clientId)
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Text size="sm" truncate>
        {person.name}
        {client !== null && (
          <Text span size="sm" c="dimmed">
            {' '}
            · {client}
          </Text>
        )}
      </Text>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {person.phone}
      </Text>
    </Group>
  )
}

/** From the list that is there already; one that is not on it is asked for. */
export const useClientName = (id: string | null): string | null => {
  const known = useClients().find((client) => client.id === id)?.name
  const { data } = useApi(
    clientApi.read,
    { id: id ?? '' },
    { enabled: id !== null && known === undefined, staleTime: 300_000 },
  )
  return known ?? data?.name ?? null
}

/** One person on file, by name or telephone. */
export const PersonPicker = ({ value, onChange, ...rest }: PersonPickerProps) => {
  const { data } = useApi(personApi.read, { id: value ?? '' }, { enabled: value !== null })
  const [typed, type] = useState<string | null>(null)
  return (
    <CallerField
      text={typed ?? data?.name ?? ''}
      allowsName={false}
      onText={(text) => {
        type(text)
        if (text === '') onChange(null)
      }}
      onChoose={(caller) => {
        if (caller.kind === 'person') onChange(caller.person.id)
        type(null)
      }}
      {...rest}
    />
  )
}

interface PersonPickerProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string | null
  onChange: (id: string | null) => void
  client?: string | undefined
}
