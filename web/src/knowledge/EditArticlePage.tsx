import { artefactApi } from '#contract/artefact/api.ts'
import { knowledgeApi, type Article, type ArticleContent } from '#contract/knowledge/api.ts'
import { Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { IconDeviceFloppy, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo, useParam } from '../platform/address.ts'
import { currentOf, ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useUpload } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Conflict } from '../ui/conflict.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { Page } from '../ui/page.tsx'
import { RichText } from '../ui/rich-text.tsx'
import { ArticleForm, contentOfDraft, draftOf, faultOfDraft, type Draft } from './article-form.tsx'
import { contentOf, outdatedByArticles, useArticle } from './use-article.ts'

/** Writes the next version of an article, in its draft or in a new one. */
export const EditArticlePage = () => {
  const { article, error } = useArticle(useParam('number'))
  const content = contentOf(article?.latest.content)
  if (article === undefined || content === null)
    return error === null ? <Loader mt="xl" mx="auto" display="block" /> : <ProblemAlert error={error} />
  return <Editing key={article.latest.id} article={article} content={content} />
}

const Editing = ({ article, content }: { article: Article; content: ArticleContent }) => {
  const { t } = useWords()
  const go = useGo()
  const { number, latest } = article
  const [draft, setDraft] = useState<Draft>(() => draftOf(content))
  const [version, setVersion] = useState(latest.version)
  const [note, setNote] = useState(latest.state === 'draft' ? latest.note : '')
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const invalidates = outdatedByArticles
  const edit = useAction(artefactApi.edit, { invalidates })
  const write = useAction(knowledgeApi.draft, { invalidates })
  const submit = useAction(artefactApi.submit, { invalidates })
  const attach = useFiles(number, change, draft)
  const fault = faultOfDraft(draft)
  const isPending = edit.isPending || write.isPending || submit.isPending
  const leave = (word: 'knowledge.edit.saved' | 'knowledge.do.submitted') => {
    void notify(t(word))
    go(`/connaissances/${number}?version=derniere`)
  }
  const save = (isSubmitted: boolean, given = draft, from = version) => {
    setTried(true)
    if (faultOfDraft(given) !== null) return
    const what = { content: contentOfDraft(given), note: note.trim() }
    const onSuccess = ({ id }: { id: string }) => {
      if (isSubmitted) submit.mutate({ id }, { onSuccess: () => leave('knowledge.do.submitted') })
      else leave('knowledge.edit.saved')
    }
    // What was submitted or published stays as it is: the change is the next version.
    if (latest.state === 'draft') edit.mutate({ id: latest.id, version: from, ...what }, { onSuccess })
    else write.mutate({ number, ...what }, { onSuccess })
  }
  const { files } = article
  const inText = (id: string) => draft.body.includes(id) || draft.bodyEn.includes(id)
  return (
    <Page
      title={t('knowledge.edit.title', { number })}
      crumbs={[
        { label: t('knowledge.title'), href: '/connaissances' },
        { label: number, href: `/connaissances/${number}` },
      ]}
    >
      <ArticleForm
        draft={draft}
        onChange={change}
        files={files.filter(({ id, isRedacted }) => !isRedacted && !inText(id))}
        onPicture={attach.picture}
      />
      <Stack gap="sm" maw="44rem">
        <FileDrop
          files={[]}
          onChange={(chosen) => chosen.forEach(attach.file)}
          isSending={attach.isPending}
          label={t('knowledge.edit.addFiles')}
        />
        <TextInput
          label={t('knowledge.field.note')}
          description={t('knowledge.field.noteHelp')}
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {isTried && fault !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t(fault)}
          </Text>
        )}
        <ProblemAlert
          error={currentOf(edit.error) === null ? (edit.error ?? write.error ?? submit.error) : null}
        />
        <ProblemAlert error={attach.error} />
        <Group gap="xs">
          <Button
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            loading={isPending}
            onClick={() => save(false)}
          >
            {t('knowledge.edit.save')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconSend size={16} aria-hidden />}
            loading={isPending}
            onClick={() => save(true)}
          >
            {t('knowledge.do.submit')}
          </Button>
        </Group>
      </Stack>
      <DraftConflict
        error={edit.error}
        mine={draft}
        onClose={edit.reset}
        onSave={(settled, current) => {
          setDraft(settled)
          setVersion(current)
          save(false, settled, current)
        }}
      />
    </Page>
  )
}

/** Both texts of two who wrote at once, field by field. */
const DraftConflict = ({ error, mine, onSave, onClose }: DraftConflictProps) => {
  const { t } = useWords()
  const current = currentOf(error)
  const content = contentOf(current?.['content'])
  if (current === null || content === null) return null
  const theirs = draftOf(content)
  const fields = Object.fromEntries(Object.entries(theirs))
  const labels = {
    title: t('knowledge.field.title'),
    body: t('knowledge.field.body'),
    titleEn: t('knowledge.field.titleEn'),
    bodyEn: t('knowledge.field.bodyEn'),
    visibility: t('knowledge.field.visibility'),
  }
  return (
    <Conflict
      theirs={{ ...fields, version: current['version'] }}
      mine={{ ...mine }}
      labels={labels}
      render={(name, value) => (name.startsWith('body') ? <RichText html={String(value)} /> : undefined)}
      onSave={(chosen, version) => onSave({ ...mine, ...chosen }, version)}
      onClose={onClose}
    />
  )
}

interface DraftConflictProps {
  error: unknown
  mine: Draft
  onSave: (settled: Draft, version: number) => void
  onClose: () => void
}

/** Files go to the article at once; which of them a version offers is part of its text. */
const useFiles = (number: string, change: (part: Partial<Draft>) => void, { files }: Draft) => {
  const { t } = useWords()
  const upload = useUpload(knowledgeApi.attach, { invalidates: [[knowledgeApi.read, { number }]] })
  return {
    isPending: upload.isPending,
    error: upload.error,
    file: (file: File) =>
      upload.mutate(
        { input: { number }, file },
        { onSuccess: ({ id }) => change({ files: [...files, id] }) },
      ),
    picture: async (file: File): Promise<string | null> => {
      if (!/^image\/(png|jpeg|gif|webp)$/.test(file.type)) {
        void notify(t('knowledge.edit.pictureBad'), 'failed')
        return null
      }
      const kept = await upload.mutateAsync({ input: { number }, file }).catch(() => null)
      return kept === null ? null : `/api/v1/pictures/${kept.id}`
    },
  }
}
