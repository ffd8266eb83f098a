import type { Answers } from '#contract/request/form.ts'
import { ModelIcon, type RequestModel } from '#contract/request/model.ts'
import { Group, NativeSelect, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { WordsFields } from '../grid/labels-editor.tsx'
import { useWords } from '../platform/words.ts'
import { useCategories, useServices } from '../record/use-names.ts'
import { ChecklistEditor } from './checklist-editor.tsx'
import { QuestionFields } from './QuestionFields.tsx'
import { QuestionsEditor } from './questions-editor.tsx'
import { OfferEditor, TermsEditor } from './terms-editor.tsx'

/** A model being written, beside the form that it makes. */
export const ModelEditor = ({ content, onChange }: EditorProps) => {
  const { t } = useWords()
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
      <Stack gap="xl">
        <Part title={t('request.model.part.what')}>
          <WhatEditor content={content} onChange={onChange} />
        </Part>
        <Part title={t('request.model.part.questions')}>
          <QuestionsEditor content={content} onChange={onChange} />
        </Part>
        <Part title={t('request.model.part.checklist')}>
          <ChecklistEditor content={content} onChange={onChange} />
        </Part>
        <Part title={t('request.model.part.terms')}>
          <TermsEditor content={content} onChange={onChange} />
        </Part>
        <Part title={t('request.model.part.offered')}>
          <OfferEditor content={content} onChange={onChange} />
        </Part>
      </Stack>
      <div>
        <div style={{ position: 'sticky', top: '4.25rem' }}>
          <Preview content={content} />
        </div>
      </div>
    </SimpleGrid>
  )
}

interface EditorProps {
  content: RequestModel
  onChange: (content: RequestModel) => void
}

/** The form as the client will see it, to be tried. */
export const Preview = ({ content }: { content: RequestModel }) => {
  const { t, say } = useWords()
  const [answers, setAnswers] = useState<Answers>({})
  return (
    <section aria-label={t('request.model.part.preview')}>
      <Title order={3}>{t('request.model.part.preview')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('request.model.part.previewText')}
      </Text>
      <Paper withBorder p="md" mah="70vh" style={{ overflowY: 'auto' }} tabIndex={0}>
        <Text fw={650} mb="sm">
          {say(content.name)}
        </Text>
        <QuestionFields
          questions={content.questions}
          answers={answers}
          onChange={setAnswers}
          clientId={null}
        />
      </Paper>
    </section>
  )
}

const WhatEditor = ({ content, onChange }: EditorProps) => {
  const { t, say } = useWords()
  const services = useServices()
  const categories = useCategories().filter(({ kind }) => kind === 'REQ')
  const set = (part: Partial<RequestModel>) => onChange({ ...content, ...part })
  const known = categories.find(({ name }) => name.fr === content.category.fr)
  return (
    <Stack gap="xs">
      <WordsFields
        labels={[t('request.model.name'), t('request.model.nameEn')]}
        words={content.name}
        onChange={(name) => set({ name })}
      />
      <WordsFields
        labels={[t('request.model.summary'), t('request.model.summaryEn')]}
        words={content.summary ?? { fr: '' }}
        onChange={(summary) => set({ summary: summary.fr === '' ? null : summary })}
      />
      <WordsFields
        labels={[t('request.model.group'), t('request.model.groupEn')]}
        words={content.group ?? { fr: '' }}
        onChange={(group) => set({ group: group.fr === '' ? null : group })}
      />
      <Group gap="md" align="flex-end">
        <NativeSelect
          size="xs"
          label={t('request.model.category')}
          value={known?.id ?? ''}
          data={[
            ...(known === undefined ? [{ value: '', label: say(content.category) || '–' }] : []),
            ...categories.map(({ id, name }) => ({ value: id, label: say(name) })),
          ]}
          onChange={({ currentTarget }) => {
            const chosen = categories.find(({ id }) => id === currentTarget.value)
            if (chosen !== undefined) set({ category: chosen.name })
          }}
        />
        <NativeSelect
          size="xs"
          label={t('request.model.icon')}
          value={content.icon}
          data={ModelIcon.options.map((icon) => ({ value: icon, label: t(`request.model.icons.${icon}`) }))}
          onChange={({ currentTarget }) =>
            set({ icon: ModelIcon.options.find((icon) => icon === currentTarget.value) ?? 'other' })
          }
        />
        <NativeSelect
          size="xs"
          label={t('request.model.service')}
          value={content.serviceId ?? ''}
          data={[{ value: '', label: '–' }, ...services.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={({ currentTarget: { value } }) => set({ serviceId: value === '' ? null : value })}
        />
        <NativeSelect
          size="xs"
          label={t('request.model.titleFrom')}
          value={content.titleFrom ?? ''}
          data={[
            { value: '', label: t('request.model.titleFromNone') },
            ...content.questions
              .filter(({ kind }) => kind !== 'file' && kind !== 'long-text')
              .map(({ key, label }) => ({ value: key, label: say(label) || key })),
          ]}
          onChange={({ currentTarget: { value } }) => set({ titleFrom: value === '' ? null : value })}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('request.model.serviceHelp')}
      </Text>
    </Stack>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <Title order={3} mb="xs">
      {title}
    </Title>
    {children}
  </section>
)
