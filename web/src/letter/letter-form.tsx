import { letterApi, type Letter } from '#contract/letter/api.ts'
import { faultsIn, variablesOf } from '#contract/letter/fill.ts'
import { Button, Group, Input, Paper, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fieldErrorsOf, ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TicketPicker } from '../record/pickers.tsx'
import { useClients } from '../record/use-names.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { RichText } from '../ui/rich-text.tsx'
import { RichTextEditor } from '../ui/rich-text-editor.tsx'

/** One text, for all clients or for one; looked at with a real ticket before it is kept. */
export const LetterForm = ({ letter, clientId, onClose }: LetterFormProps) => {
  const { t } = useWords()
  const { topic, language, version } = letter
  const clients = useClients()
  const [subject, setSubject] = useState(letter.subject)
  const [body, setBody] = useState(letter.body)
  const [isResetting, setResetting] = useState(false)
  const done = { invalidates: [letterApi.list], onSuccess: onClose }
  const write = useAction(letterApi.write, done)
  const reset = useAction(letterApi.reset, done)
  const faults = [...new Set([...faultsIn(topic, subject), ...faultsIn(topic, body)])]
  const error = write.error ?? reset.error
  const isOwn = letter.source === (clientId === null ? 'all' : 'client')
  return (
    <FormDrawer
      title={t('letter.edit', { name: t(`letter.topic.${topic}`) })}
      size="xl"
      error={error}
      fields={['subject']}
      isPending={write.isPending}
      isDisabled={subject.trim() === '' || body === '' || faults.length > 0}
      onSubmit={() => write.mutate({ topic, language, clientId, subject: subject.trim(), body, version })}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t(`shell.language.${language}`)} ·{' '}
        {clients.find(({ id }) => id === clientId)?.name ?? t('letter.all')}
      </Text>
      <TextInput
        label={t('letter.subject')}
        required
        data-autofocus
        maxLength={200}
        lang={language}
        value={subject}
        error={fieldErrorsOf(error)['subject']}
        onChange={({ currentTarget }) => setSubject(currentTarget.value)}
      />
      <div>
        <Input.Label labelElement="div">{t('letter.body')}</Input.Label>
        <RichTextEditor label={t('letter.body')} value={body} onChange={setBody} minHeight={180} />
      </div>
      <Text size="xs" c="dimmed">
        {t('letter.variables', {
          list: variablesOf(topic, language)
            .map((one) => `{{${one}}}`)
            .join(' '),
        })}
      </Text>
      {faults.length > 0 && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('letter.unknown', { list: faults.join(', ') })}
        </Text>
      )}
      <Preview letter={{ topic, language, subject, body }} isDisabled={faults.length > 0} />
      {isOwn && (
        <Group>
          <Button variant="subtle" color="danger" onClick={() => setResetting(true)}>
            {t(clientId === null ? 'letter.reset' : 'letter.resetClient')}
          </Button>
          <ConfirmDialog
            isOpen={isResetting}
            title={t('letter.resetTitle')}
            action={t(clientId === null ? 'letter.reset' : 'letter.resetClient')}
            isDangerous
            onConfirm={() => reset.mutate({ topic, language, clientId, version })}
            onClose={() => setResetting(false)}
          >
            {t('letter.resetText')}
          </ConfirmDialog>
        </Group>
      )}
    </FormDrawer>
  )
}

interface LetterFormProps {
  letter: Letter
  clientId: string | null
  onClose: () => void
}

const Preview = ({ letter, isDisabled }: PreviewProps) => {
  const { t } = useWords()
  const [number, setNumber] = useState('')
  const preview = useAction(letterApi.preview)
  const show = () => {
    const given = number.trim().toUpperCase()
    preview.mutate({ ...letter, ...(given === '' ? {} : { number: given }) })
  }
  return (
    <>
      <Group align="flex-end">
        <TicketPicker
          label={t('letter.previewWith')}
          description={t('letter.previewHelp')}
          value={number}
          onChange={setNumber}
        />
        <Button variant="default" disabled={isDisabled} loading={preview.isPending} onClick={show}>
          {t('letter.previewNow')}
        </Button>
      </Group>
      <ProblemAlert error={preview.error} />
      {preview.data !== undefined && (
        <Paper withBorder p="sm" component="section" aria-label={t('letter.preview')} lang={letter.language}>
          <Text size="sm" fw={600} mb="xs">
            {preview.data.subject}
          </Text>
          <RichText html={preview.data.html} />
        </Paper>
      )}
    </>
  )
}

interface PreviewProps {
  letter: Pick<Letter, 'topic' | 'language' | 'subject' | 'body'>
  isDisabled: boolean
}
