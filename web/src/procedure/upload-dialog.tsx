import { artefactApi } from '#contract/artefact/api.ts'
import { procedureApi, type ProcessKey } from '#contract/procedure/api.ts'
import type { Procedure } from '#contract/procedure/shape.ts'
import { Alert, Button, Group, Loader, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { differencesOf } from '../artefact/facts.ts'
import { outdatedByVersions } from '../artefact/use-artefact.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Differences } from '../ui/differences.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { ProcedureDrawing } from './drawing.tsx'
import { procedureFacts } from './procedure-facts.ts'
import { Refusals } from './refusals.tsx'
import { useReturnFocus } from '../settings/use-return-focus.ts'

const largest = 1_000_000

/** A drawing from elsewhere: refused with every element named, or compared with what is in force and kept as a draft. */
export const UploadDialog = ({ processKey: key, name, onClose, onSaved }: UploadDialogProps) => {
  useReturnFocus()
  const { t } = useWords()
  const [xml, setXml] = useState<string | null>(null)
  const [isTooLarge, setTooLarge] = useState(false)
  const check = useAction(procedureApi.check)
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    setTooLarge(file.size > largest)
    if (file.size > largest) return
    const text = await file.text()
    setXml(text)
    check.mutate({ key, xml: text })
  }
  const restart = () => {
    setXml(null)
    check.reset()
  }
  const result = check.data
  return (
    <Modal
      opened
      onClose={onClose}
      size="80rem"
      title={t('procedure.upload.title', { name })}
      closeButtonProps={{ 'aria-label': t('shell.confirm.close') }}
    >
      <Stack gap="md">
        {xml === null && (
          <>
            <Text size="sm">{t('procedure.upload.text')}</Text>
            <FileDrop
              files={[]}
              multiple={false}
              accept=".bpmn,.xml,application/xml"
              label={t('procedure.upload.drop')}
              onChange={(files) => void take(files[0])}
            />
            {isTooLarge && (
              <Text size="sm" c="var(--mantine-color-error)" role="alert">
                {t('procedure.upload.tooLarge')}
              </Text>
            )}
          </>
        )}
        {check.isPending && (
          <Group gap="xs" aria-live="polite">
            <Loader size="sm" />
            <Text size="sm">{t('procedure.upload.checking')}</Text>
          </Group>
        )}
        <ProblemAlert error={check.error} />
        {xml !== null && result !== undefined && result.procedure === null && (
          <Refusals xml={xml} name={name} refusals={result.refusals} />
        )}
        {xml !== null && result !== undefined && result.procedure !== null && (
          <Accepted processKey={key} xml={xml} procedure={result.procedure} onSaved={onSaved} />
        )}
        {xml !== null && !check.isPending && (
          <Group>
            <Button variant="default" onClick={restart}>
              {t('procedure.upload.other')}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  )
}

interface UploadDialogProps {
  processKey: ProcessKey
  name: string
  onClose: () => void
  onSaved: (number: number) => void
}

const Accepted = ({ processKey: key, xml, procedure, onSaved }: AcceptedProps) => {
  const words = useWords()
  const { t, say } = words
  const [note, setNote] = useState('')
  const current = useApi(procedureApi.read, { key }).data?.procedure
  const save = useAction(procedureApi.upload, {
    invalidates: [...outdatedByVersions, artefactApi.compare, procedureApi.list],
    onSuccess: ({ number }) => {
      void notify(t('procedure.upload.saved', { number }))
      onSaved(number)
    },
  })
  if (procedure.process !== key) {
    return <Alert color="red">{t('procedure.upload.otherProcess', { process: say(procedure.name) })}</Alert>
  }
  const differences =
    current === undefined
      ? []
      : differencesOf(procedureFacts(current, words), procedureFacts(procedure, words))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ key, xml, ...(note.trim() === '' ? {} : { note: note.trim() }) })
      }}
    >
      <Stack gap="md">
        <Alert variant="light" icon={<IconCircleCheck aria-hidden />} title={t('procedure.upload.accepted')}>
          {differences.length === 0 ? t('procedure.upload.same') : t('procedure.upload.acceptedText')}
        </Alert>
        {differences.length > 0 && (
          <Differences
            items={differences.map(({ label, before, after }) => ({ path: label, before, after }))}
            labelOf={(label) => label}
          />
        )}
        <ProcedureDrawing xml={xml} name={say(procedure.name)} />
        <TextInput
          label={t('procedure.upload.note')}
          value={note}
          maxLength={2000}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <ProblemAlert error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('procedure.upload.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface AcceptedProps {
  processKey: ProcessKey
  xml: string
  procedure: Procedure
  onSaved: (number: number) => void
}
