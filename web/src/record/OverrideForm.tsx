import { journalApi } from '#contract/journal/api.ts'
import { recordApi } from '#contract/record/api.ts'
import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { useRemember, type Ticket } from './ticket.ts'
import { processNamed, useProcedure } from './use-procedure.ts'

/** Against the procedure: another step, with a reason that stays visible. */
export const OverrideForm = ({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) => {
  const { t, say } = useWords()
  const remember = useRemember()
  const { key, versionId } = ticket.judgedBy.procedure
  const procedure = useProcedure(processNamed(key), versionId)
  const [step, setStep] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const override = useAction(recordApi.override, {
    invalidates: [recordApi.list, recordApi.path, journalApi.ofRecord],
    onSuccess: (answer) => {
      remember(answer)
      onDone()
    },
  })
  const isReady = step !== null && reason.trim().length > 2
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (step !== null && isReady) override.mutate({ number: ticket.number, step, reason })
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('record.move.overrideText')}
        </Text>
        <Select
          label={t('record.field.step')}
          searchable
          required
          value={step}
          onChange={setStep}
          data={(procedure?.procedure.steps ?? [])
            .filter(({ id }) => id !== ticket.step.id)
            .map(({ id, label }) => ({ value: id, label: `${id} · ${say(label)}` }))}
        />
        <Textarea
          label={t('record.field.reason')}
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemAlert error={override.error} />
        <Group gap="xs">
          <Button type="submit" disabled={!isReady} loading={override.isPending}>
            {t('record.move.take')}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {t('record.move.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
