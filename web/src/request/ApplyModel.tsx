import { attachmentApi } from '#contract/attachment/api.ts'
import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { requestApi } from '#contract/request/api.ts'
import type { Answers } from '#contract/request/form.ts'
import { Button, Select, Text } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { useState } from 'react'
import { notify } from '../platform/notify.ts'
import { useAction, useUpload } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import type { Ticket } from '../record/ticket.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { faultsByKey, filesIn, sentAnswers } from './answers.ts'
import { QuestionFields } from './QuestionFields.tsx'
import { byCategory, useModels } from './use-models.ts'

/** A request that was taken in plain words is given its model, as long as nobody has decided on it or carried it out. */
export const ApplyModel = ({ ticket }: { ticket: Ticket }) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  if (!ticket.actions.includes('apply-model')) return null
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconTemplate size={14} aria-hidden />}
        style={{ alignSelf: 'start' }}
        onClick={() => setOpen(true)}
      >
        {t('request.apply.action')}
      </Button>
      {isOpen && <Form ticket={ticket} onClose={() => setOpen(false)} />}
    </>
  )
}

const Form = ({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) => {
  const { t, say } = useWords()
  const { models } = useModels()
  const [key, setKey] = useState<string | null>(null)
  const [answers, setAnswers] = useState<Answers>({})
  const model = models.find((one) => one.key === key)
  const attach = useUpload(attachmentApi.add)
  const apply = useAction(requestApi.applyModel, {
    invalidates: [
      [recordApi.read, { number: ticket.number }],
      recordApi.list,
      journalApi.ofRecord,
      attachmentApi.list,
    ],
    onSuccess: onClose,
  })
  const faults = model === undefined ? new Map() : faultsByKey(model.questions, answers)
  const submit = () => {
    if (model === undefined) return
    const files = filesIn(model.questions, answers)
    const { number, version } = ticket
    apply.mutate(
      { number, version, model: model.key, fields: sentAnswers(model.questions, answers) },
      {
        onSuccess: () => {
          for (const file of files) {
            attach
              .mutateAsync({ input: { number }, file })
              .catch(() => notify(t('portal.ask.fileFailed', { name: file.name }), 'failed'))
          }
        },
      },
    )
  }
  return (
    <FormDrawer
      title={t('request.apply.title', { number: ticket.number })}
      action={t('request.apply.do')}
      size="lg"
      error={apply.error}
      isPending={apply.isPending}
      isDisabled={model === undefined || faults.size > 0}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('request.apply.text')}</Text>
      <Select
        label={t('request.apply.model')}
        required
        searchable
        data={byCategory(models, say).map(([group, items]) => ({
          group,
          items: items.map(({ key: value, name }) => ({ value, label: say(name) })),
        }))}
        value={key}
        onChange={(next) => {
          setKey(next)
          setAnswers({})
        }}
      />
      {model !== undefined && (
        <QuestionFields
          questions={model.questions}
          answers={answers}
          onChange={setAnswers}
          clientId={ticket.clientId}
        />
      )}
    </FormDrawer>
  )
}
