import { Button, Group, MultiSelect, Select, Switch, Text, TextInput } from '@mantine/core'
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useFilters } from '../platform/address.ts'
import { useWords } from '../platform/words.ts'
import style from './filter-bar.module.css'

export interface Choice {
  value: string
  label: string
}

/** One question that a list can be asked; `name` is what the address bar and the API call it. */
export interface Filter {
  name: string
  label: string
  kind: 'text' | 'flag' | 'date' | 'one' | 'many'
  /** For `one` and `many`. */
  options?: readonly Choice[]
}

/** Filters live in the address bar: what is on the screen can be sent and kept. Read them with `useFilters(names)`.
 *  On a phone all but the words to search are behind one button. */
export const FilterBar = ({ filters, children }: { filters: readonly Filter[]; children?: ReactNode }) => {
  const { t } = useWords()
  const names = filters.map(({ name }) => name)
  const [values, set] = useFilters(names)
  const [isUnfolded, setUnfolded] = useState(false)
  const count = names.filter((name) => values[name] !== undefined).length
  const fieldOf = (filter: Filter) => (
    <Field
      key={filter.name}
      filter={filter}
      value={values[filter.name] ?? ''}
      onChange={(value) => set({ [filter.name]: value })}
    />
  )
  const rest = filters.filter(({ kind }) => kind !== 'text')
  return (
    <search className={style['bar']} aria-label={t('shell.list.filter')}>
      {filters.filter(({ kind }) => kind === 'text').map(fieldOf)}
      {rest.length > 0 && (
        <Button
          variant="default"
          className={style['fold']}
          aria-expanded={isUnfolded}
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {count === 0 ? t('shell.list.filters') : `${t('shell.list.filters')} (${count})`}
        </Button>
      )}
      <div className={style['rest']} data-unfolded={isUnfolded || undefined}>
        {rest.map(fieldOf)}
        {count > 0 && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconX size={14} aria-hidden />}
            onClick={() => set(Object.fromEntries(names.map((name) => [name, undefined])))}
          >
            {t('shell.list.clear')}
          </Button>
        )}
      </div>
      {children}
    </search>
  )
}

interface FieldProps {
  filter: Filter
  value: string
  onChange: (value: string) => void
}

const Field = ({ filter, value, onChange }: FieldProps) => {
  const { label } = filter
  const shared = { 'aria-label': label, placeholder: label, size: 'sm' as const }
  if (filter.kind === 'text') return <TextField label={label} value={value} onChange={onChange} />
  if (filter.kind === 'flag') {
    const toggle = () => onChange(value === 'true' ? '' : 'true')
    return <Switch label={label} checked={value === 'true'} onChange={toggle} />
  }
  if (filter.kind === 'date') {
    const pick = (event: React.ChangeEvent<HTMLInputElement>) => onChange(event.currentTarget.value)
    return (
      <Group gap={6} wrap="nowrap">
        <Text span size="sm" c="dimmed" aria-hidden>
          {label}
        </Text>
        <TextInput type="date" aria-label={label} title={label} value={value} onChange={pick} />
      </Group>
    )
  }
  const data = [...(filter.options ?? [])]
  if (filter.kind === 'one') {
    return (
      <Select
        {...shared}
        data={data}
        value={value === '' ? null : value}
        onChange={(next) => onChange(next ?? '')}
        clearable
        searchable={data.length > 8}
        w={180}
      />
    )
  }
  const chosen = value === '' ? [] : value.split(',')
  return (
    <MultiSelect
      {...shared}
      {...(chosen.length > 0 ? { placeholder: '' } : {})}
      data={data}
      value={chosen}
      onChange={(next) => onChange(next.join(','))}
      clearable
      miw={180}
      maw={340}
    />
  )
}

/** Typing waits a moment before it asks. */
const TextField = ({ label, value, onChange }: Omit<FieldProps, 'filter'> & { label: string }) => {
  const [text, setText] = useState(value)
  const [from, setFrom] = useState(value)
  if (from !== value) {
    setFrom(value)
    setText(value)
  }
  const send = useEffectEvent((typed: string) => {
    if (typed !== value) onChange(typed)
  })
  useEffect(() => {
    const timer = setTimeout(() => send(text), 250)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      className={style['text'] ?? ''}
    />
  )
}
