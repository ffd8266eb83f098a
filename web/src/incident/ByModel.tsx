import { Select, Stack, Text, TextInput } from '@mantine/core'
import { sayDelay } from '../grid/delay.ts'
import { useWords } from '../platform/words.ts'
import { faultsByKey } from '../request/answers.ts'
import { QuestionFields } from '../request/QuestionFields.tsx'
import { byCategory, useModels } from '../request/use-models.ts'
import type { PartProps } from './Who.tsx'

/** By which model it is asked for; its questions take the place of a free description. */
export const ByModel = ({ draft, onChange, isTried }: PartProps & { isTried: boolean }) => {
  const { t, say } = useWords()
  const { models } = useModels()
  const model = models.find(({ key }) => key === draft.modelKey)
  if (models.length === 0) return null
  return (
    <Stack gap="sm">
      <Select
        label={t('request.pick.label')}
        description={t('request.pick.help')}
        placeholder={t('request.pick.none')}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={t('record.pick.nothingFound')}
        clearable
        maxDropdownHeight={320}
        value={draft.modelKey}
        data={byCategory(models, say).map(([group, inside]) => ({
          group,
          items: inside.map(({ key, name }) => ({ value: key, label: say(name) })),
        }))}
        onChange={(modelKey) => onChange({ modelKey, answers: {} })}
      />
      {model !== undefined && (
        <>
          <TextInput
            label={t('request.pick.title')}
            maxLength={300}
            value={draft.title}
            onChange={({ currentTarget }) => onChange({ title: currentTarget.value })}
          />
          <QuestionFields
            questions={model.questions}
            answers={draft.answers}
            onChange={(answers) => onChange({ answers })}
            faults={isTried ? faultsByKey(model.questions, draft.answers) : undefined}
            clientId={draft.clientId}
          />
        </>
      )}
    </Stack>
  )
}

/** What need not be classified: the model says it. */
export const Brings = ({ modelKey }: { modelKey: string }) => {
  const words = useWords()
  const { t, say } = words
  const { models } = useModels()
  const model = models.find(({ key }) => key === modelKey)
  if (model === undefined) return null
  const { targets, isOutOfContract, price, needsApproval } = model
  const lines = 'checklist' in model ? model.checklist : []
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('request.pick.brings')}
      </Text>
      {[
        ...(targets === null
          ? []
          : [t('request.catalogue.delay', { delay: sayDelay(words, targets.resolution) })]),
        ...(isOutOfContract && price !== null ? [t('request.catalogue.price', { price })] : []),
        ...(needsApproval ? [t('request.catalogue.approval')] : []),
        ...lines.map(({ label }) => `☐ ${say(label)}`),
      ].map((line) => (
        <Text key={line} size="sm" c="dimmed">
          {line}
        </Text>
      ))}
    </div>
  )
}
