import type { ChangeModel } from '#contract/change/shape.ts'
import { List, MultiSelect, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { Definition } from '../artefact/facts.ts'
import { useTypes } from '../configuration/use-types.ts'
import { useWords } from '../platform/words.ts'

const ModelView = ({ content }: { content: ChangeModel }) => {
  const { t, say } = useWords()
  const { nameOf } = useTypes()
  return (
    <Stack gap="xs">
      {content.summary !== null && <Text size="sm">{say(content.summary)}</Text>}
      <Text size="sm">
        <strong>{t('change.modelTypes')}</strong> : {content.ciTypes.map(nameOf).join(', ')}
      </Text>
      <List size="sm" type="ordered">
        {content.steps.map((step) => (
          <List.Item key={step.fr}>{say(step)}</List.Item>
        ))}
      </List>
      <Text size="sm">
        <strong>{t('change.modelWindow')}</strong> : {say(content.window)}
      </Text>
      <Text size="sm">
        <strong>{t('change.modelBackOut')}</strong> : {say(content.backOut)}
      </Text>
    </Stack>
  )
}

/** French is written here; English stays where it was written and the French did not change. */
const ModelEditor = ({ content, onChange }: EditorProps) => {
  const { t } = useWords()
  const types = useTypes()
  const set = (part: Partial<ChangeModel>) => onChange({ ...content, ...part })
  const kept = (fr: string) => content.steps.find((step) => step.fr === fr) ?? { fr }
  return (
    <Stack gap="sm">
      <TextInput
        label={t('change.modelName')}
        required
        maxLength={200}
        value={content.name.fr}
        onChange={({ currentTarget }) => set({ name: { fr: currentTarget.value } })}
      />
      <MultiSelect
        label={t('change.modelTypes')}
        required
        searchable
        data={types.all.map(({ key }) => ({ value: key, label: types.nameOf(key) }))}
        value={content.ciTypes}
        onChange={(ciTypes) => set({ ciTypes })}
      />
      {(['reason', 'window', 'backOut'] as const).map((name) => (
        <TextInput
          key={name}
          label={t(
            name === 'reason'
              ? 'change.modelReason'
              : name === 'window'
                ? 'change.modelWindow'
                : 'change.modelBackOut',
          )}
          required
          value={content[name].fr}
          onChange={({ currentTarget }) => set({ [name]: { fr: currentTarget.value } })}
        />
      ))}
      <Textarea
        label={t('change.modelSteps')}
        required
        autosize
        minRows={3}
        value={content.steps.map(({ fr }) => fr).join('\n')}
        onChange={({ currentTarget }) => set({ steps: currentTarget.value.split('\n').map(kept) })}
      />
      <NumberInput
        label={t('change.outageMinutes')}
        min={0}
        max={1440}
        allowDecimal={false}
        value={content.outageMinutes}
        onChange={(value) => typeof value === 'number' && set({ outageMinutes: value })}
      />
    </Stack>
  )
}

interface EditorProps {
  content: ChangeModel
  onChange: (content: ChangeModel) => void
}

const isModel = (content: unknown): content is ChangeModel =>
  typeof content === 'object' && content !== null && 'ciTypes' in content && 'backOut' in content

export const changeModelDefinition: Definition<ChangeModel> = {
  is: isModel,
  facts: (content, { t, say }) => [
    { label: t('change.modelName'), value: say(content.name) },
    { label: t('change.modelTypes'), value: content.ciTypes.join(', ') },
    { label: t('change.modelReason'), value: say(content.reason) },
    { label: t('change.modelSteps'), value: content.steps.map(say).join(' · ') },
    { label: t('change.modelBackOut'), value: say(content.backOut) },
    { label: t('change.modelWindow'), value: say(content.window) },
    { label: t('change.outageMinutes'), value: String(content.outageMinutes) },
  ],
  View: ModelView,
  Editor: ModelEditor,
}
