import { importApi } from '#contract/import/api.ts'
import type { ImportMapping, ImportPreview } from '#contract/import/shape.ts'
import { Alert, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useUpload } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { FileDrop } from '../ui/file-drop.tsx'
import { Page } from '../ui/page.tsx'
import { ColumnsForm } from './columns-form.tsx'
import { PastImports } from './past-imports.tsx'
import { Preview } from './preview.tsx'

export interface Choices {
  client: string
  type: string
  mode: 'both' | 'create' | 'change'
}

/** From a spreadsheet: the file, what its columns hold, what would change, and only then the import. */
export const ImportPage = () => {
  const { t } = useWords()
  const go = useGo()
  const [file, setFile] = useState<File | null>(null)
  const [mapping, setMapping] = useState<ImportMapping>([])
  const [choices, setChoices] = useState<Choices>({ client: '', type: '', mode: 'both' })
  const [seen, setSeen] = useState<ImportPreview | null>(null)
  const [isChecked, setChecked] = useState(false)
  const look = useUpload(importApi.begin, {
    onSuccess: (answer) => {
      if (!('columns' in answer)) return
      setSeen(answer)
      setMapping(answer.columns.map(({ target }) => target))
    },
  })
  const begin = useUpload(importApi.begin, {
    invalidates: [importApi.list],
    onSuccess: (answer) => {
      if ('id' in answer) go(`/parc/import/${answer.id}`)
    },
  })
  const choose = (chosen: File | null) => {
    setFile(chosen)
    setSeen(null)
    setChecked(false)
    begin.reset()
    if (chosen === null) look.reset()
    else look.mutate({ input: { preview: 'true', ...choices }, file: chosen })
  }
  const given = { ...choices, mapping: JSON.stringify(mapping) }
  return (
    <Page
      title={t('import.title')}
      crumbs={[{ label: t('configuration.title'), href: '/parc' }]}
      method={{ text: t('import.method') }}
    >
      <Text size="sm" maw={760}>
        {t('import.lead')}
      </Text>
      <Stack gap={4}>
        <FileDrop
          files={file === null ? [] : [file]}
          onChange={(files) => choose(files[0] ?? null)}
          multiple={false}
          accept=".csv,.txt,.tsv,.xlsx"
          label={t('import.drop')}
          isSending={look.isPending || begin.isPending}
        />
        <Text size="xs" c="dimmed">
          {t('import.dropHelp')}
        </Text>
      </Stack>
      <ProblemAlert error={look.error} />
      {seen !== null && file !== null && !isChecked && (
        <ColumnsForm
          preview={seen}
          mapping={mapping}
          choices={choices}
          isPending={look.isPending}
          onMapping={setMapping}
          onChoices={setChoices}
          onCheck={() =>
            look.mutate({ input: { preview: 'true', ...given }, file }, { onSuccess: () => setChecked(true) })
          }
        />
      )}
      {seen !== null && file !== null && isChecked && (
        <Preview
          preview={seen}
          isPending={begin.isPending}
          onBack={() => setChecked(false)}
          onBegin={(reason) => begin.mutate({ input: { ...given, reason }, file })}
        />
      )}
      <ProblemAlert error={begin.error} />
      {seen === null && !look.isPending && <PastImports />}
      {look.isPending && seen === null && <Alert variant="light">{file?.name}</Alert>}
    </Page>
  )
}
