import { AttributeKind, type CiAttribute } from '#contract/configuration/shape.ts'
import { Alert, Button, Checkbox, Fieldset, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { WordsFields } from '../grid/labels-editor.tsx'
import { useWords } from '../platform/words.ts'
import { moved, replaced } from '../request/change.ts'
import { RowButtons } from '../request/row-buttons.tsx'
import { keyFrom, newAttribute, optionsFrom, textOf, toggled, type TypeDraft } from './type-draft.ts'

/** What is written down of an item, in which order; an attribute that items use already keeps its nature. */
export const AttributesEditor = ({ draft, known, faults, onChange }: AttributesEditorProps) => {
  const { t, say } = useWords()
  const { attributes, controlled } = draft
  const [open, setOpen] = useState<string | null>(null)
  const set = (next: CiAttribute[], control = controlled) =>
    onChange({ attributes: next, controlled: control })
  const keys = attributes.map(({ key }) => key)
  /** The key follows the name until the type is saved for the first time. */
  const change = (at: number, next: CiAttribute) => {
    const before = attributes[at]
    if (before === undefined || known.includes(before.key) || before.name.fr === next.name.fr) {
      set(replaced(attributes, at, next))
      return
    }
    const key = keyFrom(next.name.fr, keys.toSpliced(at, 1))
    if (open === before.key) setOpen(key)
    set(
      replaced(attributes, at, { ...next, key }),
      controlled.map((one) => (one === before.key ? key : one)),
    )
  }
  const add = () => {
    const attribute = newAttribute(keys)
    setOpen(attribute.key)
    set([...attributes, attribute])
  }
  return (
    <Fieldset legend={t('configuration.types.attributes')}>
      <Stack gap="xs">
        {attributes.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('configuration.types.noAttribute')}
          </Text>
        )}
        {attributes.map((attribute, at) => {
          const { key } = attribute
          const name = say(attribute.name) || t('configuration.types.unnamed')
          const fault = faults.get(at)
          const isOpen = open === key || fault !== undefined
          return (
            // The place is what stays while a key follows its name.
            <div key={at}>
              <Group justify="space-between" wrap="nowrap" gap="xs">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  px={4}
                  aria-expanded={isOpen}
                  onClick={() => setOpen(isOpen ? null : key)}
                  styles={{ label: { overflow: 'hidden', textOverflow: 'ellipsis' } }}
                  style={{ minWidth: 0, flexShrink: 1 }}
                >
                  {name}
                </Button>
                <Group gap="xs" wrap="nowrap">
                  <Text size="xs" c="dimmed" visibleFrom="xs">
                    {[
                      t(`configuration.types.kinds.${attribute.kind}`),
                      ...marks.flatMap((mark) =>
                        attribute[mark] ? [t(`configuration.types.${mark}`).toLowerCase()] : [],
                      ),
                      ...(draft.control === 'controlled' && controlled.includes(key)
                        ? [t('configuration.types.isControlled').toLowerCase()]
                        : []),
                    ].join(' · ')}
                  </Text>
                  <RowButtons
                    name={name}
                    at={at}
                    count={attributes.length}
                    onMove={(to) => set(moved(attributes, at, to))}
                    onRemove={() =>
                      set(
                        attributes.toSpliced(at, 1),
                        controlled.filter((one) => one !== key),
                      )
                    }
                  />
                </Group>
              </Group>
              {isOpen && (
                <Stack gap="xs" py="xs" pl="md" style={{ borderInlineStart: '2px solid var(--line-strong)' }}>
                  {fault !== undefined && (
                    <Alert color="red" variant="light" p="xs" role="alert">
                      {fault}
                    </Alert>
                  )}
                  <AttributeEditor
                    attribute={attribute}
                    isKnown={known.includes(key)}
                    isControlled={draft.control === 'controlled' ? controlled.includes(key) : null}
                    onControl={() => set([...attributes], toggled(controlled, key))}
                    onChange={(next) => change(at, next)}
                  />
                </Stack>
              )}
            </div>
          )
        })}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          style={{ alignSelf: 'start' }}
          onClick={add}
        >
          {t('configuration.types.addAttribute')}
        </Button>
      </Stack>
    </Fieldset>
  )
}

interface AttributesEditorProps {
  draft: TypeDraft
  /** Keys of those that are saved already. */
  known: readonly string[]
  faults: ReadonlyMap<number, string>
  onChange: (part: Partial<TypeDraft>) => void
}

const marks = ['isRequired', 'isUnique', 'isExpiry', 'isInternal'] as const

const AttributeEditor = (props: AttributeEditorProps) => {
  const { attribute, isKnown, isControlled, onControl, onChange } = props
  const { t } = useWords()
  const [options, setOptions] = useState(() => textOf(attribute.options))
  const withKind = (kind: AttributeKind): CiAttribute => {
    const { options: _gone, ...rest } = attribute
    const kept = { ...rest, kind, isExpiry: kind === 'date' && rest.isExpiry }
    return kind === 'choice' ? { ...kept, options: optionsFrom(options, attribute.options) } : kept
  }
  return (
    <>
      <WordsFields
        labels={[t('configuration.types.name'), t('configuration.types.nameEn')]}
        words={attribute.name}
        onChange={(name) => onChange({ ...attribute, name })}
      />
      <NativeSelect
        size="xs"
        label={t('configuration.types.kind')}
        {...(isKnown ? { description: t('configuration.types.kindStays') } : {})}
        disabled={isKnown}
        value={attribute.kind}
        data={AttributeKind.options
          .filter((kind) => kind !== 'parts' || attribute.kind === 'parts')
          .map((kind) => ({ value: kind, label: t(`configuration.types.kinds.${kind}`) }))}
        onChange={({ currentTarget }) =>
          onChange(withKind(AttributeKind.options.find((kind) => kind === currentTarget.value) ?? 'text'))
        }
      />
      {attribute.kind === 'choice' && (
        <Textarea
          size="xs"
          autosize
          minRows={3}
          required
          label={t('configuration.types.options')}
          description={t('configuration.types.optionsHelp')}
          value={options}
          onChange={({ currentTarget }) => {
            setOptions(currentTarget.value)
            onChange({ ...attribute, options: optionsFrom(currentTarget.value, attribute.options) })
          }}
        />
      )}
      <Group gap="md">
        {marks
          .filter((mark) => mark !== 'isExpiry' || attribute.kind === 'date')
          .map((mark) => (
            <Checkbox
              key={mark}
              size="sm"
              label={t(`configuration.types.${mark}`)}
              checked={attribute[mark]}
              onChange={({ currentTarget }) => onChange({ ...attribute, [mark]: currentTarget.checked })}
            />
          ))}
        {isControlled !== null && (
          <Checkbox
            size="sm"
            label={t('configuration.types.isControlled')}
            checked={isControlled}
            onChange={onControl}
          />
        )}
      </Group>
    </>
  )
}

interface AttributeEditorProps {
  attribute: CiAttribute
  isKnown: boolean
  /** Null: the type is only followed. */
  isControlled: boolean | null
  onControl: () => void
  onChange: (attribute: CiAttribute) => void
}
