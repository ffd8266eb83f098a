import { configurationApi } from '#contract/configuration/api.ts'
import { commonFields, type CiType } from '#contract/configuration/shape.ts'
import { Checkbox, Fieldset, Radio, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { WordsFields } from '../grid/labels-editor.tsx'
import { isProblem } from '../platform/api.ts'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { changesIn } from '../settings/changes.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { Conflict } from '../ui/conflict.tsx'
import { AttributesEditor } from './attributes-editor.tsx'
import { faultsByAttribute, toggled, typeOf, type TypeDraft } from './type-draft.ts'
import { TypeIcon, typeIconNames } from './type-icons.tsx'

/** One type: its names, how it is kept under control, and what is written down of its items. Who may not write, reads. */
export const TypeForm = ({ type, mayWrite, onClose }: TypeFormProps) => {
  const { t, say } = useWords()
  const [key, setKey] = useState('')
  const [draft, setDraft] = useState<TypeDraft>(() => typeOf(type))
  const set = (part: Partial<TypeDraft>) => setDraft((before) => ({ ...before, ...part }))
  const done = { invalidates: [configurationApi.listTypes], onSuccess: onClose }
  const create = useAction(configurationApi.createType, done)
  const edit = useAction(configurationApi.editType, done)
  const error = create.error ?? edit.error
  const isTaken = isProblem(error, 'already_exists')
  const faults = fieldErrorsOf(error)
  const changes = changesIn(type ?? undefined, draft)
  const save = (version = type?.version, chosen: object = {}) =>
    type === null || version === undefined
      ? create.mutate({ ...draft, key })
      : edit.mutate({ ...changes, ...chosen, id: type.id, version })
  const labels = {
    name: t('configuration.field.name'),
    icon: t('configuration.types.icon'),
    control: t('configuration.types.control'),
    controlled: t('configuration.types.controlledFields'),
    attributes: t('configuration.types.attributes'),
    reachesService: t('configuration.types.reachesService'),
  }
  const title = type === null ? t('configuration.types.create') : say(type.name)
  return (
    <>
      <FormDrawer
        title={title}
        size="xl"
        error={isTaken && key !== '' ? null : error}
        fields={['key', 'name.fr', 'name', 'controlled', ...Object.keys(faults).filter(isOfAttribute)]}
        isPending={create.isPending || edit.isPending}
        isDisabled={!mayWrite || draft.name.fr.trim() === '' || (type === null && key === '')}
        onSubmit={() => save()}
        onClose={onClose}
      >
        {!mayWrite && (
          <Text size="sm" c="dimmed">
            {t('configuration.types.readOnly')}
          </Text>
        )}
        <fieldset disabled={!mayWrite} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Stack gap="md">
            {type?.key === 'service' && <Text size="sm">{t('configuration.types.service')}</Text>}
            <WordsFields
              labels={[t('configuration.types.name'), t('configuration.types.nameEn')]}
              words={draft.name}
              onChange={(name) => set({ name })}
            />
            {type === null && (
              <TextInput
                size="xs"
                label={t('configuration.types.key')}
                description={t('configuration.types.keyHelp')}
                required
                maxLength={40}
                value={key}
                error={isTaken ? t('configuration.types.taken') : faults['key']}
                onChange={({ currentTarget }) => setKey(currentTarget.value.toLowerCase())}
              />
            )}
            <IconChoice value={draft.icon} onChange={(icon) => set({ icon })} />
            <Radio.Group
              label={labels.control}
              value={draft.control}
              onChange={(value) => set({ control: value === 'controlled' ? 'controlled' : 'followed' })}
            >
              <Stack gap="xs" mt={4}>
                {(['followed', 'controlled'] as const).map((control) => (
                  <Radio
                    key={control}
                    value={control}
                    label={t(`configuration.control.${control}`)}
                    description={t(`configuration.controlHelp.${control}`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            {draft.control === 'controlled' && (
              <Fieldset legend={t('configuration.types.controlledCommon')}>
                <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
                  {commonFields.map((field) => (
                    <Checkbox
                      key={field}
                      size="sm"
                      label={t(`configuration.field.${field}`)}
                      checked={draft.controlled.includes(field)}
                      onChange={() => set({ controlled: toggled(draft.controlled, field) })}
                    />
                  ))}
                </SimpleGrid>
              </Fieldset>
            )}
            <Switch
              label={labels.reachesService}
              description={t('configuration.types.reachesServiceHelp')}
              checked={draft.reachesService}
              onChange={({ currentTarget }) => set({ reachesService: currentTarget.checked })}
            />
            <AttributesEditor
              draft={draft}
              known={type?.attributes.map((one) => one.key) ?? []}
              faults={faultsByAttribute(faults)}
              onChange={set}
            />
          </Stack>
        </fieldset>
      </FormDrawer>
      <Conflict
        error={edit.error}
        mine={changes}
        labels={labels}
        onSave={(chosen, version) => save(version, chosen)}
        onClose={() => edit.reset()}
      />
    </>
  )
}

interface TypeFormProps {
  /** Null: a new one. */
  type: CiType | null
  mayWrite: boolean
  onClose: () => void
}

const isOfAttribute = (path: string): boolean => path.startsWith('attributes.')

const IconChoice = ({ value, onChange }: { value: string; onChange: (icon: string) => void }) => {
  const { t } = useWords()
  return (
    <Radio.Group label={t('configuration.types.icon')} value={value} onChange={onChange}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6, marginTop: 4 }}>
        {typeIconNames.map((name) => (
          <Radio.Card
            key={name}
            value={name}
            aria-label={name}
            title={name}
            withBorder
            w={36}
            h={36}
            style={{
              display: 'grid',
              placeItems: 'center',
              ...(name === value
                ? { outline: '2px solid var(--mantine-primary-color-filled)', outlineOffset: -1 }
                : {}),
            }}
          >
            <TypeIcon name={name} size={20} />
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
