import { attachmentApi } from '#contract/attachment/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { Button, Stack, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useUpload } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { FileDrop } from '../ui/file-drop.tsx'
import { asHtml } from './plain-text.ts'

/** A message and files; what could not be sent stays in the box. */
export const AnswerBox = ({ number, placeholder }: { number: string; placeholder: string }) => {
  const { t } = useWords()
  const [words, setWords] = useState('')
  const [files, setFiles] = useState<readonly File[]>([])
  const [isEmpty, setEmpty] = useState(false)
  const invalidates = [recordApi.read, journalApi.ofRecord, attachmentApi.list]
  const comment = useAction(recordApi.comment, { invalidates })
  const attach = useUpload(attachmentApi.add, { invalidates })
  const send = async () => {
    if (words.trim() !== '') {
      await comment.mutateAsync({ number, body: asHtml(words) })
      setWords('')
    }
    for (const file of files) {
      await attach.mutateAsync({ input: { number }, file })
      setFiles((rest) => rest.filter((other) => other !== file))
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const hasNothing = words.trim() === '' && files.length === 0
    setEmpty(hasNothing)
    // What failed is shown below the box; nothing that was typed is lost.
    if (!hasNothing) send().catch(() => undefined)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" align="stretch">
        <Textarea
          label={t('portal.answer.label')}
          placeholder={placeholder}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={isEmpty ? t('portal.answer.empty') : undefined}
          autosize
          minRows={3}
          maxRows={14}
        />
        <FileDrop
          files={files}
          onChange={setFiles}
          isSending={attach.isPending}
          label={t('portal.answer.files')}
        />
        <ProblemAlert error={comment.error ?? attach.error} />
        <Button
          type="submit"
          loading={comment.isPending || attach.isPending}
          leftSection={<IconSend size={18} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('portal.answer.send')}
        </Button>
      </Stack>
    </form>
  )
}
