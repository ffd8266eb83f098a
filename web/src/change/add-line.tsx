import type { changeApi } from '#contract/change/api.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { configurationApi } from '#contract/configuration/api.ts'
import { ciStates, type AttributeValue, type CiType } from '#contract/configuration/shape.ts'
import { Button, Group, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { AttributeField } from '../configuration/attribute-field.tsx'
import { ItemPicker } from '../configuration/item-picker.tsx'
import { useKinds, useTypes } from '../configuration/use-types.ts'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'

export type NewLine = InputOf<typeof changeApi.putModifications>['items'][number]

const actions = ['modify', 'add', 'retire', 'relate', 'unrelate'] as const
type Action = (typeof actions)[number]

/** One more line of the sheet: what happens to which item. */
export const AddLine = ({ client, onAdd }: AddLineProps) => {
  const { t } = useWords()
  const [action, setAction] = useState<Action>('modify')
  const [ci, setCi] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [kind, setKind] = useState<string | null>(null)
  const [typeKey, setType] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [field, setField] = useState<string | null>(null)
  const [value, setValue] = useState<AttributeValue | null>(null)
  const types = useTypes()
  const kinds = useKinds()
  const { data } = useApi(configurationApi.read, { number: ci ?? '' }, { enabled: ci !== null })
  const line = lineOf({ action, ci, to, kind, typeKey, name, field, value })
  const ofClient = client === null ? {} : { client }
  return (
    <form
      aria-label={t('change.sheetAdd')}
      onSubmit={(event) => {
        event.preventDefault()
        if (line !== null) onAdd(line)
      }}
    >
      <Group gap="xs" align="flex-end" mt="xs">
        <Select
          w={130}
          label={t('change.sheetAction')}
          allowDeselect={false}
          data={actions.map((one) => ({ value: one, label: t(`change.actions.${one}`) }))}
          value={action}
          onChange={(given) => setAction(actions.find((one) => one === given) ?? 'modify')}
        />
        {action === 'add' ? (
          <>
            <Select
              label={t('change.sheetType')}
              data={types.all
                .filter(({ key }) => key !== 'service')
                .map(({ key }) => ({ value: key, label: types.nameOf(key) }))}
              value={typeKey}
              onChange={setType}
            />
            <TextInput
              label={t('change.sheetName')}
              maxLength={200}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          </>
        ) : (
          <ItemPicker label={t('change.sheetItem')} value={ci} onChange={setCi} {...ofClient} />
        )}
        {(action === 'relate' || action === 'unrelate') && (
          <>
            <Select
              label={t('change.sheetKind')}
              data={kinds.all.map(({ key }) => ({ value: key, label: kinds.sayKind(key, true) }))}
              value={kind}
              onChange={setKind}
            />
            <ItemPicker label={t('change.sheetTo')} value={to} onChange={setTo} {...ofClient} />
          </>
        )}
        {action === 'modify' && data !== undefined && (
          <FieldOf
            type={types.of(data.type)}
            field={field}
            value={value}
            onField={setField}
            onValue={setValue}
          />
        )}
        <Button type="submit" variant="default" disabled={line === null}>
          {t('change.sheetAdd')}
        </Button>
      </Group>
    </form>
  )
}

interface AddLineProps {
  client: string | null
  onAdd: (line: NewLine) => void
}

const common = ['name', 'location', 'state'] as const

const FieldOf = ({ type, field, value, onField, onValue }: FieldOfProps) => {
  const { t, say } = useWords()
  const attributes = type?.attributes.filter(({ kind }) => kind !== 'parts') ?? []
  const attribute = attributes.find(({ key }) => key === field)
  const label = t('change.sheetValue')
  return (
    <>
      <Select
        searchable
        label={t('change.sheetField')}
        data={[
          ...common.map((one) => ({ value: one, label: t(`configuration.field.${one}`) })),
          ...attributes.map(({ key, name }) => ({ value: key, label: say(name) })),
        ]}
        value={field}
        onChange={(given) => {
          onField(given)
          onValue(null)
        }}
      />
      {field === 'state' && (
        <Select
          label={label}
          data={ciStates.map((one) => ({ value: one, label: t(`configuration.states.${one}`) }))}
          value={typeof value === 'string' ? value : null}
          onChange={onValue}
        />
      )}
      {(field === 'name' || field === 'location') && (
        <TextInput
          label={label}
          maxLength={200}
          value={typeof value === 'string' ? value : ''}
          onChange={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
      {attribute !== undefined && (
        <AttributeField
          attribute={{ ...attribute, isRequired: false }}
          label={label}
          value={value}
          error={undefined}
          onChange={onValue}
        />
      )}
    </>
  )
}

interface FieldOfProps {
  type: CiType | undefined
  field: string | null
  value: AttributeValue | null
  onField: (field: string | null) => void
  onValue: (value: AttributeValue | null) => void
}

interface Draft {
  action: Action
  ci: string | null
  to: string | null
  kind: string | null
  typeKey: string | null
  name: string
  field: string | null
  value: AttributeValue | null
}

/** Null: something is missing yet. */
const lineOf = ({ action, ci, to, kind, typeKey, name, field, value }: Draft): NewLine | null => {
  if (action === 'add') return typeKey === null || name.trim() === '' ? null : { action, type: typeKey, name }
  if (ci === null) return null
  if (action === 'retire') return { action, ci }
  if (action === 'relate' || action === 'unrelate')
    return to === null || kind === null ? null : { action, ci, to, kind }
  if (field === null) return null
  if (field === 'state') {
    const state = ciStates.find((one) => one === value)
    return state === undefined ? null : { action, ci, state }
  }
  if (field === 'name' || field === 'location')
    return typeof value === 'string' && value.trim() !== '' ? { action, ci, [field]: value } : null
  return { action, ci, attributes: { [field]: value } }
}
