import { Textarea, TextInput } from '@mantine/core'
import { useWords } from '../platform/words.ts'
import type { PartProps } from './Who.tsx'

/** In one sentence, and then as much as one wants. */
export const What = ({ draft, onChange, error }: PartProps & { error: boolean }) => {
  const { t } = useWords()
  return (
    <>
      <TextInput
        name="title"
        label={t('incident.new.name')}
        placeholder={t(draft.kind === 'INC' ? 'incident.new.nameHelpINC' : 'incident.new.nameHelpREQ')}
        withAsterisk
        maxLength={300}
        autoComplete="off"
        {...(error ? { error: t('incident.new.needTitle') } : {})}
        value={draft.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Textarea
        label={t('incident.new.description')}
        autosize
        minRows={2}
        maxRows={12}
        value={draft.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
    </>
  )
}
