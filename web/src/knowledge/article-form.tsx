import { ArticleVisibility, type ArticleContent } from '#contract/knowledge/api.ts'
import { Button, Checkbox, Group, Input, Radio, Stack, Text, TextInput } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { CategoryPicker, ClientPicker, ServicePicker } from '../record/pickers.tsx'
import { RichTextEditor } from '../ui/rich-text-editor.tsx'
import { isBlank } from '../ui/rich-text.tsx'
import style from './knowledge.module.css'

/** What is being written, as the form holds it. */
export interface Draft {
  title: string
  body: string
  titleEn: string
  bodyEn: string
  categoryId: string | null
  serviceId: string | null
  visibility: ArticleVisibility
  clientId: string | null
  files: readonly string[]
}

export const emptyDraft: Draft = {
  title: '',
  body: '',
  titleEn: '',
  bodyEn: '',
  categoryId: null,
  serviceId: null,
  visibility: 'staff',
  clientId: null,
  files: [],
}

export const draftOf = ({ title, body, ...rest }: ArticleContent): Draft => ({
  ...rest,
  title: title.fr,
  body: body.fr,
  titleEn: title.en ?? '',
  bodyEn: body.en ?? '',
})

/** As the contract takes it. */
export const contentOfDraft = (draft: Draft) => ({
  title: { fr: draft.title.trim(), ...(draft.titleEn.trim() === '' ? {} : { en: draft.titleEn.trim() }) },
  body: { fr: draft.body, ...(isBlank(draft.bodyEn) ? {} : { en: draft.bodyEn }) },
  categoryId: draft.categoryId,
  serviceId: draft.serviceId,
  visibility: draft.visibility,
  clientId: draft.visibility === 'client' ? draft.clientId : null,
  files: [...draft.files],
})

export const faultOfDraft = ({ title, body, visibility, clientId }: Draft) => {
  if (title.trim() === '' || isBlank(body)) return 'knowledge.edit.missing'
  return visibility === 'client' && clientId === null ? 'knowledge.edit.missingClient' : null
}

/** Writing on the left, what it is about and who reads it on the right. */
export const ArticleForm = ({ draft, onChange, files = [], onPicture }: ArticleFormProps) => {
  const { t } = useWords()
  const [hasEnglish, showEnglish] = useState(draft.titleEn !== '' || draft.bodyEn !== '')
  const picture = onPicture === undefined ? {} : { onPicture }
  return (
    <div className={style['page']}>
      <Stack gap="md">
        <TextInput
          size="md"
          label={t('knowledge.field.title')}
          description={t('knowledge.field.titleHelp')}
          value={draft.title}
          maxLength={200}
          required
          withAsterisk={false}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <div>
          <Text size="sm" fw={500} mb={2}>
            {t('knowledge.field.body')}
          </Text>
          <RichTextEditor
            isLong
            label={t('knowledge.field.body')}
            value={draft.body}
            minHeight={300}
            onChange={(body) => onChange({ body })}
            {...picture}
          />
        </div>
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'start' }}
          leftSection={<IconLanguage size={16} aria-hidden />}
          onClick={() => {
            if (hasEnglish) onChange({ titleEn: '', bodyEn: '' })
            showEnglish(!hasEnglish)
          }}
        >
          {t(hasEnglish ? 'knowledge.edit.noEnglish' : 'knowledge.edit.english')}
        </Button>
        {hasEnglish && (
          <>
            <TextInput
              size="md"
              label={t('knowledge.field.titleEn')}
              value={draft.titleEn}
              maxLength={200}
              lang="en"
              onChange={(event) => onChange({ titleEn: event.currentTarget.value })}
            />
            <div lang="en">
              <Text size="sm" fw={500} mb={2}>
                {t('knowledge.field.bodyEn')}
              </Text>
              <RichTextEditor
                isLong
                label={t('knowledge.field.bodyEn')}
                value={draft.bodyEn}
                minHeight={240}
                onChange={(bodyEn) => onChange({ bodyEn })}
                {...picture}
              />
            </div>
          </>
        )}
      </Stack>
      <Stack gap="md">
        <ServicePicker
          label={t('knowledge.field.service')}
          value={draft.serviceId}
          onChange={(serviceId) => onChange({ serviceId })}
        />
        <CategoryPicker
          label={t('knowledge.field.category')}
          value={draft.categoryId}
          onChange={(categoryId) => onChange({ categoryId })}
        />
        <Readers draft={draft} onChange={onChange} />
        {files.length > 0 && (
          <Input.Wrapper label={t('knowledge.edit.offered')}>
            <Stack gap={6} mt={4}>
              {files.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  checked={draft.files.includes(id)}
                  onChange={(event) =>
                    onChange({
                      files: event.currentTarget.checked
                        ? [...draft.files, id]
                        : draft.files.filter((other) => other !== id),
                    })
                  }
                />
              ))}
            </Stack>
          </Input.Wrapper>
        )}
      </Stack>
    </div>
  )
}

interface FormPartProps {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
}

interface ArticleFormProps extends FormPartProps {
  /** Attached files that are no pictures of the text. */
  files?: readonly { id: string; name: string }[]
  onPicture?: ((file: File) => Promise<string | null>) | undefined
}

const Readers = ({ draft, onChange }: FormPartProps) => {
  const { t } = useWords()
  return (
    <>
      <Radio.Group
        label={t('knowledge.field.visibility')}
        value={draft.visibility}
        onChange={(given) =>
          onChange({ visibility: ArticleVisibility.options.find((one) => one === given) ?? 'staff' })
        }
      >
        <Stack gap={8} mt={4}>
          {ArticleVisibility.options.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`knowledge.visibility.${value}`)}
              description={t(`knowledge.visibilityText.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {draft.visibility === 'client' && (
        <Group grow>
          <ClientPicker
            label={t('knowledge.field.client')}
            required
            value={draft.clientId}
            onChange={(clientId) => onChange({ clientId })}
          />
        </Group>
      )}
    </>
  )
}
