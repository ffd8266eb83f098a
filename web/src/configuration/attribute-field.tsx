import type { AttributeValue, CiAttribute } from '#contract/configuration/shape.ts'
import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { asText } from '../platform/plain.ts'
import { useWords } from '../platform/words.ts'
import { ItemPicker } from './item-picker.tsx'

/** The control for one attribute, by its kind; what an inventory brings is not typed. */
export const AttributeField = ({ attribute, label, value, error, onChange }: AttributeFieldProps) => {
  const { t, say } = useWords()
  const { kind, isRequired, options = [] } = attribute
  const shared = { label, error, required: isRequired }
  const text = isText(value) ? asText(value) : ''
  const type = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || null)
  switch (kind) {
    case 'parts':
      return null
    case 'text':
      return <TextInput {...shared} maxLength={500} value={text} onChange={type} />
    case 'url':
      return (
        <TextInput
          {...shared}
          type="url"
          placeholder="https://"
          maxLength={2000}
          value={text}
          onChange={type}
        />
      )
    case 'date':
      return <TextInput {...shared} type="date" value={text} onChange={type} />
    case 'longText':
      return <Textarea {...shared} autosize minRows={2} maxLength={10_000} value={text} onChange={type} />
    case 'number':
      return (
        <NumberInput
          {...shared}
          hideControls
          value={typeof value === 'number' ? value : ''}
          onChange={(given) => onChange(typeof given === 'number' ? given : null)}
        />
      )
    case 'boolean':
      return (
        <Select
          {...shared}
          clearable
          data={[
            { value: 'true', label: t('configuration.yes') },
            { value: 'false', label: t('configuration.no') },
          ]}
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(given) => onChange(given === null ? null : given === 'true')}
        />
      )
    case 'choice':
      return (
        <Select
          {...shared}
          clearable
          data={options.map((option) => ({ value: option.value, label: say(option.name) }))}
          value={text === '' ? null : text}
          onChange={onChange}
        />
      )
    default:
      return <ItemPicker {...shared} value={text === '' ? null : text} onChange={onChange} />
  }
}

interface AttributeFieldProps {
  attribute: CiAttribute
  label: ReactNode
  value: AttributeValue | null
  error: string | undefined
  onChange: (value: AttributeValue | null) => void
}

const isText = (value: AttributeValue | null): value is string | number | boolean =>
  value !== null && !Array.isArray(value)
